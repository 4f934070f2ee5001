import { EntityName } from "@beep/quickbooks/contract/entities/entityTypes"
import { activeOrNot, type Where } from "@beep/quickbooks/contract/query"
import { addDays, type LocalDate } from "@beep/kernel/LocalDate"
import { Schema } from "effect"
import type { DeletionScope } from "../internal/ledger/LedgerWriter.ts"

/** What one sync reads, each alone: a type that cannot be read leaves the others standing. */
export const SyncStep = Schema.Literals([...EntityName.literals, "GeneralLedger", "BalanceSheet", "LedgerHistory"])
export type SyncStep = typeof SyncStep.Type

const reports: ReadonlySet<SyncStep> = new Set(["GeneralLedger", "BalanceSheet", "LedgerHistory"])

export const isEntityStep = (step: SyncStep): step is EntityName => !reports.has(step)

/** In this order, so that names and terms are there before the documents that point to them. */
export const syncSteps: ReadonlyArray<SyncStep> = [
  "CompanyInfo",
  "Preferences",
  "Account",
  "Customer",
  "Vendor",
  "Term",
  "Invoice",
  "CreditMemo",
  "Payment",
  "Bill",
  "VendorCredit",
  "BillPayment",
  "Purchase",
  "Deposit",
  "Transfer",
  "JournalEntry",
  "SalesReceipt",
  "RefundReceipt",
  "GeneralLedger",
  "BalanceSheet",
  "LedgerHistory"
]

/** Days of history read of transactions and of the ledger report: twice the burn window, inside the six months reports allow. */
export const historyDays = 180

/**
 * Days of ledger lines held for what comes back four times a year: thirteen months, so that the fourth due day finds
 * three before it. By night alone, because no figure rests on them.
 */
export const longHistoryDays = 395

/** The days before `historyDays`, in parts that a report allows. */
export const earlierPeriods = (today: LocalDate): ReadonlyArray<{ readonly from: LocalDate; readonly to: LocalDate }> => {
  const days = longHistoryDays - historyDays
  const middle = historyDays + Math.floor(days / 2)
  return [
    { from: addDays(today, -longHistoryDays), to: addDays(today, -middle - 1) },
    { from: addDays(today, -middle), to: addDays(today, -historyDays - 1) }
  ]
}

const masters: ReadonlySet<EntityName> = new Set(["Account", "Customer", "Vendor", "Term"])
/** Documents with an open balance count whatever their age, so these are read whole; and what has lines on receivables and payables without a balance of its own, with what settles it. */
const ofAnyAge: ReadonlySet<EntityName> = new Set([
  "Invoice",
  "CreditMemo",
  "Payment",
  "Bill",
  "VendorCredit",
  "BillPayment",
  "JournalEntry",
  "Purchase",
  "Deposit",
  "Preferences",
  "CompanyInfo"
])

/** The filter of an entity type, and for which dates its absence from the answer means deleted. */
export const readingOf = (entity: EntityName, historyFrom: string): { readonly where: Where; readonly scope?: DeletionScope } => {
  if (masters.has(entity)) return { where: [activeOrNot] }
  if (ofAnyAge.has(entity)) return { where: [] }
  return { where: [{ field: "TxnDate", op: ">=", value: historyFrom }], scope: { from: historyFrom, to: "9999-12-31" } }
}

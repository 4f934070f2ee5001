import { EntityName } from "@beep/quickbooks/contract/entities/entityTypes"
import { activeOrNot, type Where } from "@beep/quickbooks/contract/query"
import { Schema } from "effect"
import type { DeletionScope } from "../internal/ledger/LedgerWriter.ts"

/** What one sync reads, each alone: a type that cannot be read leaves the others standing. */
export const SyncStep = Schema.Literals([...EntityName.literals, "GeneralLedger", "BalanceSheet"])
export type SyncStep = typeof SyncStep.Type

export const isEntityStep = (step: SyncStep): step is EntityName => step !== "GeneralLedger" && step !== "BalanceSheet"

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
  "BalanceSheet"
]

/** Days of history read of transactions and of the ledger report: twice the burn window, inside the six months reports allow. */
export const historyDays = 180

const masters: ReadonlySet<EntityName> = new Set(["Account", "Customer", "Vendor", "Term"])
/** Documents with an open balance count whatever their age, so these are read whole; and what settles journal entries, which carry none. */
const ofAnyAge: ReadonlySet<EntityName> = new Set([
  "Invoice",
  "CreditMemo",
  "Payment",
  "Bill",
  "VendorCredit",
  "BillPayment",
  "JournalEntry",
  "Preferences",
  "CompanyInfo"
])

/** The filter of an entity type, and for which dates its absence from the answer means deleted. */
export const readingOf = (entity: EntityName, historyFrom: string): { readonly where: Where; readonly scope?: DeletionScope } => {
  if (masters.has(entity)) return { where: [activeOrNot] }
  if (ofAnyAge.has(entity)) return { where: [] }
  return { where: [{ field: "TxnDate", op: ">=", value: historyFrom }], scope: { from: historyFrom, to: "9999-12-31" } }
}

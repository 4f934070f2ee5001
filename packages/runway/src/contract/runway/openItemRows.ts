import { daysBetween, type LocalDate } from "@beep/kernel/LocalDate"
import { isLineItem, type OpenItem } from "../ledger/OpenItem.ts"
import type { CountedRow, CountReason, LeftOutReason, Row } from "./Figure.ts"

const creditReason = {
  CreditMemo: "credit_memo",
  Payment: "unapplied_payment",
  VendorCredit: "vendor_credit"
} as const satisfies Partial<Record<OpenItem["entityType"], CountReason>>

/** Their open balance is signed already: what is owed is positive. */
const isSigned = (item: OpenItem): boolean =>
  item.entityType === "Invoice" || item.entityType === "Bill" || isLineItem(item.entityType)

/** Invoices and bills are what is owed, and a line on that side of it; everything else lowers it. */
export const isCredit = (item: OpenItem): boolean => (isLineItem(item.entityType) ? item.openMinor < 0n : !isSigned(item))

const reasonOf = ({ entityType, openMinor }: OpenItem): CountReason => {
  if (isLineItem(entityType))
    return openMinor >= 0n ? "open_balance" : entityType === "JournalEntry" ? "journal_credit" : "line_credit"
  return entityType === "Invoice" || entityType === "Bill" ? "open_balance" : creditReason[entityType]
}

const base = (item: OpenItem) => ({
  // Its lines may stand open with several customers or vendors.
  key: `${item.entityType}:${item.qboId}${isLineItem(item.entityType) ? `:${item.partyQboId}` : ""}`,
  source: item.entityType,
  qboId: item.qboId,
  label: item.docNumber ?? `${item.entityType} ${item.qboId}`,
  partyName: item.partyName,
  date: isCredit(item) ? item.txnDate : item.dueDate
})

/** Signed in home currency; zero where no rate is known, and then the item is left out. */
export const signedHome = (item: OpenItem): bigint => {
  const home = item.homeOpenMinor ?? 0n
  return isSigned(item) ? home : -home
}

export const countedRow = (item: OpenItem, changes: boolean): CountedRow => ({
  ...base(item),
  amountMinor: signedHome(item),
  reason: reasonOf(item),
  changes
})

export const leftOutRow = (item: OpenItem, reason: LeftOutReason): Row<LeftOutReason> => ({
  ...base(item),
  amountMinor: signedHome(item),
  reason
})

/** Days past due at `asOf`: positive when overdue, 0 on the due date itself, null without one. */
export const daysOverdue = (item: OpenItem, asOf: LocalDate): number | null =>
  item.dueDate === null ? null : daysBetween(item.dueDate, asOf)

/** Everything open whose value in home currency is known. */
export const countedRows = (items: ReadonlyArray<OpenItem>): ReadonlyArray<CountedRow> =>
  items.flatMap((item) => (item.homeOpenMinor === null ? [] : [countedRow(item, item.homeOpenMinor !== 0n)]))

export const withoutRate = (items: ReadonlyArray<OpenItem>): ReadonlyArray<Row<LeftOutReason>> =>
  items.flatMap((item) => (item.homeOpenMinor === null ? [leftOutRow(item, "no_exchange_rate")] : []))

import { daysBetween } from "@beep/kernel/LocalDate"
import type { Payable, ScheduledPayment } from "../ledger/OpenItem.ts"
import { hasInput, hasPayableDocuments, maySpeakFor } from "./coverageRules.ts"
import { type CountedRow, type Figure, figureOf, type LeftOutReason, type Row } from "./Figure.ts"
import { netByParty } from "./netByParty.ts"
import { countedRows, daysOverdue, isCredit, leftOutRow, withoutRate } from "./openItemRows.ts"
import { order, type OrderedBooks } from "./orderedBooks.ts"
import { partyBalanceFigure } from "./partyBalances.ts"
import type { RunwaySettings } from "./RunwaySettings.ts"

const paymentRow = (payment: ScheduledPayment) => ({
  key: `BillPayment:${payment.qboId}`,
  source: "BillPayment" as const,
  qboId: payment.qboId,
  label: payment.docNumber ?? `BillPayment ${payment.qboId}`,
  partyName: payment.partyName,
  date: payment.txnDate
})

/** Payments recorded for a later day: QuickBooks already lowered the bill, so they are added back (runway.md 3.6). */
const scheduled = (books: OrderedBooks, horizonDays: number) => {
  const future = books.scheduledPayments
    .filter((payment) => payment.amountMinor !== 0n && daysBetween(books.asOf, payment.txnDate) > 0)
    .toSorted((a, b) => order(a.txnDate, b.txnDate) || order(a.qboId, b.qboId))
  const rows: Array<CountedRow> = []
  const leftOut: Array<Row<LeftOutReason>> = []
  for (const payment of future) {
    const amountMinor = payment.homeAmountMinor ?? 0n
    if (payment.homeAmountMinor === null) leftOut.push({ ...paymentRow(payment), amountMinor, reason: "no_exchange_rate" })
    else if (daysBetween(books.asOf, payment.txnDate) > horizonDays)
      leftOut.push({ ...paymentRow(payment), amountMinor, reason: "pays_after_horizon" })
    else rows.push({ ...paymentRow(payment), amountMinor, reason: "scheduled_payment", changes: true })
  }
  return { rows, leftOut }
}

/** P: overdue, due within the horizon or undated, less the vendor's credits; null when the documents were not synced. */
export const nearPayables = (books: OrderedBooks, settings: RunwaySettings): Figure | null => {
  if (!hasPayableDocuments(books) || !hasInput(books, "bill_payments")) return null
  const items = books.payables
  const convertible = items.filter((item) => item.homeOpenMinor !== null)
  const isLater = (item: Payable): boolean => {
    const overdue = daysOverdue(item, books.asOf)
    return !isCredit(item) && overdue !== null && -overdue > settings.apHorizonDays
  }
  const committed = scheduled(books, settings.apHorizonDays)
  return figureOf(
    "near_payables",
    "documents",
    [...netByParty(convertible.filter((item) => !isLater(item))), ...committed.rows],
    [
      ...convertible.filter(isLater).map((item) => leftOutRow(item, "due_after_horizon")),
      ...withoutRate(items),
      ...committed.leftOut
    ]
  )
}

/** All that is owed to vendors, less their credits: the total of QuickBooks' A/P aging. */
export const allPayables = (books: OrderedBooks): Figure | null => {
  if (!hasPayableDocuments(books)) return maySpeakFor(books, "vendors") ? partyBalanceFigure(books, "Vendor") : null
  const items = books.payables
  return figureOf("payables", "documents", countedRows(items), withoutRate(items))
}

/** Open bills in the order in which they fall due. */
export const openBills = (books: OrderedBooks): ReadonlyArray<Payable> =>
  books.payables.filter((item) => item.entityType === "Bill")

const billFigure = (
  books: OrderedBooks,
  id: "bills_overdue" | "bills_due_7" | "bills_due_30",
  keep: (overdue: number) => boolean
): Figure | null => {
  if (!hasInput(books, "bills")) return null
  const items = openBills(books).filter((item) => {
    const overdue = daysOverdue(item, books.asOf)
    return overdue !== null && keep(overdue)
  })
  return figureOf(id, "documents", countedRows(items), withoutRate(items))
}

export const overdueBillsFigure = (books: OrderedBooks): Figure | null =>
  billFigure(books, "bills_overdue", (overdue) => overdue > 0)

/** Due from today to `days` ahead, both ends counted; overdue bills are not in it. */
export const billsDueFigure = (books: OrderedBooks, days: 7 | 30): Figure | null =>
  billFigure(books, days === 7 ? "bills_due_7" : "bills_due_30", (overdue) => overdue <= 0 && -overdue <= days)

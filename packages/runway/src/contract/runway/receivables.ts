import type { LocalDate } from "@beep/kernel/LocalDate"
import type { Receivable } from "../ledger/OpenItem.ts"
import { hasInput, hasReceivableDocuments, maySpeakFor } from "./coverageRules.ts"
import { type Figure, figureOf, type LeftOutReason } from "./Figure.ts"
import { netByParty } from "./netByParty.ts"
import { countedRows, daysOverdue, isCredit, leftOutRow, withoutRate } from "./openItemRows.ts"
import type { OrderedBooks } from "./orderedBooks.ts"
import { partyBalanceFigure } from "./partyBalances.ts"
import { arMaxOverdueDays, type RunwaySettings } from "./RunwaySettings.ts"

const excludedBy = (item: Receivable, asOf: LocalDate, inclusion: RunwaySettings["arInclusion"]): LeftOutReason | undefined => {
  if (isCredit(item)) return undefined
  const overdue = daysOverdue(item, asOf)
  if (inclusion === "up_to_90") return overdue !== null && overdue > arMaxOverdueDays ? "overdue_beyond_limit" : undefined
  if (inclusion === "not_due_only") return overdue === null ? "undated" : overdue > 0 ? "overdue_not_counted" : undefined
  return undefined
}

/** R: null when the documents it needs were not synced. */
export const countableReceivables = (books: OrderedBooks, settings: RunwaySettings): Figure | null => {
  if (settings.arInclusion === "none") return figureOf("countable_receivables", "documents", [])
  if (!hasReceivableDocuments(books)) return null
  const items = books.receivables
  const convertible = items.filter((item) => item.homeOpenMinor !== null)
  const judged = convertible.map((item) => ({ item, reason: excludedBy(item, books.asOf, settings.arInclusion) }))
  return figureOf(
    "countable_receivables",
    "documents",
    netByParty(judged.flatMap(({ item, reason }) => (reason === undefined ? [item] : []))),
    [...judged.flatMap(({ item, reason }) => (reason === undefined ? [] : [leftOutRow(item, reason)])), ...withoutRate(items)]
  )
}

/** All that customers owe, less their credits: the total of QuickBooks' A/R aging. Their stated balances stand in where documents are missing. */
export const allReceivables = (books: OrderedBooks): Figure | null => {
  if (!hasReceivableDocuments(books)) return maySpeakFor(books, "customers") ? partyBalanceFigure(books, "Customer") : null
  const items = books.receivables
  return figureOf("receivables", "documents", countedRows(items), withoutRate(items))
}

const invoicesWhere = (books: OrderedBooks, keep: (overdue: number | null) => boolean): ReadonlyArray<Receivable> =>
  books.receivables.filter((item) => item.entityType === "Invoice" && keep(daysOverdue(item, books.asOf)))

export const overdueInvoices = (books: OrderedBooks): ReadonlyArray<Receivable> =>
  invoicesWhere(books, (overdue) => overdue !== null && overdue > 0)

const invoiceFigure = (
  books: OrderedBooks,
  id: "invoices_overdue" | "invoices_not_due",
  items: ReadonlyArray<Receivable>
): Figure | null => (hasInput(books, "invoices") ? figureOf(id, "documents", countedRows(items), withoutRate(items)) : null)

export const overdueInvoicesFigure = (books: OrderedBooks): Figure | null =>
  invoiceFigure(books, "invoices_overdue", overdueInvoices(books))

/** Due today is not overdue; an undated invoice cannot be overdue. */
export const notDueInvoicesFigure = (books: OrderedBooks): Figure | null =>
  invoiceFigure(
    books,
    "invoices_not_due",
    invoicesWhere(books, (overdue) => overdue === null || overdue <= 0)
  )

import { evidenceOf, type HygieneRule, onDocument, refKey, refOf } from "../Finding.ts"
import { type BookDocument, homeUnits, type HygieneBooks, isOpen, overdueDays } from "../HygieneBooks.ts"

interface Late {
  readonly document: BookDocument
  readonly days: number
}

const late = (books: HygieneBooks, entityType: "Bill" | "Invoice", beyond: number): ReadonlyArray<Late> =>
  books.documents.flatMap((document) => {
    const days = overdueDays(books, document)
    return document.entityType === entityType && isOpen(document) && days !== null && days > beyond ? [{ document, days }] : []
  })

const manyInvoices = 5
const staleDays = 90
const largeStale = 10_000
const largeOverdue = 5_000
const oldBillDays = 60

const isAtLeast = ({ document }: Late, minor: bigint): boolean => (document.homeOpenMinor ?? 0n) >= minor

/** HYG-10: an invoice more than 90 days overdue; high for each once there are more than five, or one of 10,000. */
export const staleReceivable: HygieneRule = (books) => {
  const stale = late(books, "Invoice", staleDays)
  const isHigh = stale.length > manyInvoices || stale.some((one) => isAtLeast(one, homeUnits(books, largeStale)))
  return stale.map(({ days, document }) => onDocument(books, document, "HYG-10", isHigh ? "high" : "medium", { days }))
}

/** HYG-11: how many invoices are overdue, as one issue. */
export const overdueBacklog: HygieneRule = (books) => {
  const overdue = late(books, "Invoice", 0).toSorted(
    (a, b) => b.days - a.days || (refKey(a.document) < refKey(b.document) ? -1 : 1)
  )
  const [oldest] = overdue
  if (oldest === undefined) return []
  return [
    {
      ruleId: "HYG-11",
      severity: overdue.length > manyInvoices ? "high" : "medium",
      key: "backlog",
      records: overdue.map(({ document }) => refOf(document)),
      amountMinor: overdue.reduce((sum, { document }) => sum + (document.homeOpenMinor ?? 0n), 0n),
      date: oldest.document.due,
      facts: { count: overdue.length, days: oldest.days },
      evidence: evidenceOf(overdue.map(({ document }) => document.qboId).toSorted())
    }
  ]
}

/** HYG-12: an overdue invoice of which more than 5,000 is open. */
export const largeOverdueInvoice: HygieneRule = (books) =>
  late(books, "Invoice", 0)
    .filter(({ document }) => (document.homeOpenMinor ?? 0n) > homeUnits(books, largeOverdue))
    .map(({ days, document }) => onDocument(books, document, "HYG-12", "medium", { days }))

/** HYG-13: a bill more than 60 days overdue. */
export const oldBill: HygieneRule = (books) =>
  late(books, "Bill", oldBillDays).map(({ days, document }) => onDocument(books, document, "HYG-13", "medium", { days }))

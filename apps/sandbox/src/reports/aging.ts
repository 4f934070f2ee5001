import { daysBetween, type LocalDate } from "@beep/kernel/LocalDate"
import type { Ledger } from "../ledger/Ledger.ts"
import { type OpenDocument, openPayables, openReceivables } from "../ledger/openDocuments.ts"

export type Side = "payable" | "receivable"

/** Day 30 belongs to 1-30, day 31 to 31-60. */
export const agingBuckets = [
  { key: "current", title: "Current", section: "Current", upTo: 0 },
  { key: "0", title: "1 - 30", section: "1 - 30 days past due", upTo: 30 },
  { key: "1", title: "31 - 60", section: "31 - 60 days past due", upTo: 60 },
  { key: "2", title: "61 - 90", section: "61 - 90 days past due", upTo: 90 },
  { key: "3", title: "91 and over", section: "91 or more days past due", upTo: Infinity }
] as const

/** A document without a due date is due on its own day. */
export const pastDueDays = (document: OpenDocument, date: LocalDate): number =>
  daysBetween(document.dueDate ?? document.transaction.date, date)

export const bucketOf = (document: OpenDocument, date: LocalDate): number =>
  agingBuckets.findIndex(({ upTo }) => pastDueDays(document, date) <= upTo)

export const openOn = (ledger: Ledger, side: Side, date: LocalDate): ReadonlyArray<OpenDocument> =>
  side === "payable" ? openPayables(ledger, date) : openReceivables(ledger, date)

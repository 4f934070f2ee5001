import { daysBetween, type LocalDate } from "@beep/kernel/LocalDate"
import { isLineItem, type OpenItem, type ScheduledPayment } from "../ledger/OpenItem.ts"
import type { BridgeCause } from "./BridgeCause.ts"
import { type Change, pairedBy } from "./Change.ts"

/**
 * What the mirror knows of a record beyond whether it stood open: whether it was there as known on the first day, and
 * what it is as known on the second. `later`: dated after the second day. `gone`: deleted, or never heard of.
 */
export interface RecordFate {
  readonly knownBefore: boolean
  readonly after: "open" | "settled" | "voided" | "later" | "gone"
}

/** By `Invoice:12`; a record that is not in it was not known before, and is gone after. */
export type RecordFates = ReadonlyMap<string, RecordFate>

export const fateKey = (record: { readonly entityType: string; readonly qboId: string }): string =>
  `${record.entityType}:${record.qboId}`

export interface ItemContext {
  /** The last day that was over when the first of the two digests was known: what is dated on it or before and came later is backdated. */
  readonly fullDay: LocalDate
  readonly fates: RecordFates
}

/** One document, by the party too: lines of one may stand open with several. */
export const itemKey = (item: OpenItem): string =>
  `${item.entityType}:${item.qboId}:${isLineItem(item.entityType) ? item.partyQboId : ""}`

const countsTheSame = (a: OpenItem, b: OpenItem): boolean =>
  a.partyQboId === b.partyQboId && a.dueDate === b.dueDate && a.openMinor === b.openMinor && a.homeOpenMinor === b.homeOpenMinor

/** What of a document has been settled, as a magnitude. */
const settledOf = (item: OpenItem): bigint =>
  item.openMinor < 0n ? item.openMinor - item.totalMinor : item.totalMinor - item.openMinor

const isLate = (date: LocalDate, { fullDay }: ItemContext): boolean => daysBetween(date, fullDay) >= 0

const whyCame = (item: OpenItem, context: ItemContext): BridgeCause => {
  if (context.fates.get(fateKey(item))?.knownBefore === true) return isLate(item.txnDate, context) ? "edited" : "new"
  if (isLate(item.txnDate, context)) return "backdated"
  return item.entityType === "Payment" ? "paid" : "new"
}

const whyWent = (item: OpenItem, { fates }: ItemContext): BridgeCause => {
  const after = fates.get(fateKey(item))?.after ?? "gone"
  if (after === "settled") return "paid"
  return after === "gone" || after === "voided" ? "deleted" : "edited"
}

/** The document as it stood, with more of it settled, at the rate it had. */
const settledFurther = (before: OpenItem, more: bigint): OpenItem => {
  const openMinor = before.openMinor < 0n ? before.openMinor + more : before.openMinor - more
  const { homeOpenMinor, openMinor: was } = before
  return {
    ...before,
    openMinor,
    homeOpenMinor: homeOpenMinor === null || was === 0n ? homeOpenMinor : (homeOpenMinor * openMinor) / was
  }
}

const stepsOf = (before: OpenItem | null, after: OpenItem | null, context: ItemContext): Change<OpenItem>["steps"] => {
  if (before === null) return after === null ? [] : [{ cause: whyCame(after, context), value: after }]
  if (after === null) return [{ cause: whyWent(before, context), value: null }]
  if (countsTheSame(before, after)) return []
  const more = settledOf(after) - settledOf(before)
  const paid = more > 0n ? settledFurther(before, more) : before
  if (more > 0n && countsTheSame(paid, after)) return [{ cause: "paid", value: after }]
  return [...(more > 0n ? [{ cause: "paid" as const, value: paid }] : []), { cause: "edited", value: after }]
}

/** The open documents of one side of the books: each change of one is a payment, an edit, or both. */
export const itemChanges = <Item extends OpenItem>(
  before: ReadonlyArray<Item>,
  after: ReadonlyArray<Item>,
  context: ItemContext
): ReadonlyArray<Change<OpenItem>> =>
  pairedBy<OpenItem>(before, after, itemKey).map((pair) => ({ ...pair, steps: stepsOf(pair.before, pair.after, context) }))

const scheduledSame = (a: ScheduledPayment, b: ScheduledPayment): boolean =>
  a.txnDate === b.txnDate && a.amountMinor === b.amountMinor && a.homeAmountMinor === b.homeAmountMinor

const whyScheduledWent = (payment: ScheduledPayment, { fates }: ItemContext): BridgeCause => {
  const after = fates.get(`BillPayment:${payment.qboId}`)?.after ?? "gone"
  return after === "gone" || after === "voided" ? "deleted" : "paid"
}

/** Payments recorded for a later day: recording one is paying, and so is its day's coming. */
export const scheduledChanges = (
  before: ReadonlyArray<ScheduledPayment>,
  after: ReadonlyArray<ScheduledPayment>,
  context: ItemContext
): ReadonlyArray<Change<ScheduledPayment>> =>
  pairedBy(before, after, (payment) => payment.qboId).map((pair) => {
    if (pair.before === null) return { ...pair, steps: [{ cause: "paid", value: pair.after }] }
    if (pair.after === null) return { ...pair, steps: [{ cause: whyScheduledWent(pair.before, context), value: null }] }
    return { ...pair, steps: scheduledSame(pair.before, pair.after) ? [] : [{ cause: "edited", value: pair.after }] }
  })

import type { LocalDate } from "@beep/kernel/LocalDate"
import { Schema } from "effect"
import type { OpenItem } from "../ledger/OpenItem.ts"
import { daysOverdue, isCredit } from "../runway/openItemRows.ts"

/** Days past due: day 30 is still `1_30`, day 31 is `31_60`, `over_90` starts at 91 (runway.md 3.6). `undated` has no due date. */
export const AgingBucket = Schema.Literals(["not_due", "1_30", "31_60", "61_90", "over_90", "undated"])
export type AgingBucket = typeof AgingBucket.Type

export const bucketOf = (overdue: number | null): AgingBucket => {
  if (overdue === null) return "undated"
  if (overdue <= 0) return "not_due"
  if (overdue <= 30) return "1_30"
  if (overdue <= 60) return "31_60"
  return overdue <= 90 ? "61_90" : "over_90"
}

export interface AgedSum {
  readonly bucket: AgingBucket
  readonly count: number
  readonly amountMinor: bigint
}

/** Every bucket in its order, empty ones too; credits are in none, so the buckets sum to the open documents. */
export const agingOf = (items: ReadonlyArray<OpenItem>, asOf: LocalDate): ReadonlyArray<AgedSum> => {
  const owed = items.filter((item) => !isCredit(item))
  return AgingBucket.literals.map((bucket) => {
    const inBucket = owed.filter((item) => bucketOf(daysOverdue(item, asOf)) === bucket)
    return { bucket, count: inBucket.length, amountMinor: inBucket.reduce((sum, item) => sum + (item.homeOpenMinor ?? 0n), 0n) }
  })
}

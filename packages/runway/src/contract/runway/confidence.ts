import { Schema } from "effect"

export const ConfidenceLevel = Schema.Literals(["high", "medium", "low"])
export type ConfidenceLevel = typeof ConfidenceLevel.Type

/** runway.md 3.5, in its order; the last three stand for cases of 3.2 and 3.4 that force the level to low. */
export const ConfidenceReason = Schema.Literals([
  "short_history",
  "stale_data",
  "undated_items",
  "cash_gap",
  "one_off_share",
  "halted_input",
  "missing_exchange_rate",
  "no_outflow",
  "not_computed"
])
export type ConfidenceReason = typeof ConfidenceReason.Type

export const Confidence = Schema.Struct({ level: ConfidenceLevel, reasons: Schema.Array(ConfidenceReason) })
export type Confidence = typeof Confidence.Type

const forcesLow: ReadonlySet<ConfidenceReason> = new Set(["missing_exchange_rate", "no_outflow", "not_computed"])

/** One reason drops one level, two or more mean low. How complete the data is, never how right the figure is. */
export const confidenceOf = (present: Readonly<Record<ConfidenceReason, boolean>>): Confidence => {
  const reasons = ConfidenceReason.literals.filter((reason) => present[reason])
  const low = reasons.length >= 2 || reasons.some((reason) => forcesLow.has(reason))
  return { level: low ? "low" : reasons.length === 1 ? "medium" : "high", reasons }
}

/** Whether `part` is more than `percent` of `whole`, in whole numbers; nothing of nothing is not. */
export const exceedsShare = (part: bigint, whole: bigint, percent: bigint): boolean => {
  const size = whole < 0n ? -whole : whole
  return (part < 0n ? -part : part) * 100n > size * percent
}

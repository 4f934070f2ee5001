import { Schema } from "effect"

/** runway.md 4.3. */
export const ScoreLevel = Schema.Literals(["excellent", "good", "fair", "needs_attention", "poor", "critical"])
export type ScoreLevel = typeof ScoreLevel.Type

const percent = Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 100 }))

/** The five dimensions, rounded down to whole percents; null where a sample is too small to have any. */
export const Dimensions = Schema.Struct({
  completeness: percent,
  accuracy: percent,
  consistency: percent,
  timeliness: percent,
  validity: percent
})
export type Dimensions = typeof Dimensions.Type

/** How good the books are, as of the scan: never how right a figure is. `basis` says whether the sample was too small for the dimensions. */
export const HygieneScore = Schema.Struct({
  score: percent,
  level: ScoreLevel,
  basis: Schema.Literals(["dimensions", "small_sample", "no_records"]),
  sampleSize: Schema.Int,
  dimensions: Schema.NullOr(Dimensions),
  asOf: Schema.DateTimeUtcFromString
})
export type HygieneScore = typeof HygieneScore.Type

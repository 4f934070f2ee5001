import { Schema } from "effect"
import { ScoreLevel } from "./HygieneScore.ts"

/** What stood open and how good the books were, as of the last scan that was known at a time. Counts of issues; the score is 0 to 100. */
export const HygieneStanding = Schema.Struct({
  scannedAt: Schema.DateTimeUtcFromString,
  critical: Schema.Int,
  high: Schema.Int,
  score: Schema.Int,
  level: ScoreLevel
})
export type HygieneStanding = typeof HygieneStanding.Type

/** `standing` is null where nothing had been scanned yet. */
export const KnownHygiene = Schema.Struct({ standing: Schema.NullOr(HygieneStanding) })
export type KnownHygiene = typeof KnownHygiene.Type

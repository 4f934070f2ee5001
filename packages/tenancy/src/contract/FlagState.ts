import { LocalDate } from "@beep/kernel/LocalDate"
import { Schema } from "effect"
import { Feature } from "./Feature.ts"

/** What the owner of the organization decided for everybody in it. */
export const FirmDecision = Schema.Struct({
  enabled: Schema.Boolean,
  reason: Schema.String,
  expiresAt: Schema.NullOr(Schema.DateTimeUtcFromString)
})

/** One feature as it stands: who answers for it, what the tier contains, what was decided, and what comes of it. */
export const FlagRow = Schema.Struct({
  feature: Feature,
  owner: Schema.String,
  tierDefault: Schema.Boolean,
  removalDate: Schema.NullOr(LocalDate),
  /** Off for everybody, by an operator: nothing here turns it on. */
  killed: Schema.Boolean,
  decision: Schema.NullOr(FirmDecision),
  enabled: Schema.Boolean
})
export type FlagRow = typeof FlagRow.Type

export const DecideFlag = Schema.Struct({
  enabled: Schema.Boolean,
  reason: Schema.String.check(Schema.isTrimmed(), Schema.isBetweenLength(1, 500)),
  expiresAt: Schema.NullOr(Schema.DateTimeUtcFromString)
})

import { Schema } from "effect"
import type { FlagState } from "../contract/evaluateFeature.ts"
import { Feature } from "../contract/Feature.ts"
import { Tier } from "../contract/Organization.ts"

/** Features by name, and names that no feature has. */
export const FeatureName = Schema.Union([Feature, Schema.String])

const OverrideShape = Schema.Struct({
  feature: Feature,
  enabled: Schema.Boolean,
  expiresAt: Schema.NullOr(Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 2_000 })))
})

/** Decode with {@link flagStateFrom}; instants lie in 0..2000. */
export const FlagStateShape = Schema.Struct({
  tier: Tier,
  killed: Schema.Array(Feature),
  advisorOverrides: Schema.Array(OverrideShape),
  firmOverrides: Schema.Array(OverrideShape)
})

export const flagStateFrom = (shape: typeof FlagStateShape.Type): FlagState => ({ ...shape, killed: new Set(shape.killed) })

import { type Feature, features, isFeature } from "./Feature.ts"
import type { Tier } from "./Organization.ts"

/** An explicit decision; without effect from `expiresAt` (epoch milliseconds) on. */
export interface Override {
  readonly feature: string
  readonly enabled: boolean
  readonly expiresAt: number | null
}

/** All that decides the features of one member at one instant. */
export interface FlagState {
  readonly tier: Tier
  /** Features switched off for everybody by an operator. */
  readonly killed: ReadonlySet<string>
  readonly advisorOverrides: ReadonlyArray<Override>
  readonly firmOverrides: ReadonlyArray<Override>
}

const explicit = (overrides: ReadonlyArray<Override>, feature: Feature, now: number): boolean | undefined =>
  overrides.find((o) => o.feature === feature && (o.expiresAt === null || now < o.expiresAt))?.enabled

/**
 * Whether a feature is enabled (runway.md 1.4): kill switch, else the advisor's
 * override, else the firm's, else the tier's map; an unknown feature is disabled.
 */
export const evaluateFeature = (state: FlagState, feature: string, now: number): boolean => {
  if (!isFeature(feature) || state.killed.has(feature)) return false
  return (
    explicit(state.advisorOverrides, feature, now) ??
    explicit(state.firmOverrides, feature, now) ??
    features[feature].tiers[state.tier]
  )
}

/** Which calculators of the ritual run at all; a switched-off one is not invoked and its fields are absent. */
export interface SmartCalculators {
  readonly insight: boolean
  readonly priority: boolean
  readonly impact: boolean
}

/**
 * `basic_ritual_only` silences all three; when it is off each still needs its own
 * feature, so that switching it off alone gives a basic tier nothing.
 */
export const smartCalculators = (state: FlagState, now: number): SmartCalculators => {
  const basicOnly = evaluateFeature(state, "basic_ritual_only", now)
  const runs = (feature: Feature) => !basicOnly && evaluateFeature(state, feature, now)
  return { insight: runs("runway.insight"), priority: runs("runway.priority"), impact: runs("runway.impact") }
}

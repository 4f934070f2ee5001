import { LocalDate } from "@beep/kernel/LocalDate"
import { Schema } from "effect"
import type { Tier } from "./Organization.ts"

/** Every feature that can be switched (runway.md 7.5). A name that is not here is disabled. */
export const Feature = Schema.Literals([
  "basic_ritual_only",
  "smart_features_enabled",
  "runway.insight",
  "runway.priority",
  "runway.impact",
  "qbo.write_back",
  "console.pay_now_record",
  "email.digest",
  "webhooks.enabled",
  "evidence.language_model"
])
export type Feature = typeof Feature.Type

export interface FeatureDefinition {
  /** The room that answers for it. */
  readonly owner: string
  /** What each tier contains when nobody overrides. */
  readonly tiers: Readonly<Record<Tier, boolean>>
  /** When the flag is to be gone from the code; null for an entitlement, which stays. */
  readonly removalDate: LocalDate | null
}

const everyTier = { basic: true, smart: true, strategic: true, autonomous: true } as const
const fromSmart = { basic: false, smart: true, strategic: true, autonomous: true } as const
const basicAlone = { basic: true, smart: false, strategic: false, autonomous: false } as const

/** Only where somebody decides for it. */
const noTier = { basic: false, smart: false, strategic: false, autonomous: false } as const

const entitlement = (owner: string, tiers: FeatureDefinition["tiers"]): FeatureDefinition => ({ owner, tiers, removalDate: null })

const rollout = (owner: string, tiers: FeatureDefinition["tiers"], removalDate: string): FeatureDefinition => ({
  owner,
  tiers,
  removalDate: LocalDate.make(removalDate)
})

/** The registry: owner, default per tier and removal date of every feature. */
export const features: Readonly<Record<Feature, FeatureDefinition>> = {
  basic_ritual_only: entitlement("runway", basicAlone),
  smart_features_enabled: entitlement("runway", fromSmart),
  "runway.insight": entitlement("runway", fromSmart),
  "runway.priority": entitlement("runway", fromSmart),
  "runway.impact": entitlement("runway", fromSmart),
  "qbo.write_back": rollout("connections", everyTier, "2027-12-31"),
  "console.pay_now_record": rollout("runway", everyTier, "2027-12-31"),
  "email.digest": rollout("notify", everyTier, "2027-12-31"),
  "webhooks.enabled": rollout("connections", everyTier, "2027-12-31"),
  "evidence.language_model": entitlement("evidence", noTier)
}

export const isFeature = Schema.is(Feature)

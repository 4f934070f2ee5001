import { evaluateFeature, type FlagState, type Override, smartCalculators } from "@beep/tenancy/contract/evaluateFeature"
import { Feature, features } from "@beep/tenancy/contract/Feature"
import { Tier } from "@beep/tenancy/contract/Organization"
import { FeatureName, flagStateFrom, FlagStateShape } from "@beep/tenancy/testing/arbitraries"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Schema } from "effect"

const now = 1_000

const override = (feature: string, enabled: boolean, expiresAt: number | null = null): Override => ({
  feature,
  enabled,
  expiresAt
})

const state = (patch: Partial<FlagState>): FlagState => ({
  tier: "basic",
  killed: new Set(),
  advisorOverrides: [],
  firmOverrides: [],
  ...patch
})

const f = "runway.insight"

const table: ReadonlyArray<readonly [string, FlagState, boolean]> = [
  ["tier basic lacks it", state({}), false],
  ["tier smart has it", state({ tier: "smart" }), true],
  ["firm override beats the tier, up", state({ firmOverrides: [override(f, true)] }), true],
  ["firm override beats the tier, down", state({ tier: "smart", firmOverrides: [override(f, false)] }), false],
  ["advisor beats firm, up", state({ advisorOverrides: [override(f, true)], firmOverrides: [override(f, false)] }), true],
  [
    "advisor beats firm, down",
    state({ tier: "smart", advisorOverrides: [override(f, false)], firmOverrides: [override(f, true)] }),
    false
  ],
  [
    "kill switch beats everything",
    state({ tier: "smart", killed: new Set([f]), advisorOverrides: [override(f, true)], firmOverrides: [override(f, true)] }),
    false
  ],
  ["another feature's kill switch does nothing", state({ tier: "smart", killed: new Set(["email.digest"]) }), true],
  ["another feature's override does nothing", state({ firmOverrides: [override("runway.impact", true)] }), false],
  ["an override counts until it expires", state({ advisorOverrides: [override(f, true, now + 1)] }), true],
  ["an expired override does not count", state({ advisorOverrides: [override(f, true, now)] }), false],
  [
    "an expired advisor override lets the firm's through",
    state({ advisorOverrides: [override(f, false, 1)], firmOverrides: [override(f, true)] }),
    true
  ]
]

describe("P0-3 evaluateFeature", () => {
  it.each(table)("%s", (_name, flags, expected) => {
    assert.strictEqual(evaluateFeature(flags, f, now), expected)
  })

  it("keeps basic_ritual_only for tier basic alone", () => {
    assert.deepStrictEqual(
      Tier.literals.map((tier) => evaluateFeature(state({ tier }), "basic_ritual_only", now)),
      [true, false, false, false]
    )
  })

  it.effect.prop("disables an unknown feature whatever says otherwise", [Schema.String, FlagStateShape], ([name, shape]) =>
    Effect.sync(() => {
      if (Schema.is(Feature)(name)) return
      const flags = flagStateFrom(shape)
      const insisting = { ...flags, advisorOverrides: [...flags.advisorOverrides, override(name, true)] }
      assert.isFalse(evaluateFeature(insisting, name, now))
    })
  )

  it.effect.prop(
    "a killed feature is off, and killing one leaves the others alone",
    [Feature, Feature, FlagStateShape],
    ([killed, other, shape]) =>
      Effect.sync(() => {
        const flags = flagStateFrom(shape)
        const after = { ...flags, killed: new Set([...flags.killed, killed]) }
        assert.isFalse(evaluateFeature(after, killed, now))
        if (other !== killed) assert.strictEqual(evaluateFeature(after, other, now), evaluateFeature(flags, other, now))
      })
  )

  it.effect.prop(
    "a lasting advisor override decides, unless killed",
    [Feature, Schema.Boolean, FlagStateShape],
    ([feature, enabled, shape]) =>
      Effect.sync(() => {
        const flags = flagStateFrom(shape)
        const after = { ...flags, advisorOverrides: [override(feature, enabled), ...flags.advisorOverrides] }
        assert.strictEqual(evaluateFeature(after, feature, now), enabled && !flags.killed.has(feature))
      })
  )

  it.effect.prop("without overrides the tier is the ceiling", [FeatureName, Tier], ([name, tier]) =>
    Effect.sync(() => {
      const expected = Schema.is(Feature)(name) && features[name].tiers[tier]
      assert.strictEqual(evaluateFeature(state({ tier }), name, now), expected)
    })
  )
})

describe("smartCalculators", () => {
  const none = { insight: false, priority: false, impact: false }

  it("runs none for tier basic and all for tier smart", () => {
    assert.deepStrictEqual(smartCalculators(state({}), now), none)
    assert.deepStrictEqual(smartCalculators(state({ tier: "smart" }), now), { insight: true, priority: true, impact: true })
  })

  it("gives a basic tier nothing when basic_ritual_only alone is switched off", () => {
    assert.deepStrictEqual(smartCalculators(state({ advisorOverrides: [override("basic_ritual_only", false)] }), now), none)
  })

  it("gives a basic tier the one feature that is overridden too", () => {
    const flags = state({ advisorOverrides: [override("basic_ritual_only", false), override("runway.impact", true)] })
    assert.deepStrictEqual(smartCalculators(flags, now), { ...none, impact: true })
  })

  it("is silenced by basic_ritual_only whatever the tier", () => {
    assert.deepStrictEqual(
      smartCalculators(state({ tier: "autonomous", firmOverrides: [override("basic_ritual_only", true)] }), now),
      none
    )
  })
})

describe("the registry", () => {
  it("names an owner for every feature and keeps each entry's dates in the calendar", () => {
    assert.deepStrictEqual(Object.keys(features).toSorted(), [...Feature.literals].toSorted())
    for (const definition of Object.values(features)) assert.isNotEmpty(definition.owner)
  })

  it("P1-9.2 gives the smart calculators to no basic tier, and the ritual itself to every tier (runway.md 1.4)", () => {
    const tiersOf = (feature: Feature) => Tier.literals.filter((tier) => features[feature].tiers[tier])
    assert.deepStrictEqual(
      Feature.literals.map((feature) => [feature, tiersOf(feature)]),
      [
        ["basic_ritual_only", ["basic"]],
        ["smart_features_enabled", ["smart", "strategic", "autonomous"]],
        ["runway.insight", ["smart", "strategic", "autonomous"]],
        ["runway.priority", ["smart", "strategic", "autonomous"]],
        ["runway.impact", ["smart", "strategic", "autonomous"]],
        ["qbo.write_back", ["basic", "smart", "strategic", "autonomous"]],
        ["console.pay_now_record", ["basic", "smart", "strategic", "autonomous"]],
        ["email.digest", ["basic", "smart", "strategic", "autonomous"]],
        ["webhooks.enabled", ["basic", "smart", "strategic", "autonomous"]],
        ["evidence.language_model", []]
      ]
    )
  })

  it("has a day of removal for every rollout, and none for what a tier contains (runway.md 7.5)", () => {
    const lasting = Feature.literals.filter((feature) => features[feature].removalDate === null)
    assert.deepStrictEqual(lasting, [
      "basic_ritual_only",
      "smart_features_enabled",
      "runway.insight",
      "runway.priority",
      "runway.impact",
      "evidence.language_model"
    ])
  })

  it("never takes a feature away in a higher tier, but for the restriction", () => {
    for (const feature of Feature.literals.filter((name) => name !== "basic_ritual_only")) {
      const has = Tier.literals.map((tier) => features[feature].tiers[tier])
      assert.deepStrictEqual(
        has,
        has.toSorted((left, right) => Number(left) - Number(right)),
        feature
      )
    }
  })
})

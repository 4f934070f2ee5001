import { ClientActivity } from "@beep/audit/server/ClientActivity"
import { LocalDate } from "@beep/kernel/LocalDate"
import { FeatureFlags } from "@beep/tenancy/server/FeatureFlags"
import * as TestTenancy from "@beep/tenancy/testing/TestTenancy"
import { as, type Firm, twoTenants } from "@beep/tenancy/testing/twoTenants"
import * as TestDatabase from "@beep/test-kit/TestDatabase"
import { assert, layer } from "@effect/vitest"
import { Context, Effect, Layer, Ref, Schema } from "effect"
import { Digest as Sha, SecureRandom } from "effect/crypto"
import { TestClock } from "effect/testing"
import { Digest } from "../../src/contract/digest/Digest.ts"
import { insightOf } from "../../src/contract/digest/Insight.ts"
import { Digests } from "../../src/server/digest/Digests.ts"
import { Insights } from "../../src/server/digest/Insights.ts"
import { Runway } from "../../src/server/runway/Runway.ts"
import { account, dollars, movement, receivable } from "../../src/testing/books.ts"
import { LedgerMemory } from "../../src/testing/LedgerMemory.ts"
import { testVault } from "../testVault.ts"

/** How often the calculator was invoked. */
class Invocations extends Context.Service<Invocations, Ref.Ref<number>>()("test/Invocations") {}

const counted = Layer.effectContext(
  Effect.gen(function* () {
    const invocations = yield* Ref.make(0)
    const insights = Insights.of({
      calculate: (result, variance) =>
        Effect.as(
          Ref.update(invocations, (count) => count + 1),
          insightOf(result, variance)
        )
    })
    return Context.make(Invocations, invocations).pipe(Context.add(Insights, insights))
  })
)

const suite = Digests.layer.pipe(
  Layer.provide(ClientActivity.layer),
  Layer.provideMerge(counted),
  Layer.provide(Runway.layer),
  Layer.provide([SecureRandom.layerWebCrypto, Sha.layerWebCrypto]),
  Layer.provideMerge(Layer.mergeAll(LedgerMemory.layer, testVault)),
  Layer.provideMerge(TestTenancy.layer),
  Layer.provideMerge(TestDatabase.layer)
)

const wire = (firm: Firm) =>
  Effect.gen(function* () {
    const digests = yield* Digests
    const digest = yield* as(firm.advisor)(digests.get(firm.clients.shared.id))
    return Schema.encodeSync(Digest)(digest)
  })

const invoked = Effect.flatMap(Invocations, Ref.get)

const override = (firm: Firm, feature: "basic_ritual_only" | "runway.insight", enabled: boolean) =>
  Effect.flatMap(FeatureFlags, (flags) =>
    as(firm.owner)(flags.override({ memberId: firm.advisor.member.id, feature, enabled, reason: "a pilot", expiresAt: null }))
  )

const books = {
  accounts: [account("35", dollars(9_000))],
  receivables: [receivable("Invoice", "1", dollars(1_000), { due: "1969-12-20" })],
  movements: [movement("a", -dollars(900), "payroll", { date: LocalDate.make("1969-12-20") })]
}

layer(suite)("P1-2.2 the gate of the digest", (it) => {
  it.effect("does not invoke the calculator in the basic ritual, and the key is absent", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      yield* Effect.flatMap(LedgerMemory, (memory) => memory.put(a.clients.shared.id, books))
      const before = yield* invoked
      const basic = yield* wire(a)
      assert.strictEqual((yield* invoked) - before, 0)
      assert.notProperty(basic, "insight")
      yield* override(a, "basic_ritual_only", false)
      assert.notProperty(yield* wire(a), "insight", "the tier is a ceiling")
      assert.strictEqual((yield* invoked) - before, 0)
    })
  )

  it.effect("invokes it once where an override allows it, and again not after it was taken back", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const flags = yield* FeatureFlags
      yield* Effect.flatMap(LedgerMemory, (memory) => memory.put(a.clients.shared.id, books))
      const before = yield* invoked
      yield* override(a, "basic_ritual_only", false)
      yield* override(a, "runway.insight", true)
      const smart = yield* wire(a)
      assert.strictEqual((yield* invoked) - before, 1)
      assert.property(smart, "insight")
      assert.strictEqual(smart.insight?.collections?.groups.length, 4)
      yield* as(a.owner)(flags.clear(a.advisor.member.id, "basic_ritual_only"))
      assert.notProperty(yield* wire(a), "insight")
      assert.strictEqual((yield* invoked) - before, 1)
    })
  )

  it.effect("invokes it once in tier smart, and takes that change, made elsewhere, into effect within sixty seconds", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const admin = yield* TestDatabase.AdminSql
      yield* Effect.flatMap(LedgerMemory, (memory) => memory.put(a.clients.shared.id, books))
      assert.notProperty(yield* wire(a), "insight")
      // Another process: it writes the same row and cannot reach this one's cache.
      yield* admin`update tenancy.organization set tier = 'smart' where organization_id = ${a.organization.id}`
      yield* TestClock.adjust("60 seconds")
      const before = yield* invoked
      assert.property(yield* wire(a), "insight")
      assert.strictEqual((yield* invoked) - before, 1)
    })
  )
})

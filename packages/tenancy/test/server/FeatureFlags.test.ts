import { FeatureFlags } from "@beep/tenancy/server/FeatureFlags"
import * as TestTenancy from "@beep/tenancy/testing/TestTenancy"
import { as, type Person, twoTenants } from "@beep/tenancy/testing/twoTenants"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import * as TestDatabase from "@beep/test-kit/TestDatabase"
import { assert, layer } from "@effect/vitest"
import { DateTime, Effect, Layer } from "effect"
import { TestClock } from "effect/testing"

const feature = "runway.insight"

const isEnabled = (who: Person, name: string = feature) =>
  Effect.flatMap(FeatureFlags, (flags) => flags.isEnabled(name)).pipe(as(who))

const forced = { feature, enabled: true, reason: "pilot of the firm", expiresAt: null } as const

layer(TestTenancy.layer.pipe(Layer.provideMerge(TestDatabase.layer)))("P0-3 FeatureFlags", (it) => {
  it.effect("follows the tier, then the firm, then the advisor, in one firm alone, and audits each change", () =>
    Effect.gen(function* () {
      const { a, b } = yield* twoTenants
      const flags = yield* FeatureFlags
      const admin = yield* TestDatabase.AdminSql
      assert.isFalse(yield* isEnabled(a.advisor))
      assert.isTrue(yield* isEnabled(a.advisor, "basic_ritual_only"))
      yield* flags.override({ ...forced, memberId: null }).pipe(as(a.owner))
      yield* flags.override({ ...forced, memberId: a.staff.member.id, enabled: false }).pipe(as(a.owner))
      assert.isTrue(yield* isEnabled(a.advisor))
      assert.isFalse(yield* isEnabled(a.staff))
      assert.isFalse(yield* isEnabled(b.advisor))
      yield* flags.clear(null, feature).pipe(as(a.owner))
      yield* flags.clear(null, feature).pipe(as(a.owner))
      assert.isFalse(yield* isEnabled(a.advisor))
      const changes = yield* admin`select entity_type, entity_id, after from audit.entry
        where organization_id = ${a.organization.id} and action = 'flag.changed' order by id`
      assert.deepStrictEqual(changes, [
        { entity_type: "organization", entity_id: a.organization.id, after: { feature, decision: "enabled" } },
        { entity_type: "member", entity_id: a.staff.member.id, after: { feature, decision: "disabled" } },
        { entity_type: "organization", entity_id: a.organization.id, after: { feature, decision: "cleared" } }
      ])
    })
  )

  it.effect("lets an override expire", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const flags = yield* FeatureFlags
      const expiresAt = DateTime.add(yield* DateTime.now, { seconds: 30 })
      yield* flags.override({ ...forced, memberId: a.advisor.member.id, expiresAt }).pipe(as(a.owner))
      assert.isTrue(yield* isEnabled(a.advisor))
      yield* TestClock.adjust("30 seconds")
      assert.isFalse(yield* isEnabled(a.advisor))
    })
  )

  it.effect("is at most sixty seconds behind a change made elsewhere", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const admin = yield* TestDatabase.AdminSql
      assert.isFalse(yield* isEnabled(a.advisor))
      yield* admin`update tenancy.organization set tier = 'smart' where organization_id = ${a.organization.id}`
      assert.isFalse(yield* isEnabled(a.advisor))
      yield* TestClock.adjust("60 seconds")
      assert.isTrue(yield* isEnabled(a.advisor))
    })
  )

  it.effect("remembers nothing of a transaction that is rolled back", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const flags = yield* FeatureFlags
      const transaction = yield* TenantTransaction
      yield* Effect.flip(
        transaction
          .run(
            Effect.gen(function* () {
              yield* flags.override({ ...forced, memberId: null })
              assert.isFalse(yield* flags.isEnabled(feature))
              return yield* Effect.fail("changed my mind")
            })
          )
          .pipe(as(a.owner))
      )
      assert.isFalse(yield* isEnabled(a.owner))
      yield* transaction.run(flags.override({ ...forced, memberId: null })).pipe(as(a.owner))
      yield* TestClock.adjust("60 seconds")
      assert.isTrue(yield* isEnabled(a.owner))
    })
  )

  it.effect("belongs to owners, and to members of the own firm", () =>
    Effect.gen(function* () {
      const { a, b } = yield* twoTenants
      const flags = yield* FeatureFlags
      const attempt = (who: Person, memberId: Person["member"]["id"] | null) =>
        Effect.map(Effect.flip(flags.override({ ...forced, memberId }).pipe(as(who))), ({ _tag }) => _tag)
      assert.strictEqual(yield* attempt(a.advisor, null), "RoleForbidden")
      assert.strictEqual(yield* attempt(a.owner, b.advisor.member.id), "NotFound")
      assert.isFalse(yield* isEnabled(b.advisor))
    })
  )

  it.effect("kills for everybody, keeps the history, and comes back", () =>
    Effect.gen(function* () {
      const { a, b } = yield* twoTenants
      const flags = yield* FeatureFlags
      const admin = yield* TestDatabase.AdminSql
      const outbound = "email.digest"
      const kill = (killed: boolean) => flags.kill({ feature: outbound, killed, reason: "provider trouble", operator: "on-call" })
      assert.isTrue(yield* isEnabled(a.advisor, outbound))
      yield* kill(true)
      assert.isFalse(yield* isEnabled(a.advisor, outbound))
      assert.isFalse(yield* isEnabled(b.owner, outbound))
      const refused = yield* Effect.flip(flags.require(outbound).pipe(as(a.advisor)))
      assert.strictEqual(refused._tag, "FeatureNotEnabled")
      if (refused._tag === "FeatureNotEnabled") assert.strictEqual(refused.feature, outbound)
      yield* kill(false)
      yield* flags.require(outbound).pipe(as(a.advisor))
      const history = yield* admin`select killed from tenancy.kill_switch where feature = ${outbound} order by id`
      assert.deepStrictEqual(history, [{ killed: true }, { killed: false }])
    })
  )

  it.effect("runs no smart calculator for a basic firm", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const flags = yield* FeatureFlags
      const running = flags.smartCalculators.pipe(as(a.advisor))
      assert.deepStrictEqual(yield* running, { insight: false, priority: false, impact: false })
      yield* flags.override({ ...forced, memberId: null, feature: "basic_ritual_only", enabled: false }).pipe(as(a.owner))
      yield* flags.override({ ...forced, memberId: null }).pipe(as(a.owner))
      assert.deepStrictEqual(yield* running, { insight: true, priority: false, impact: false })
    })
  )

  it.effect("knows no feature by another name", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      assert.isFalse(yield* isEnabled(a.owner, "everything"))
    })
  )
})

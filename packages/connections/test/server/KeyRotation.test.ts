import { Connections } from "@beep/connections/server/Connections"
import { KeyRotation } from "@beep/connections/server/KeyRotation"
import * as TestConnections from "@beep/connections/testing/TestConnections"
import { StandInIntuit } from "@beep/connections/testing/StandInIntuit"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import { as, type Firm, twoTenants } from "@beep/tenancy/testing/twoTenants"
import * as TestDatabase from "@beep/test-kit/TestDatabase"
import { KeyCustody } from "@beep/vault/KeyCustody"
import { assert, layer } from "@effect/vitest"
import { Context, Effect, Exit, Layer, Redacted, Schema } from "effect"

const suite = Layer.mergeAll(KeyRotation.layer, KeyCustody.layer).pipe(
  Layer.provideMerge(TestConnections.layer),
  Layer.provideMerge(TestDatabase.layer)
)

let companies = 0
/** A firm with two linked clients. */
const linked = Effect.gen(function* () {
  const { a, b } = yield* twoTenants
  for (const client of [a.clients.shared, a.clients.unassigned, b.clients.shared]) {
    companies += 1
    const who = client === b.clients.shared ? b.owner : a.owner
    const result = yield* as(who)(TestConnections.connect(client.id, `91303550${companies}`, `rotate-${client.id}`))
    assert.strictEqual(result._tag, "Connected")
  }
  return { a, b, rotate: as(a.owner)(KeyRotation.use(({ rotate }) => rotate)) }
})

const Keys = Schema.Array(Schema.Struct({ client_id: Schema.String, by: Schema.String, wrapped: Schema.String }))
const keysOf = (firm: Firm) =>
  Effect.flatMap(
    TestDatabase.AdminSql,
    (admin) => admin`
      select client_id, organization_key_id as by, encode(wrapped, 'hex') as wrapped from vault.client_key
      where organization_id = ${firm.organization.id} order by client_id`
  ).pipe(Effect.flatMap(Schema.decodeUnknownEffect(Keys)))

const rotations = (firm: Firm) =>
  Effect.flatMap(
    TestDatabase.AdminSql,
    (admin) => admin`
      select result, entity_id from audit.entry where organization_id = ${firm.organization.id} and action = 'key.rotated'`
  )

/** As another process lends it: with nothing in its caches. */
const lentElsewhere = (firm: Firm, client: keyof Firm["clients"]) =>
  Effect.gen(function* () {
    const elsewhere = Context.get(yield* Layer.build(Layer.fresh(TestConnections.process)), Connections)
    return yield* as(firm.owner)(
      elsewhere.withAccessToken(firm.clients[client].id, (token, realmId) =>
        Effect.succeed({ token: Redacted.value(token), realmId })
      )
    )
  }).pipe(Effect.scoped)

/** Turns one bit of the last byte over. */
const changed = (column: "refresh_sealed" | "access_sealed" | "realm_sealed", firm: Firm) =>
  Effect.flatMap(TestDatabase.AdminSql, (admin) => {
    const sealed = admin.literal(column)
    return admin`
      update connections.connection set ${sealed} =
        set_byte(${sealed}, length(${sealed}) - 1, get_byte(${sealed}, length(${sealed}) - 1) # 1)
      where client_id = ${firm.clients.shared.id}::uuid`
  })

layer(suite)("rotation of the keys that protect tokens", (it) => {
  it.effect("encrypts every client's key anew, leaves what they sealed readable, and says so in the log", () =>
    Effect.gen(function* () {
      const { a, b, rotate } = yield* linked
      const intuit = yield* StandInIntuit
      const [before, theirs, refreshes] = [yield* keysOf(a), yield* keysOf(b), intuit.calls.refresh]
      const lent = yield* lentElsewhere(a, "shared")
      const rotated = yield* rotate
      assert.deepInclude(rotated, { clientKeys: 2, linksOpened: 2, linksErased: 0 })
      const after = yield* keysOf(a)
      assert.deepStrictEqual(
        after.map((key) => key.client_id),
        before.map((key) => key.client_id)
      )
      for (const [index, key] of after.entries()) {
        assert.strictEqual(key.by, rotated.keyId)
        assert.notStrictEqual(key.wrapped, before[index]?.wrapped)
      }
      assert.deepStrictEqual(yield* lentElsewhere(a, "shared"), lent)
      assert.strictEqual(intuit.calls.refresh, refreshes, "the stored token itself was read")
      assert.deepStrictEqual(yield* rotations(a), [{ result: "ok", entity_id: rotated.keyId }])
      assert.deepStrictEqual(yield* keysOf(b), theirs)
    })
  )

  it.effect.each(["refresh_sealed", "access_sealed", "realm_sealed"] as const)(
    "refuses when one bit of %s was changed, and keeps every key as it was",
    (column) =>
      Effect.gen(function* () {
        const { a, rotate } = yield* linked
        const before = yield* keysOf(a)
        yield* changed(column, a)
        assert.deepInclude(yield* Effect.flip(rotate), { _tag: "RotationRefused", reason: "does_not_open" })
        assert.deepStrictEqual(yield* keysOf(a), before)
        assert.deepStrictEqual(yield* rotations(a), [])
        // The link beside it is as good as before.
        assert.isString((yield* lentElsewhere(a, "unassigned")).token)
        yield* changed(column, a)
        assert.deepInclude(yield* rotate, { linksOpened: 2 })
      })
  )

  it.effect("never lends a token that was changed, and refuses a client's key that was", () =>
    Effect.gen(function* () {
      const { a, rotate } = yield* linked
      yield* changed("access_sealed", a)
      assert.isTrue(Exit.hasDies(yield* Effect.exit(lentElsewhere(a, "shared"))))
      yield* changed("access_sealed", a)
      const admin = yield* TestDatabase.AdminSql
      yield* admin`update vault.client_key set wrapped = set_byte(wrapped, 59, get_byte(wrapped, 59) # 1) where client_id = ${a.clients.shared.id}`
      const before = yield* keysOf(a)
      assert.deepInclude(yield* Effect.flip(rotate), { _tag: "RotationRefused", reason: "does_not_open" })
      assert.deepStrictEqual(yield* keysOf(a), before)
    })
  )

  it.effect("counts the link of an erased client apart, and gives it no new key", () =>
    Effect.gen(function* () {
      const { a, rotate } = yield* linked
      const transaction = yield* TenantTransaction
      yield* as(a.owner)(transaction.run(KeyCustody.use((custody) => custody.destroyClientKey(a.clients.shared.id))))
      assert.deepInclude(yield* rotate, { clientKeys: 1, linksOpened: 1, linksErased: 1 })
    })
  )
})

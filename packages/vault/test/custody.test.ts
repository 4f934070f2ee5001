import { assert, layer } from "@effect/vitest"
import { Cause, Context, Effect, Exit, Layer, Result } from "effect"
import * as TestDatabase from "@beep/test-kit/TestDatabase"
import { KeyDestroyed } from "../src/errors.ts"
import { KeyCustody } from "../src/KeyCustody.ts"
import { KekUnknown } from "../src/KeyEncryption.ts"
import { Vault } from "../src/Vault.ts"
import { as, base, keyrings, newClient, newTenant, process } from "./support.ts"

const start = (keys: (typeof keyrings)["old"]) =>
  Effect.map(Layer.build(process(keys)), (context) => ({
    vault: Context.get(context, Vault),
    custody: Context.get(context, KeyCustody)
  }))

const dies = (exit: Exit.Exit<unknown, unknown>) => (Exit.isFailure(exit) ? Cause.squash(exit.cause) : undefined)

layer(base)("KeyCustody", (it) => {
  it.effect(
    "rotates the organization's key: old ciphertext stays readable, new ciphertext and clients' keys use the new one",
    () =>
      Effect.gen(function* () {
        const { custody, vault } = yield* start(keyrings.old)
        const admin = yield* TestDatabase.AdminSql
        const tenant = yield* newTenant
        const client = yield* newClient
        const run = as(tenant)
        const [own, theirs] = yield* run(
          Effect.all([vault.sealText(null, "note", "own"), vault.sealText(client, "note", "theirs")])
        )
        const { clientKeys, keyId: newKey } = yield* run(custody.rotateOrganizationKey)
        assert.strictEqual(clientKeys, 1)
        const later = yield* run(vault.sealText(null, "note", "later"))
        assert.notDeepEqual(own.slice(1, 17), later.slice(1, 17))
        // Another process has nothing in its cache: what it opens, it opens from the rows.
        const elsewhere = (yield* start(keyrings.old)).vault
        assert.deepStrictEqual(
          yield* run(
            Effect.all([
              elsewhere.openText(null, "note", own),
              elsewhere.openText(client, "note", theirs),
              elsewhere.openText(null, "note", later)
            ])
          ),
          ["own", "theirs", "later"]
        )
        assert.deepStrictEqual(yield* admin`select organization_key_id as by from vault.client_key where client_id = ${client}`, [
          { by: newKey }
        ])
      })
  )

  it.effect("changes the key-encryption key with overlap: both held, rewrapped, the old one dropped", () =>
    Effect.gen(function* () {
      const tenant = yield* newTenant
      const client = yield* newClient
      const run = as(tenant)
      const before = yield* start(keyrings.old)
      const sealed = yield* run(before.vault.sealText(client, "note", "kept"))
      const tooEarly = yield* start(keyrings.fresh)
      assert.instanceOf(dies(yield* Effect.exit(run(tooEarly.vault.openText(client, "note", sealed)))), KekUnknown)

      const overlap = yield* start(keyrings.both)
      assert.include(yield* overlap.custody.organizationsBehind, tenant.organizationId)
      assert.strictEqual(yield* run(overlap.vault.openText(client, "note", sealed)), "kept")
      assert.strictEqual(yield* run(overlap.custody.rewrapUnderCurrentKek), 1)
      assert.strictEqual(yield* run(overlap.custody.rewrapUnderCurrentKek), 0)
      assert.notInclude(yield* overlap.custody.organizationsBehind, tenant.organizationId)

      const after = yield* start(keyrings.fresh)
      assert.strictEqual(yield* run(after.vault.openText(client, "note", sealed)), "kept")
    })
  )

  it.effect("destroys a client's key for every process at once, and nobody else's", () =>
    Effect.gen(function* () {
      const tenant = yield* newTenant
      const [client, other] = [yield* newClient, yield* newClient]
      const run = as(tenant)
      const here = yield* start(keyrings.old)
      const there = yield* start(keyrings.old)
      const [sealed, kept] = yield* run(
        Effect.all([here.vault.sealText(client, "note", "secret"), here.vault.sealText(other, "note", "kept")])
      )
      // The other process holds the key unwrapped in its cache.
      assert.strictEqual(yield* run(there.vault.openText(client, "note", sealed)), "secret")

      yield* run(here.custody.destroyClientKey(client))
      for (const { vault } of [here, there]) {
        const opened = yield* Effect.result(run(vault.openText(client, "note", sealed)))
        assert.deepStrictEqual(Result.isFailure(opened) && opened.failure, new KeyDestroyed())
        assert.strictEqual(yield* run(vault.openText(other, "note", kept)), "kept")
      }
      assert.instanceOf(dies(yield* Effect.exit(run(there.vault.sealText(client, "note", "again")))), KeyDestroyed)
    })
  )

  it.effect("keeps a destroyed key destroyed: no second life, no deletion, and a client without a key gets none", () =>
    Effect.gen(function* () {
      const { custody, vault } = yield* start(keyrings.old)
      const admin = yield* TestDatabase.AdminSql
      const tenant = yield* newTenant
      const [client, never] = [yield* newClient, yield* newClient]
      const run = as(tenant)
      yield* run(vault.sealText(client, "note", "secret"))
      const [stored] = yield* admin`select encode(wrapped, 'hex') as wrapped from vault.client_key where client_id = ${client}`
      yield* run(custody.destroyClientKey(client))
      yield* run(custody.destroyClientKey(client))
      yield* run(custody.destroyClientKey(never))
      assert.instanceOf(dies(yield* Effect.exit(run(vault.sealText(never, "note", "first")))), KeyDestroyed)
      const revive = admin`update vault.client_key set wrapped = decode(${String(stored?.["wrapped"])}, 'hex'), destroyed_at = null where client_id = ${client}`
      const remove = admin`delete from vault.client_key where client_id = ${client}`
      const empty = admin`truncate vault.client_key`
      for (const statement of [revive, remove, empty]) {
        assert.strictEqual((yield* Effect.flip(statement)).reason._tag, "ConstraintError")
      }
      yield* run(custody.rotateOrganizationKey)
      assert.deepStrictEqual(
        yield* admin`select wrapped is null as gone, destroyed_at is not null as dated from vault.client_key where client_id in (${client}, ${never})`,
        [
          { gone: true, dated: true },
          { gone: true, dated: true }
        ]
      )
    })
  )
})

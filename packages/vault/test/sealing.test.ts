import { assert, layer } from "@effect/vitest"
import { Deferred, Effect, Fiber, Result } from "effect"
import { SqlClient } from "effect/sql"
import * as TestDatabase from "@beep/test-kit/TestDatabase"
import { Vault } from "../src/Vault.ts"
import { as, newClient, newTenant, suite, utf8 } from "./support.ts"

const text = "Dear Ada, the \u20ac 1,200 \u2014 as promised. \ufeff\u{1f4ce}"

const failure = <A, E extends { readonly _tag: string }, R>(effect: Effect.Effect<A, E, R>) =>
  Effect.map(Effect.result(effect), (result) => (Result.isFailure(result) ? result.failure._tag : "opened"))

layer(suite)("Vault", (it) => {
  it.effect("opens what it sealed, for a client and for the organization, and never writes the same bytes twice", () =>
    Effect.gen(function* () {
      const vault = yield* Vault
      const tenant = yield* newTenant
      const client = yield* newClient
      const run = as(tenant)
      const [first, second, own] = yield* run(
        Effect.all([
          vault.sealText(client, "evidence.body", text),
          vault.sealText(client, "evidence.body", text),
          vault.seal(null, "oauth.token", utf8("token"))
        ])
      )
      assert.notDeepEqual(first, second)
      assert.strictEqual(yield* run(vault.openText(client, "evidence.body", first)), text)
      const opened = yield* run(
        vault.openMany([
          { owner: null, purpose: "oauth.token", sealed: own },
          { owner: client, purpose: "evidence.body", sealed: second }
        ])
      )
      assert.deepStrictEqual(opened, [utf8("token"), utf8(text)])
    })
  )

  it.effect("seals several texts under one look at the key, each bound to its own purpose", () =>
    Effect.gen(function* () {
      const vault = yield* Vault
      const tenant = yield* newTenant
      const client = yield* newClient
      const run = as(tenant)
      const [labels, records] = yield* run(
        Effect.flatMap(vault.sealer(client), (sealer) =>
          Effect.all([sealer.sealText("ledger.labels", "Ada"), sealer.seal("ledger.records", utf8(text))])
        )
      )
      assert.strictEqual(yield* run(vault.openText(client, "ledger.labels", labels)), "Ada")
      assert.strictEqual(yield* run(vault.openText(client, "ledger.records", records)), text)
      assert.strictEqual(yield* failure(run(vault.openText(client, "ledger.records", labels))), "NotSealedHere")
    })
  )

  it.effect("refuses another purpose, client, owner kind and organization", () =>
    Effect.gen(function* () {
      const vault = yield* Vault
      const [tenant, stranger] = [yield* newTenant, yield* newTenant]
      const [client, other] = [yield* newClient, yield* newClient]
      const sealed = yield* as(tenant)(vault.sealText(client, "evidence.body", text))
      const own = yield* as(tenant)(vault.sealText(null, "evidence.body", text))
      yield* as(tenant)(vault.sealText(other, "evidence.body", text))
      yield* as(stranger)(vault.sealText(client, "evidence.body", text))
      const attempts = yield* Effect.all([
        failure(as(tenant)(vault.openText(client, "evidence.body", sealed))),
        failure(as(tenant)(vault.openText(null, "evidence.body", own))),
        failure(as(tenant)(vault.openText(client, "evidence.bodx", sealed))),
        failure(as(tenant)(vault.openText(other, "evidence.body", sealed))),
        failure(as(tenant)(vault.openText(null, "evidence.body", sealed))),
        failure(as(tenant)(vault.openText(client, "evidence.body", own))),
        failure(as(stranger)(vault.openText(client, "evidence.body", sealed))),
        failure(as(stranger)(vault.openText(null, "evidence.body", own)))
      ])
      assert.deepStrictEqual(attempts, ["opened", "opened", ...Array.from({ length: 6 }, () => "NotSealedHere")])
    })
  )

  it.effect("refuses when any single byte is changed, when bytes are cut, and when they are no sealed bytes", () =>
    Effect.gen(function* () {
      const vault = yield* Vault
      const tenant = yield* newTenant
      const client = yield* newClient
      const run = as(tenant)
      const sealed = yield* run(vault.sealText(client, "evidence.body", text))
      const broken = [
        ...Array.from(sealed, (_, at) => sealed.map((byte, i) => (i === at ? byte ^ 1 : byte))),
        ...Array.from(sealed, (_, length) => sealed.slice(0, length)),
        new Uint8Array([...sealed, 0])
      ]
      const outcomes = yield* run(Effect.forEach(broken, (bytes) => failure(vault.openText(client, "evidence.body", bytes))))
      assert.strictEqual(outcomes.length, sealed.length * 2 + 1)
      assert.deepStrictEqual(new Set(outcomes), new Set(["NotSealedHere"]))
      assert.strictEqual(yield* run(vault.openText(client, "evidence.body", sealed)), text)
    })
  )

  it.effect("refuses a wrapped key that was moved to another client's row", () =>
    Effect.gen(function* () {
      const vault = yield* Vault
      const admin = yield* TestDatabase.AdminSql
      const tenant = yield* newTenant
      const [client, thief] = [yield* newClient, yield* newClient]
      const sealed = yield* as(tenant)(vault.sealText(client, "evidence.body", text))
      const stolen = yield* newClient
      yield* admin`insert into vault.client_key (organization_id, client_id, id, organization_key_id, wrapped, created_at)
        select organization_id, ${thief}, ${stolen}, organization_key_id, wrapped, created_at from vault.client_key where client_id = ${client}`
      const redirected = sealed.slice()
      redirected.set(Uint8Array.fromHex(stolen.replaceAll("-", "")), 1)
      assert.strictEqual(yield* failure(as(tenant)(vault.openText(thief, "evidence.body", redirected))), "NotSealedHere")
      assert.strictEqual(yield* failure(as(tenant)(vault.openText(client, "evidence.body", sealed))), "opened")
    })
  )

  it.effect("makes one key when twenty transactions seal the first thing at once", () =>
    Effect.gen(function* () {
      const vault = yield* Vault
      const admin = yield* TestDatabase.AdminSql
      const tenant = yield* newTenant
      const client = yield* newClient
      const sealed = yield* Effect.all(
        Array.from({ length: 20 }, (_, i) => as(tenant)(vault.sealText(client, "note", `n${i}`))),
        { concurrency: 12 }
      )
      const opened = yield* as(tenant)(vault.openMany(sealed.map((bytes) => ({ owner: client, purpose: "note", sealed: bytes }))))
      assert.deepStrictEqual(
        opened,
        Array.from({ length: 20 }, (_, i) => utf8(`n${i}`))
      )
      assert.deepStrictEqual(
        yield* admin`select (select count(*) from vault.organization_key where organization_id = ${tenant.organizationId})::int as organization,
          (select count(*) from vault.client_key where organization_id = ${tenant.organizationId})::int as client`,
        [{ organization: 1, client: 1 }]
      )
    })
  )

  it.effect("lets the second of two first seals wait for the first and use its key", () =>
    Effect.gen(function* () {
      const vault = yield* Vault
      const admin = yield* TestDatabase.AdminSql
      const tenant = yield* newTenant
      const client = yield* newClient
      yield* as(tenant)(vault.sealText(null, "note", "the organization's key exists"))
      const [sealed, commit] = [yield* Deferred.make<void>(), yield* Deferred.make<void>()]
      const first = yield* Effect.forkChild(
        as(tenant)(
          Effect.tap(vault.sealText(client, "note", "first"), () =>
            Effect.andThen(Deferred.succeed(sealed, undefined), Deferred.await(commit))
          )
        )
      )
      yield* Deferred.await(sealed)
      const second = yield* Effect.forkChild(as(tenant)(vault.sealText(client, "note", "second")))
      yield* admin`select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`.pipe(
        Effect.repeat({ until: (waiting) => waiting.length === 1 })
      )
      yield* Deferred.succeed(commit, undefined)
      const both = [yield* Fiber.join(first), yield* Fiber.join(second)]
      const opened = yield* as(tenant)(vault.openMany(both.map((bytes) => ({ owner: client, purpose: "note", sealed: bytes }))))
      assert.deepStrictEqual(opened, [utf8("first"), utf8("second")])
    })
  )

  it.effect("stores no key in clear and shows no key outside of its organization", () =>
    Effect.gen(function* () {
      const vault = yield* Vault
      const sql = yield* SqlClient.SqlClient
      const [tenant, stranger] = [yield* newTenant, yield* newTenant]
      const client = yield* newClient
      yield* as(tenant)(vault.sealText(client, "note", text))
      const count = sql`select (select count(*) from vault.organization_key)::int as organization, (select count(*) from vault.client_key)::int as client`
      assert.deepStrictEqual(yield* as(tenant)(count), [{ organization: 1, client: 1 }])
      assert.deepStrictEqual(yield* as(stranger)(count), [{ organization: 0, client: 0 }])
      assert.deepStrictEqual(yield* count, [{ organization: 0, client: 0 }])
    })
  )
})

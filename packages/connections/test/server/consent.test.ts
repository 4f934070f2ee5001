import type { ConnectError } from "@beep/connections/contract/ConnectError"
import { AppPath } from "@beep/connections/server/AppPath"
import { type CallbackResult, Connections } from "@beep/connections/server/Connections"
import { StandInIntuit } from "@beep/connections/testing/StandInIntuit"
import * as TestConnections from "@beep/connections/testing/TestConnections"
import { as, twoTenants } from "@beep/tenancy/testing/twoTenants"
import * as TestDatabase from "@beep/test-kit/TestDatabase"
import { assert, layer } from "@effect/vitest"
import { Effect, Layer, Option, Schema } from "effect"
import { TestClock } from "effect/testing"

const { connect, stateOf } = TestConnections
const suite = TestConnections.layer.pipe(Layer.provideMerge(TestDatabase.layer))

const Stored = Schema.Array(
  Schema.Struct({
    realm_sealed: Schema.Uint8Array,
    access_sealed: Schema.NullOr(Schema.Uint8Array),
    refresh_sealed: Schema.NullOr(Schema.Uint8Array)
  })
)
const Actions = Schema.Array(Schema.Struct({ action: Schema.String, result: Schema.String }))

const auditOf = (clientId: string) =>
  Effect.flatMap(
    TestDatabase.AdminSql,
    (admin) => admin`select action, result from audit.entry where client_id = ${clientId}::uuid order by id`
  ).pipe(
    Effect.flatMap(Schema.decodeUnknownEffect(Actions)),
    Effect.map((rows) => rows.map((row) => `${row.action} ${row.result}`).filter((row) => row.startsWith("connection.")))
  )

layer(suite)("consent", (it) => {
  it.effect("connects a company: sealed, audited, and told in the status", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const connections = yield* Connections
      const admin = yield* TestDatabase.AdminSql
      const client = a.clients.shared.id
      assert.strictEqual((yield* as(a.advisor)(connections.status(client))).status, "never")
      const result = yield* as(a.advisor)(connect(client, "9130347000000001", "code-1"))
      assert.deepStrictEqual(result, { _tag: "Connected", consent: { clientId: client, returnTo: null } })
      assert.strictEqual((yield* as(a.advisor)(connections.status(client))).status, "connected")
      const [row] = yield* Schema.decodeUnknownEffect(Stored)(
        yield* admin`select realm_sealed, access_sealed, refresh_sealed from connections.connection where client_id = ${client}::uuid`
      )
      const text = [row?.realm_sealed, row?.access_sealed, row?.refresh_sealed]
        .map((bytes) => new TextDecoder("latin1").decode(bytes ?? new Uint8Array()))
        .join(" ")
      assert.isAbove(text.length, 60)
      assert.notMatch(text, /9130347000000001|access-|refresh-/)
      assert.deepStrictEqual(yield* auditOf(client), ["connection.authorize_started ok", "connection.connected ok"])
    })
  )

  it.effect("uses a state once, for the member it was made for, within ten minutes", () =>
    Effect.gen(function* () {
      const { a, b } = yield* twoTenants
      const connections = yield* Connections
      const intuit = yield* StandInIntuit
      const client = a.clients.shared.id
      const fresh = Effect.map(as(a.advisor)(connections.authorize(client)), stateOf)
      const before = intuit.calls.exchange
      const back = (state: string) => connections.callback({ state, code: `once-${state}`, realmId: "9130347000000002" })

      const stolen = yield* fresh
      const nobodys = { _tag: "NotConnected", consent: null, error: "not_recognized", heldBy: null } as const
      const spent = (error: ConnectError): CallbackResult => ({
        _tag: "NotConnected",
        consent: { clientId: client, returnTo: null },
        error,
        heldBy: null
      })
      assert.deepStrictEqual(yield* as(a.owner)(back(stolen)), nobodys)
      assert.deepStrictEqual(yield* as(b.owner)(back(stolen)), nobodys)
      const late = yield* fresh
      yield* TestClock.adjust("10 minutes")
      assert.deepStrictEqual(yield* as(a.advisor)(back(late)), spent("not_completed"))
      assert.deepStrictEqual(
        yield* as(a.owner)(back(late)),
        nobodys,
        "a late state of a colleague is not told from an invented one"
      )
      assert.strictEqual(intuit.calls.exchange, before, "no code is exchanged without a good state")

      const good = yield* fresh
      assert.strictEqual((yield* as(a.advisor)(back(good)))._tag, "Connected")
      assert.deepStrictEqual(yield* as(a.advisor)(back(good)), spent("already_used"))
      assert.strictEqual(intuit.calls.exchange, before + 1)
    })
  )

  it.effect("leads back to the page the consent was asked from", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const connections = yield* Connections
      const client = a.clients.shared.id
      const returnTo = AppPath.make(`/onboarding/${client}`)
      const state = stateOf(yield* as(a.advisor)(connections.authorize(client, returnTo)))
      const result = yield* as(a.advisor)(connections.callback({ state, error: "access_denied" }))
      assert.deepStrictEqual(result.consent, { clientId: client, returnTo })
      for (const elsewhere of ["//elsewhere", "https://elsewhere.example", "/a?next=b", ""])
        assert.isTrue(Option.isNone(Schema.decodeUnknownOption(AppPath)(elsewhere)), elsewhere)
    })
  )

  it.effect("refuses a company that is connected elsewhere without saying so, until it is free again", () =>
    Effect.gen(function* () {
      const { a, b } = yield* twoTenants
      const connections = yield* Connections
      const ours = a.clients.shared.id
      const theirs = b.clients.shared.id
      assert.strictEqual((yield* as(b.advisor)(connect(theirs, "9130347000000003", "t-1")))._tag, "Connected")
      assert.deepStrictEqual(yield* as(a.advisor)(connect(ours, "9130347000000003", "o-1")), {
        _tag: "NotConnected",
        consent: { clientId: ours, returnTo: null },
        error: "refused",
        heldBy: null
      })
      assert.strictEqual((yield* as(a.advisor)(connections.status(ours))).status, "never")
      assert.deepStrictEqual(yield* auditOf(ours), ["connection.authorize_started ok", "connection.connected denied"])
      yield* as(b.advisor)(connections.disconnect(theirs))
      assert.strictEqual((yield* as(a.advisor)(connect(ours, "9130347000000003", "o-2")))._tag, "Connected")
    })
  )

  it.effect("keeps the row of the same company, refuses another company for the client", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const connections = yield* Connections
      const client = a.clients.shared.id
      yield* as(a.advisor)(connect(client, "9130347000000004", "s-1"))
      const first = yield* as(a.advisor)(connections.status(client))
      yield* as(a.advisor)(connections.disconnect(client))
      assert.deepStrictEqual(yield* as(a.advisor)(connect(client, "9130347000000005", "s-2")), {
        _tag: "NotConnected",
        consent: { clientId: client, returnTo: null },
        error: "different_company",
        heldBy: null
      })
      yield* as(a.advisor)(connect(client, "9130347000000004", "s-3"))
      const second = yield* as(a.advisor)(connections.status(client))
      assert.strictEqual(second.connectionId, first.connectionId)
      assert.strictEqual(second.status, "connected")
    })
  )

  it.effect("is closed to members who do not see the client", () =>
    Effect.gen(function* () {
      const { a, b } = yield* twoTenants
      const connections = yield* Connections
      const client = a.clients.shared.id
      for (const outsider of [a.idleAdvisor, b.owner]) {
        const asked = as(outsider)(
          Effect.all([
            Effect.flip(connections.status(client)),
            Effect.flip(connections.authorize(client)),
            Effect.flip(connections.disconnect(client)),
            Effect.flip(connections.withAccessToken(client, () => Effect.void))
          ])
        )
        assert.deepStrictEqual(
          (yield* asked).map((error) => error._tag),
          ["NotFound", "NotFound", "NotFound", "NotFound"]
        )
      }
    })
  )
})

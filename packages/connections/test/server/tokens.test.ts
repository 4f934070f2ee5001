import { Connections } from "@beep/connections/server/Connections"
import { StandInIntuit } from "@beep/connections/testing/StandInIntuit"
import * as TestConnections from "@beep/connections/testing/TestConnections"
import { TokenExpired } from "@beep/quickbooks/contract/faults"
import { as, twoTenants } from "@beep/tenancy/testing/twoTenants"
import * as TestDatabase from "@beep/test-kit/TestDatabase"
import { assert, layer } from "@effect/vitest"
import { Effect, Layer, Redacted, Schema } from "effect"
import { TestClock } from "effect/testing"

const suite = TestConnections.layer.pipe(Layer.provideMerge(TestDatabase.layer))
const dayAndAnHour = "25 hours"

let companies = 0
const connected = Effect.gen(function* () {
  const { a } = yield* twoTenants
  const intuit = yield* StandInIntuit
  intuit.refreshAnswer = "rotate"
  companies += 1
  const clientId = a.clients.shared.id
  yield* as(a.advisor)(TestConnections.connect(clientId, `91303470001${companies}`, `code-${companies}-${clientId}`))
  const connections = yield* Connections
  const lend = as(a.advisor)(
    connections.withAccessToken(clientId, (token, realmId) => Effect.succeed({ token: Redacted.value(token), realmId }))
  )
  return { a, intuit, connections, clientId, lend, status: as(a.advisor)(connections.status(clientId)) }
})

const sealedOf = (clientId: string) =>
  Effect.flatMap(
    TestDatabase.AdminSql,
    (admin) => admin`
    select (access_sealed is null and refresh_sealed is null and previous_refresh_sealed is null) as wiped from connections.connection
    where client_id = ${clientId}::uuid`
  ).pipe(Effect.flatMap(Schema.decodeUnknownEffect(Schema.Array(Schema.Struct({ wiped: Schema.Boolean })))))

const fault = { code: "3200", httpStatus: 401, intuitTid: null }

layer(suite)("tokens", (it) => {
  it.effect("lends the stored token while it has five minutes to live, and renews it after", () =>
    Effect.gen(function* () {
      const { intuit, lend } = yield* connected
      const before = intuit.calls.refresh
      const first = yield* lend
      assert.match(first.realmId, /^91303470001/)
      yield* TestClock.adjust("54 minutes")
      assert.strictEqual((yield* lend).token, first.token)
      assert.strictEqual(intuit.calls.refresh, before)
      yield* TestClock.adjust("2 minutes")
      assert.notStrictEqual((yield* lend).token, first.token)
      assert.strictEqual(intuit.calls.refresh, before + 1)
    })
  )

  it.effect("asks Intuit once for twenty callers at once", () =>
    Effect.gen(function* () {
      const { intuit, lend } = yield* connected
      yield* TestClock.adjust("1 hour")
      const before = intuit.calls.refresh
      const lent = yield* Effect.all(
        Array.from({ length: 20 }, () => lend),
        { concurrency: "unbounded" }
      )
      assert.strictEqual(new Set(lent.map((one) => one.token)).size, 1)
      assert.strictEqual(intuit.calls.refresh, before + 1)
    })
  )

  it.effect("renews once when QuickBooks calls the token expired, and then gives up", () =>
    Effect.gen(function* () {
      const { a, clientId, connections, intuit } = yield* connected
      const before = intuit.calls.refresh
      const seen: Array<string> = []
      const refusing = as(a.advisor)(
        connections.withAccessToken(clientId, (token) => {
          seen.push(Redacted.value(token))
          return Effect.fail(new TokenExpired(fault))
        })
      )
      assert.strictEqual((yield* Effect.flip(refusing))._tag, "TokenExpired")
      assert.strictEqual(new Set(seen).size, 2)
      assert.strictEqual(intuit.calls.refresh, before + 1)
    })
  )

  it.effect("needs a person when the refresh token is dead, and stays so without asking again", () =>
    Effect.gen(function* () {
      const { intuit, lend, status } = yield* connected
      yield* TestClock.adjust("1 hour")
      intuit.refreshAnswer = "invalid_grant"
      assert.strictEqual((yield* Effect.flip(lend))._tag, "ReconnectRequired")
      assert.strictEqual((yield* status).status, "needs_reconnect")
      const asked = intuit.calls.refresh
      assert.strictEqual((yield* Effect.flip(lend))._tag, "ReconnectRequired")
      assert.strictEqual(intuit.calls.refresh, asked)
      intuit.refreshAnswer = "rotate"
    })
  )

  it.effect("keeps the link when Intuit is only down", () =>
    Effect.gen(function* () {
      const { intuit, lend, status } = yield* connected
      yield* TestClock.adjust("1 hour")
      intuit.refreshAnswer = "down"
      assert.strictEqual((yield* Effect.flip(lend))._tag, "Unavailable")
      assert.strictEqual((yield* status).status, "connected")
      intuit.refreshAnswer = "rotate"
      assert.isString((yield* lend).token)
    })
  )

  it.effect("falls back on the refresh token before, for a day", () =>
    Effect.gen(function* () {
      const { intuit, lend, status } = yield* connected
      yield* TestClock.adjust("1 hour")
      yield* lend
      yield* TestClock.adjust("1 hour")
      intuit.loseNewestRefresh()
      assert.isString((yield* lend).token)
      yield* TestClock.adjust(dayAndAnHour)
      intuit.loseNewestRefresh()
      assert.strictEqual((yield* Effect.flip(lend))._tag, "ReconnectRequired")
      assert.strictEqual((yield* status).status, "needs_reconnect")
    })
  )

  it.effect("is expiring two weeks before consent ends", () =>
    Effect.gen(function* () {
      const intuit = yield* StandInIntuit
      intuit.refreshSeconds = 14 * 86_400 + 3_600
      const { status } = yield* connected
      intuit.refreshSeconds = 100 * 86_400
      assert.strictEqual((yield* status).status, "connected")
      yield* TestClock.adjust("61 minutes")
      assert.strictEqual((yield* status).status, "expiring")
    })
  )

  it.effect("revokes and wipes on disconnect", () =>
    Effect.gen(function* () {
      const { a, clientId, connections, intuit, lend } = yield* connected
      const before = intuit.calls.revoke
      assert.deepStrictEqual(yield* sealedOf(clientId), [{ wiped: false }])
      assert.strictEqual((yield* as(a.advisor)(connections.disconnect(clientId))).status, "disconnected")
      assert.strictEqual(intuit.calls.revoke, before + 1)
      assert.deepStrictEqual(yield* sealedOf(clientId), [{ wiped: true }])
      assert.strictEqual((yield* Effect.flip(lend))._tag, "ReconnectRequired")
    })
  )
})

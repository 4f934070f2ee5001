import { Connections } from "@beep/connections/server/Connections"
import { StandInIntuit } from "@beep/connections/testing/StandInIntuit"
import * as TestConnections from "@beep/connections/testing/TestConnections"
import { TokenExpired } from "@beep/quickbooks/contract/faults"
import { as, twoTenants } from "@beep/tenancy/testing/twoTenants"
import * as TestDatabase from "@beep/test-kit/TestDatabase"
import { assert, layer } from "@effect/vitest"
import { Context, Effect, Latch, Layer, Redacted, Schema } from "effect"
import { TestClock } from "effect/testing"

const suite = TestConnections.layer.pipe(Layer.provideMerge(TestDatabase.layer))

let companies = 0
const connected = Effect.gen(function* () {
  const { a } = yield* twoTenants
  const intuit = yield* StandInIntuit
  companies += 1
  const clientId = a.clients.shared.id
  yield* as(a.advisor)(TestConnections.connect(clientId, `91303470002${companies}`, `race-${companies}-${clientId}`))
  return { me: as(a.advisor), intuit, clientId }
})

/** As a process of its own has them: its own locks and caches over the same database. */
const anotherProcess = Effect.map(Layer.build(Layer.fresh(TestConnections.process)), (context) =>
  Context.get(context, Connections)
)

const Version = Schema.Tuple([Schema.Struct({ version: Schema.Int })])
const versionOf = (clientId: string) =>
  Effect.flatMap(
    TestDatabase.AdminSql,
    (admin) => admin`select version from connections.connection where client_id = ${clientId}::uuid`
  ).pipe(
    Effect.flatMap(Schema.decodeUnknownEffect(Version)),
    Effect.map(([row]) => row.version)
  )

/** The process that asked is gone: its connection ends while Intuit's answer is on the way. */
const killWhoHoldsTheLink = Effect.flatMap(
  TestDatabase.AdminSql,
  (admin) => admin`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and usename = 'beep_app' and state = 'idle in transaction'`
)

layer(suite)("refreshes that meet or are cut off", (it) => {
  it.effect("twenty callers of two processes, all told 401 at once, cause one refresh and are each replayed once", () =>
    Effect.gen(function* () {
      const { clientId, intuit, me } = yield* connected
      const [here, there] = [yield* Connections, yield* anotherProcess]
      const asked: Array<string> = []
      const everybodyAsked = yield* Latch.make()
      const ask = (token: Redacted.Redacted) =>
        Effect.gen(function* () {
          asked.push(Redacted.value(token))
          if (asked.length === 20) yield* everybodyAsked.open
          yield* everybodyAsked.await
          const { status } = yield* Effect.promise(() =>
            fetch(`${intuit.url}/v3/company/1/query`, { headers: { authorization: `Bearer ${Redacted.value(token)}` } })
          )
          return status === 401
            ? yield* new TokenExpired({ code: "3200", httpStatus: 401, intuitTid: null })
            : Redacted.value(token)
        })
      const before = intuit.calls.refresh
      const expired = yield* me(here.withAccessToken(clientId, (token) => Effect.succeed(Redacted.value(token))))
      intuit.expireAccess()
      const lent = yield* Effect.forEach(
        Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? here : there)),
        (connections) => me(connections.withAccessToken(clientId, ask)),
        { concurrency: "unbounded" }
      )
      assert.strictEqual(new Set(lent).size, 1)
      assert.notStrictEqual(lent[0], expired)
      assert.strictEqual(intuit.calls.refresh, before + 1)
      assert.deepStrictEqual(asked, [...Array.from({ length: 20 }, () => expired), ...lent])
    })
  )

  it.effect("a process that dies between Intuit's answer and the store costs nothing: the kept value renews again", () =>
    Effect.gen(function* () {
      const { clientId, intuit, me } = yield* connected
      const lend = (connections: Connections["Service"]) =>
        me(connections.withAccessToken(clientId, (token) => Effect.succeed(Redacted.value(token))))
      const dying = yield* Connections
      const kill = killWhoHoldsTheLink.pipe(Effect.provideContext(yield* Effect.context<TestDatabase.AdminSql>()), Effect.orDie)
      yield* TestClock.adjust("1 hour")
      const [refreshes, stored] = [intuit.calls.refresh, yield* versionOf(clientId)]
      intuit.beforeRefreshAnswer = () => Effect.runPromise(Effect.asVoid(kill))
      assert.strictEqual((yield* Effect.flip(lend(dying)))._tag, "Unavailable")
      intuit.beforeRefreshAnswer = () => Promise.resolve()
      assert.strictEqual(intuit.calls.refresh, refreshes + 1)
      assert.strictEqual(yield* versionOf(clientId), stored, "nothing of the lost answer was stored")

      assert.isString(yield* lend(yield* anotherProcess))
      assert.strictEqual(intuit.calls.refresh, refreshes + 2)
      assert.strictEqual(yield* versionOf(clientId), stored + 1)
    })
  )
})

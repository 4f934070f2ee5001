import { CompanyWaits } from "@beep/connections/server/CompanyWaits"
import * as SharedTurns from "@beep/connections/server/SharedTurns"
import * as TestConnections from "@beep/connections/testing/TestConnections"
import { RealmId } from "@beep/quickbooks/contract/Credentials"
import { type TurnAsked, Turns } from "@beep/quickbooks/gate/Turns"
import { defaultRates } from "@beep/quickbooks/RealmLimits"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import { as, twoTenants } from "@beep/tenancy/testing/twoTenants"
import * as TestDatabase from "@beep/test-kit/TestDatabase"
import { assert, layer } from "@effect/vitest"
import { Context, DateTime, Effect, Layer, Schema } from "effect"
import { TestClock } from "effect/testing"
import { SqlClient, SqlError } from "effect/sql"

const suite = TestConnections.layer.pipe(Layer.provideMerge(TestDatabase.layer))

const turnsOf = <E, R>(from: Layer.Layer<Turns, E, R>) =>
  Effect.map(Layer.build(Layer.fresh(from)), (context) => Context.get(context, Turns))

const noGates = Effect.flatMap(TestDatabase.AdminSql, (admin) => admin`delete from connections.quickbooks_gate`)

let realms = 0
const newRealm = () => {
  realms += 1
  return RealmId.make(`9130360${realms}`)
}

const asked = (priority: TurnAsked["priority"], kind: TurnAsked["kind"] = "read"): TurnAsked => ({
  priority,
  kind,
  rates: defaultRates
})

/** Moves the clock, then asks for a turn or ends one of those that are held. */
const Step = Schema.Struct({
  after: Schema.Union([
    Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 130 })),
    Schema.Literals([60_000, 150_000, 301_000])
  ]),
  act: Schema.Literals([
    "take",
    "take",
    "takeForPerson",
    "takeForBatch",
    "takeForBatch",
    "answered",
    "transient",
    "transient",
    "throttled",
    "neither"
  ]),
  which: Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 9 }))
})
const Steps = Schema.Array(Step).check(Schema.isMinLength(12), Schema.isMaxLength(60))

layer(CompanyWaits.layer.pipe(Layer.provideMerge(suite)))("turns shared by processes", (it) => {
  it.effect.prop(
    "says what the store of one process says, to the millisecond, whatever was asked and ended before",
    [Steps],
    ([steps]) =>
      Effect.gen(function* () {
        yield* noGates
        const shared = yield* turnsOf(SharedTurns.layerProcessClock)
        const alone = yield* turnsOf(Turns.layerMemory)
        const realm = newRealm()
        const held: Array<{ readonly shared: string; readonly alone: string }> = []
        for (const { act, after, which } of steps) {
          yield* TestClock.adjust(after)
          if (act === "take" || act === "takeForPerson" || act === "takeForBatch") {
            const ask = asked(act === "takeForPerson" ? "interactive" : "background", act === "takeForBatch" ? "batch" : "read")
            const [one, other] = [yield* shared.take(realm, ask), yield* alone.take(realm, ask)]
            if (one._tag === "Granted" && other._tag === "Granted") held.push({ shared: one.lease, alone: other.lease })
            else assert.deepStrictEqual(one, other)
            continue
          }
          const [lease] = held.splice(which % Math.max(1, held.length), 1)
          if (lease === undefined) continue
          yield* shared.end(realm, lease.shared, act, which * 7_000)
          yield* alone.end(realm, lease.alone, act, which * 7_000)
        }
        assert.deepStrictEqual(yield* shared.health, yield* alone.health)
      }).pipe(Effect.scoped),
    { arbitrary: { runs: 40 }, timeout: 120_000 }
  )

  it.effect("counts eight at once over both processes, and gives the turns of a dead one back when their lease ends", () =>
    Effect.gen(function* () {
      const [one, other] = [yield* turnsOf(SharedTurns.layerProcessClock), yield* turnsOf(SharedTurns.layerProcessClock)]
      const realm = newRealm()
      const taken: Array<string> = []
      for (let n = 0; n < 8; n += 1) {
        yield* TestClock.adjust("1 second")
        const turn = yield* (n % 2 === 0 ? one : other).take(realm, asked("background"))
        if (turn._tag === "Granted") taken.push(turn.lease)
      }
      assert.strictEqual(taken.length, 8)
      yield* TestClock.adjust("1 second")
      assert.deepStrictEqual(yield* one.take(realm, asked("background")), { _tag: "Wait", millis: 50 })
      yield* other.end(realm, taken[1] ?? "", "answered", 0)
      assert.strictEqual((yield* one.take(realm, asked("background")))._tag, "Granted")
      yield* TestClock.adjust("142 seconds")
      assert.strictEqual((yield* other.take(realm, asked("background")))._tag, "Granted")
    })
  )

  it.effect("opens the circuit for every process", () =>
    Effect.gen(function* () {
      yield* noGates
      const [one, other] = [yield* turnsOf(SharedTurns.layerProcessClock), yield* turnsOf(SharedTurns.layerProcessClock)]
      const realm = newRealm()
      for (let n = 0; n < 5; n += 1) {
        yield* TestClock.adjust("1 second")
        const turn = yield* one.take(realm, asked("background"))
        if (turn._tag === "Granted") yield* one.end(realm, turn.lease, "transient", 0)
      }
      assert.deepStrictEqual(yield* other.take(realm, asked("interactive")), { _tag: "Shut", millis: 60_000 })
      assert.deepStrictEqual(yield* other.health, { active: 1, failing: 1 })
      yield* TestClock.adjust("1 minute")
      assert.strictEqual((yield* other.take(realm, asked("background")))._tag, "Granted")
      assert.strictEqual((yield* one.take(realm, asked("background")))._tag, "Shut")
    })
  )

  it.effect("holds back the calls of every process for as long as Intuit asked one of them to", () =>
    Effect.gen(function* () {
      const [one, other] = [yield* turnsOf(SharedTurns.layerProcessClock), yield* turnsOf(SharedTurns.layerProcessClock)]
      const realm = newRealm()
      const turns = [yield* one.take(realm, asked("background"))]
      yield* TestClock.adjust("1 second")
      turns.push(yield* other.take(realm, asked("background")))
      const [first, second] = turns.flatMap((turn) => (turn._tag === "Granted" ? [turn.lease] : []))
      yield* one.end(realm, first ?? "", "throttled", 60_000)
      // An answer to a call sent before says nothing against it, and a shorter wait does not end it.
      yield* other.end(realm, second ?? "", "answered", 0)
      yield* TestClock.adjust("59 seconds")
      assert.deepStrictEqual(yield* other.take(realm, asked("interactive")), { _tag: "Held", millis: 1_000 })
      assert.strictEqual((yield* other.take(newRealm(), asked("background")))._tag, "Granted")
      yield* TestClock.adjust("1 second")
      assert.strictEqual((yield* other.take(realm, asked("background")))._tag, "Granted")
    })
  )

  it.effect("goes by the database's own clock in production, in a step of its own", () =>
    Effect.gen(function* () {
      const turns = yield* turnsOf(SharedTurns.layer)
      const { a } = yield* twoTenants
      const transaction = yield* TenantTransaction
      const realm = newRealm()
      const onlyOne = {
        ...asked("background"),
        rates: { perSecond: 100_000, perMinute: 1_000_000, concurrent: 1, batchesPerMinute: 35 }
      }
      // A turn taken within a transaction is seen outside of it before it ends, and stays taken when it fails.
      const failing = transaction.run(
        Effect.gen(function* () {
          const turn = yield* turns.take(realm, onlyOne)
          const outside = yield* turnsOf(SharedTurns.layer)
          assert.strictEqual((yield* outside.take(realm, onlyOne))._tag, "Wait")
          return yield* Effect.fail(turn)
        }).pipe(Effect.scoped)
      )
      const turn = yield* Effect.flip(as(a.owner)(failing))
      assert.strictEqual((yield* turns.take(realm, onlyOne))._tag, "Wait")
      assert.isTrue("_tag" in turn && turn._tag === "Granted")
      if (turn._tag === "Granted") yield* turns.end(realm, turn.lease, "answered", 0)
      assert.strictEqual((yield* turns.take(realm, onlyOne))._tag, "Granted")
    })
  )

  it.effect("lets beep_app neither see nor change a gate or a count", () =>
    Effect.gen(function* () {
      const turns = yield* turnsOf(SharedTurns.layer)
      yield* turns.take(newRealm(), asked("background"))
      const sql = yield* SqlClient.SqlClient
      const admin = yield* TestDatabase.AdminSql
      for (const statement of [
        "select * from connections.quickbooks_gate",
        "update connections.quickbooks_gate set second_at = 0",
        "delete from connections.quickbooks_gate",
        "insert into connections.call_count values (gen_random_uuid(), gen_random_uuid(), '2026-01-01', 1, 1)",
        "update connections.call_count set reads = 0"
      ]) {
        const refused = yield* Effect.flip(sql.unsafe(statement))
        assert.isTrue(SqlError.isSqlError(refused) && refused.reason._tag === "AuthorizationError", statement)
      }
      assert.isAbove((yield* admin`select 1 from connections.quickbooks_gate`).length, 0)
    })
  )

  it.effect("tells who sees a client until when its company waits, and nobody else", () =>
    Effect.gen(function* () {
      const turns = yield* turnsOf(SharedTurns.layer)
      const { a, b } = yield* twoTenants
      const [waits, transaction] = [yield* CompanyWaits, yield* TenantTransaction]
      const { advised, unassigned } = a.clients
      const until = (clientId: typeof advised.id) => transaction.run(waits.until(clientId))
      const [one, other] = [newRealm(), newRealm()]
      yield* as(a.owner)(TestConnections.connect(advised.id, one, "waits-1"))
      yield* as(a.owner)(TestConnections.connect(unassigned.id, other, "waits-2"))
      assert.isNull(yield* as(a.owner)(until(advised.id)))
      for (const realm of [one, other]) {
        const turn = yield* turns.take(realm, asked("background"))
        assert.strictEqual(turn._tag, "Granted")
        if (turn._tag === "Granted") yield* turns.end(realm, turn.lease, "throttled", 60_000)
      }
      const told = yield* as(a.owner)(until(advised.id))
      const millis = told === null ? 0 : DateTime.toEpochMillis(told)
      const [now] = yield* TestDatabase.AdminSql.pipe(
        Effect.flatMap(
          (admin) => admin<{ readonly at: number }>`select extract(epoch from clock_timestamp())::float8 * 1000 as at`
        )
      )
      assert.closeTo(millis - (now?.at ?? 0), 60_000, 30_000)
      assert.isNotNull(yield* as(a.advisor)(until(advised.id)))
      assert.isNotNull(yield* as(a.owner)(until(unassigned.id)))
      // A client that is not one's own to see, and one of another organization.
      assert.isNull(yield* as(a.advisor)(until(unassigned.id)))
      assert.isNull(yield* as(b.owner)(until(advised.id)))
    })
  )
})

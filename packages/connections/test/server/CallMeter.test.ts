import { CallBudget } from "@beep/connections/server/CallBudget"
import { CallMeter } from "@beep/connections/server/CallMeter"
import * as TestConnections from "@beep/connections/testing/TestConnections"
import { quickbooksBudgetProjected, quickbooksBudgetUsed } from "@beep/observability/metrics"
import { RealmId } from "@beep/quickbooks/contract/Credentials"
import { type CallKind, Turns } from "@beep/quickbooks/gate/Turns"
import { defaultRates } from "@beep/quickbooks/RealmLimits"
import { as, type Firm, type Person, twoTenants } from "@beep/tenancy/testing/twoTenants"
import * as TestDatabase from "@beep/test-kit/TestDatabase"
import { assert, layer } from "@effect/vitest"
import { Effect, Layer, Metric } from "effect"
import { TestClock } from "effect/testing"

const suite = Layer.mergeAll(CallMeter.layer, CallBudget.layer).pipe(
  Layer.provideMerge(TestConnections.layer),
  Layer.provideMerge(TestDatabase.layer)
)

let companies = 0
const connectedTo = Effect.fnUntraced(function* (firm: Firm, client: "shared" | "unassigned") {
  companies += 1
  const realm = RealmId.make(`91303490${companies}`)
  const connected = yield* as(firm.owner)(
    TestConnections.connect(firm.clients[client].id, realm, `meter-${companies}-${firm.organization.id}`)
  )
  assert.strictEqual(connected._tag, "Connected")
  return realm
})

/** So many turns taken, one a second; answers how many were given. */
const calls = Effect.fnUntraced(function* (realm: RealmId, kind: CallKind, times: number) {
  const turns = yield* Turns
  for (let n = 0; n < times; n += 1) {
    yield* TestClock.adjust("1 second")
    const turn = yield* turns.take(realm, { priority: "background", kind, rates: defaultRates })
    assert.strictEqual(turn._tag, "Granted")
    if (turn._tag === "Granted") yield* turns.end(realm, turn.lease, "answered", 0)
  }
})

const usageOf = (who: Person) => as(who)(CallMeter.use((meter) => meter.usage))
/** A clock of the test's own, which may leap over years: the pool's timers stay with the suite's. */
const onOwnClock = Effect.provide(TestClock.layer())
const noCounts = Effect.flatMap(TestDatabase.AdminSql, (admin) => admin`truncate connections.call_count`)

layer(suite)("the meter of calls", (it) => {
  it.effect("counts reads and writes per client and month, for the firm, and nothing for the other firm", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(Date.UTC(2026, 10, 16))
      yield* noCounts
      const { a, b } = yield* twoTenants
      const [shared, unassigned, theirs] = [
        yield* connectedTo(a, "shared"),
        yield* connectedTo(a, "unassigned"),
        yield* connectedTo(b, "shared")
      ]
      yield* calls(shared, "read", 5)
      yield* calls(shared, "write", 2)
      yield* calls(unassigned, "read", 3)
      yield* calls(theirs, "read", 4)

      const own = yield* usageOf(a.owner)
      assert.strictEqual(own.month, "2026-11")
      assert.deepInclude(own.organization, { reads: 8, writes: 2, projectedReads: 16 })
      assert.strictEqual(own.organization.shareOfBudget, 8 / 500_000)
      assert.deepStrictEqual(own.clients, [
        { clientId: a.clients.shared.id, reads: 5, writes: 2 },
        { clientId: a.clients.unassigned.id, reads: 3, writes: 0 }
      ])
      assert.deepStrictEqual(own.budget, { monthlyReads: 500_000, alarm: "none", projectedAlarm: "none" })
      assert.isFalse(own.incident)

      // A colleague sees the firm's sums, but only the clients assigned to him.
      const seen = yield* usageOf(a.advisor)
      assert.deepStrictEqual(seen.clients, own.clients.slice(0, 1))
      assert.deepInclude(seen.organization, { reads: 8, writes: 2 })
      assert.deepStrictEqual((yield* usageOf(b.owner)).clients, [{ clientId: b.clients.shared.id, reads: 4, writes: 0 }])
      assert.deepStrictEqual((yield* usageOf(a.idleAdvisor)).clients, [])
    }).pipe(onOwnClock)
  )

  it.effect("sets the gauges of the budget that all organizations share, and says which alarm is reached", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(Date.UTC(2026, 10, 16))
      yield* noCounts
      const { a, b } = yield* twoTenants
      const admin = yield* TestDatabase.AdminSql
      const used = (organizationId: string, clientId: string, reads: number) =>
        admin`insert into connections.call_count (organization_id, client_id, month, reads, writes)
          values (${organizationId}::uuid, ${clientId}::uuid, '2026-11-01', ${reads}::integer, 7)`
      yield* used(a.organization.id, a.clients.shared.id, 300_000)
      yield* used(b.organization.id, b.clients.shared.id, 105_000)
      const budget = yield* CallBudget
      assert.deepStrictEqual(yield* budget.watch, { alarm: "80", usedPercent: 81 })
      assert.strictEqual((yield* Metric.value(quickbooksBudgetUsed)).value, 81)
      assert.strictEqual((yield* Metric.value(quickbooksBudgetProjected)).value, 162)
    }).pipe(onOwnClock)
  )

  it.effect("begins anew with each month, does not count a turn that was refused, nor a company that is not connected", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(Date.UTC(2026, 11, 31, 23, 59, 50))
      yield* noCounts
      const { a } = yield* twoTenants
      const realm = yield* connectedTo(a, "shared")
      const turns = yield* Turns
      yield* calls(realm, "read", 3)
      const asked = { priority: "background", kind: "read", rates: { ...defaultRates, concurrent: 0 } } as const
      assert.strictEqual((yield* turns.take(realm, asked))._tag, "Wait")
      yield* calls(RealmId.make("91303499999"), "read", 2)
      assert.strictEqual((yield* usageOf(a.owner)).organization.reads, 3)
      yield* TestClock.adjust("10 seconds")
      const next = yield* usageOf(a.owner)
      assert.deepStrictEqual([next.month, next.organization.reads, next.organization.projectedReads], ["2027-01", 0, null])
      assert.deepStrictEqual(next.clients, [])
    }).pipe(onOwnClock)
  )

  it.effect("alarms at the sum of all organizations, because Intuit counts them together", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(Date.UTC(2027, 1, 8))
      const { a, b } = yield* twoTenants
      const admin = yield* TestDatabase.AdminSql
      yield* admin`
        insert into connections.call_count (organization_id, client_id, month, reads, writes) values
          (${a.organization.id}, ${a.clients.shared.id}, '2027-02-01', 100000, 0),
          (${b.organization.id}, ${b.clients.shared.id}, '2027-02-01', 300000, 0)`
      const usage = yield* usageOf(a.owner)
      assert.deepInclude(usage.organization, { reads: 100_000, projectedReads: 400_000, shareOfBudget: 0.2 })
      assert.deepStrictEqual(usage.budget, { monthlyReads: 500_000, alarm: "80", projectedAlarm: "95" })
    }).pipe(onOwnClock)
  )

  it.effect("says that QuickBooks has trouble when companies of whatever firm fail", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(Date.UTC(2028, 0, 1))
      const { a } = yield* twoTenants
      const turns = yield* Turns
      for (const realm of ["91303498881", "91303498882"].map((id) => RealmId.make(id))) {
        yield* TestClock.adjust("1 minute")
        const turn = yield* turns.take(realm, { priority: "background", kind: "read", rates: defaultRates })
        if (turn._tag === "Granted") yield* turns.end(realm, turn.lease, "transient", 0)
      }
      assert.isTrue((yield* usageOf(a.owner)).incident)
      yield* TestClock.adjust("6 minutes")
      assert.isFalse((yield* usageOf(a.owner)).incident)
    }).pipe(onOwnClock)
  )
})

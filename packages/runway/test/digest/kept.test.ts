import { AuditTrail } from "@beep/audit/server/AuditTrail"
import { StandInIntuit } from "@beep/connections/testing/StandInIntuit"
import * as TestConnections from "@beep/connections/testing/TestConnections"
import { LocalDate } from "@beep/kernel/LocalDate"
import { Settings } from "@beep/tenancy/server/Settings"
import { as, twoTenants } from "@beep/tenancy/testing/twoTenants"
import * as TestDatabase from "@beep/test-kit/TestDatabase"
import { assert, layer } from "@effect/vitest"
import { DateTime, Effect, Layer, Schema } from "effect"
import { Digest } from "../../src/contract/digest/Digest.ts"
import { CashDecisions } from "../../src/server/cash/CashDecisions.ts"
import { Digests } from "../../src/server/digest/Digests.ts"
import { Ledger } from "../../src/server/ledger/Ledger.ts"
import { AfterSyncServices, RunwayServices } from "../../src/server/RunwayLayer.ts"
import { Sync } from "../../src/server/sync/Sync.ts"
import { atTime } from "../../src/testing/atTime.ts"
import * as Counted from "@beep/test-kit/CountedTrips"
import { answer, invoice, row, smallCompany } from "../sync/support/companies.ts"
import { unhurried } from "../sync/support/suite.ts"

const suite = Layer.mergeAll(CashDecisions.layer, Sync.layer).pipe(
  Layer.provideMerge(AfterSyncServices),
  Layer.provideMerge(RunwayServices),
  Layer.provideMerge(AuditTrail.layer),
  Layer.provideMerge(Ledger.layer),
  Layer.provideMerge(unhurried),
  Layer.provideMerge(TestConnections.layer),
  Layer.provideMerge(Counted.layer),
  Layer.provideMerge(TestDatabase.layer)
)

const noon = Date.UTC(2020, 8, 29, 17)
const minute = 60_000
const hour = 60 * minute
const bytesOf = (digest: Digest): string => JSON.stringify(Schema.encodeSync(Digest)(digest))

const companyOf = (invoices: Parameters<typeof smallCompany>[0]) => {
  const company = smallCompany(invoices)
  const accounts = [
    row(35, { Name: "Checking", AccountType: "Bank", CurrentBalance: 900 }),
    row(36, { Name: "Savings", AccountType: "Bank", CurrentBalance: 800 })
  ]
  return answer({ ...company, entities: { ...company.entities, Account: accounts } })
}

const booked = Effect.fnUntraced(function* (realm: string) {
  const { a, b } = yield* twoTenants
  const intuit = yield* StandInIntuit
  const sync = yield* Sync
  const digests = yield* Digests
  const trips = yield* Counted.Trips
  const clientId = a.clients.shared.id
  intuit.data = companyOf([invoice(1, 300)])
  yield* as(a.advisor)(TestConnections.connect(clientId, realm, `kept-${clientId}`)).pipe(atTime(noon))
  yield* as(a.advisor)(sync.run(clientId)).pipe(atTime(noon + minute))
  /** A look, and how many trips it took. */
  const look = Effect.fnUntraced(function* (at: number) {
    yield* trips.take
    const digest = yield* as(a.advisor)(digests.get(clientId)).pipe(atTime(at))
    return { digest, trips: yield* trips.take }
  })
  return { a, b, intuit, sync, digests, trips, clientId, look }
})

layer(suite, { excludeTestServices: true, timeout: "1 minute" })("the digest that is kept", (it) => {
  it.effect("asks the database once while nothing moved, and says the same as a computation does", () =>
    Effect.gen(function* () {
      const { a, clientId, digests, look } = yield* booked("913034701")
      const first = yield* look(noon + 2 * minute)
      assert.isAbove(first.trips, 5)
      const second = yield* look(noon + 2 * minute + 30_000)
      assert.strictEqual(second.trips, 1)
      assert.strictEqual(DateTime.toEpochMillis(second.digest.knownAt), noon + 2 * minute + 30_000)
      const again = yield* as(a.advisor)(digests.get(clientId, second.digest.knownAt)).pipe(atTime(noon + 4 * minute))
      assert.strictEqual(bytesOf(again), bytesOf(second.digest))
      assert.isAbove((yield* look(noon + 13 * minute)).trips, 5, "what was kept for ten minutes is computed again")
    })
  )

  it.effect("is not asked for by who may not see the client, however often it was answered", () =>
    Effect.gen(function* () {
      const { a, b, clientId, digests, look } = yield* booked("913034702")
      yield* look(noon + 2 * minute)
      assert.strictEqual((yield* look(noon + 2 * minute + 1_000)).trips, 1)
      for (const stranger of [a.idleAdvisor, b.owner]) {
        const refused = yield* Effect.flip(as(stranger)(digests.get(clientId)).pipe(atTime(noon + 4 * minute)))
        assert.strictEqual(refused._tag, "NotFound")
      }
    })
  )

  it.effect("is computed again after everything it rests on", () =>
    Effect.gen(function* () {
      const { a, clientId, intuit, look, sync } = yield* booked("913034703")
      const admin = yield* TestDatabase.AdminSql
      const cash = yield* CashDecisions
      const settings = yield* Settings
      const changes: ReadonlyArray<readonly [string, Effect.Effect<unknown, unknown>, ((digest: Digest) => unknown) | null]> = [
        [
          "another invoice",
          Effect.suspend(() => {
            intuit.data = companyOf([invoice(1, 300), invoice(2, 450)])
            return as(a.advisor)(sync.run(clientId))
          }),
          ({ invoices }) => invoices.total?.minor
        ],
        [
          "what counts as cash, and a payroll",
          as(a.owner)(
            cash.change(clientId, {
              accounts: [
                { accountId: "35", role: "included" },
                { accountId: "36", role: "excluded" }
              ],
              payroll: { nextDate: LocalDate.make("2020-10-02"), amountMinor: 5_000_000n }
            })
          ),
          ({ cash: { excluded } }) => excluded.count
        ],
        [
          "a record of the mirror, by whoever",
          admin`update runway.ledger_record set superseded_at = now() where client_id = ${clientId}::uuid and entity_type = 'Invoice' and qbo_id = '1'`,
          ({ invoices }) => invoices.total?.minor
        ],
        [
          "a record removed by hand",
          admin`delete from runway.ledger_record where client_id = ${clientId}::uuid and entity_type = 'Invoice' and qbo_id = '2'`,
          ({ invoices }) => invoices.total?.minor
        ],
        [
          "the cut points of the organization",
          as(a.owner)(
            Effect.flatMap(settings.current, ({ rowVersion }) =>
              settings.change({
                expectedVersion: rowVersion,
                thresholds: { redBelowDays: 33, yellowBelowDays: 99, criticalBelowDays: 3 }
              })
            )
          ),
          null
        ],
        ["its name", admin`update tenancy.client set name = 'Renamed' where id = ${clientId}::uuid`, ({ name }) => name],
        [
          "its words, which are erased",
          admin`update vault.client_key set wrapped = null, destroyed_at = now() where client_id = ${clientId}::uuid`,
          ({ cash: { accounts } }) => accounts.map(({ name }) => name).join()
        ]
      ]
      let at = noon + 10 * minute
      for (const [what, change, shown] of changes) {
        yield* look(at)
        const before = yield* look(at + 1_000)
        assert.strictEqual(before.trips, 1, `before ${what}`)
        yield* change.pipe(atTime(at + 2_000))
        const after = yield* look(at + 30_000)
        assert.isAbove(after.trips, 5, what)
        if (shown !== null) assert.notDeepEqual(shown(after.digest), shown(before.digest), what)
        at += minute
      }
    })
  )

  it.effect("becomes stale in the middle of a day", () =>
    Effect.gen(function* () {
      const { look } = yield* booked("913034704")
      const { dataAsOf } = (yield* look(noon + 2 * minute)).digest
      if (dataAsOf === null) return assert.fail("the books were not read")
      const limit = DateTime.toEpochMillis(dataAsOf) + 24 * hour
      assert.isFalse((yield* look(limit - 2 * minute)).digest.runway.stale)
      yield* look(limit - 1)
      const last = yield* look(limit)
      assert.deepStrictEqual([last.trips, last.digest.runway.stale], [1, false])
      assert.isTrue((yield* look(limit + 1)).digest.runway.stale)
    })
  )
})

import { AuditTrail } from "@beep/audit/server/AuditTrail"
import { StandInIntuit } from "@beep/connections/testing/StandInIntuit"
import * as TestConnections from "@beep/connections/testing/TestConnections"
import { addDays, dateIn } from "@beep/kernel/LocalDate"
import { as, twoTenants } from "@beep/tenancy/testing/twoTenants"
import * as TestDatabase from "@beep/test-kit/TestDatabase"
import { assert, layer } from "@effect/vitest"
import { Effect, Layer, Schema } from "effect"
import { Tray } from "../../src/contract/hygiene/Tray.ts"
import { Hygiene } from "../../src/server/hygiene/Hygiene.ts"
import { Ledger } from "../../src/server/ledger/Ledger.ts"
import { AfterSyncServices, RunwayServices } from "../../src/server/RunwayLayer.ts"
import { Sync } from "../../src/server/sync/Sync.ts"
import { atTime } from "../../src/testing/atTime.ts"
import * as Counted from "@beep/test-kit/CountedTrips"
import { answer, invoice, smallCompany } from "../sync/support/companies.ts"
import { unhurried } from "../sync/support/suite.ts"

const suite = Layer.mergeAll(Sync.layer, Hygiene.layer).pipe(
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
const second = 1_000
const wire = Schema.encodeSync(Schema.toCodecJson(Tray))

layer(suite, { excludeTestServices: true, timeout: "1 minute" })("P1-3.2 the tray that is kept", (it) => {
  it.effect("asks the database once while nothing moved, and anew after a word, a reading, the end of an undo and a day", () =>
    Effect.gen(function* () {
      const { a, b } = yield* twoTenants
      const intuit = yield* StandInIntuit
      const sync = yield* Sync
      const hygiene = yield* Hygiene
      const trips = yield* Counted.Trips
      const clientId = a.clients.shared.id
      const dated = (id: number, more: Readonly<Record<string, unknown>> = {}) =>
        invoice(id, 300, { TxnDate: addDays(dateIn(a.clients.shared.timezone, noon), -10), ...more })
      const read = (at: number) => as(a.advisor)(sync.run(clientId)).pipe(atTime(at))
      const look = Effect.fnUntraced(function* (at: number, query: Parameters<typeof hygiene.tray>[1] = {}) {
        yield* trips.take
        const tray = yield* as(a.advisor)(hygiene.tray(clientId, query)).pipe(atTime(at))
        return { tray, trips: yield* trips.take }
      })
      intuit.data = answer(smallCompany([dated(1, { DueDate: undefined }), dated(2)]))
      yield* as(a.advisor)(TestConnections.connect(clientId, "913034711", `tray-${clientId}`)).pipe(atTime(noon))
      yield* read(noon + second)

      const first = yield* look(noon + 10 * second)
      assert.isAbove(first.trips, 5)
      const kept = yield* look(noon + 11 * second)
      assert.strictEqual(kept.trips, 1)
      assert.deepStrictEqual(wire(kept.tray), wire(first.tray))
      const critical = yield* look(noon + 12 * second, { severity: "critical" })
      assert.isAbove(critical.trips, 5, "another question is another answer")
      for (const stranger of [a.idleAdvisor, b.owner])
        assert.strictEqual(
          (yield* Effect.flip(as(stranger)(hygiene.tray(clientId, {})).pipe(atTime(noon + 12 * second))))._tag,
          "NotFound"
        )

      const [issue] = first.tray.items
      if (issue === undefined) return assert.fail("nothing was found")
      const seen = [{ issueId: issue.issueId, version: issue.version }]
      yield* as(a.advisor)(hygiene.act(clientId, { action: "review", reason: "as_intended", issues: seen })).pipe(
        atTime(noon + 13 * second)
      )
      const reviewed = yield* look(noon + 14 * second)
      assert.isAbove(reviewed.trips, 5)
      assert.notInclude(
        reviewed.tray.items.map(({ issueId }) => issueId),
        issue.issueId
      )
      const resting = yield* look(noon + 15 * second, { view: "reviewed" })
      const undoUntil = resting.tray.items.find(({ issueId }) => issueId === issue.issueId)?.undoUntil
      if (undoUntil === undefined || undoUntil === null) return assert.fail("nothing can be undone")
      const end = undoUntil.epochMilliseconds
      assert.strictEqual((yield* look(end - second, { view: "reviewed" })).tray.items[0]?.undoUntil?.epochMilliseconds, end)
      assert.isNull((yield* look(end + second, { view: "reviewed" })).tray.items[0]?.undoUntil)

      intuit.data = answer(smallCompany([dated(1), dated(2), dated(3, { DueDate: undefined })]))
      yield* read(noon + 120 * second)
      const later = yield* look(noon + 130 * second)
      assert.isAbove(later.trips, 5)
      assert.notDeepEqual(later.tray.counts, undefined)
      assert.strictEqual((yield* look(noon + 131 * second)).trips, 1)
      const tomorrow = yield* look(noon + 24 * 3_600 * second)
      assert.notStrictEqual(tomorrow.tray.asOfDate, later.tray.asOfDate)
    })
  )
})

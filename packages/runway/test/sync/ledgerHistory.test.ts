import { addDays, daysBetween, LocalDate, todayIn } from "@beep/kernel/LocalDate"
import { AdminSql } from "@beep/test-kit/TestDatabase"
import { assert, describe, it, layer } from "@effect/vitest"
import { DateTime, Effect } from "effect"
import { Ledger } from "../../src/server/ledger/Ledger.ts"
import { historyDue } from "../../src/server/sync/reportDue.ts"
import { Sync } from "../../src/server/sync/Sync.ts"
import { earlierPeriods, historyDays } from "../../src/server/sync/syncSteps.ts"
import { invoice, smallCompany } from "./support/companies.ts"
import { ledgerReport, type Paid } from "./support/ledgerReport.ts"
import { connectedFirm, suite } from "./support/suite.ts"

describe("the older days of the ledger", () => {
  it("are asked for in parts a report allows, without a day between them or before those of every sync", () => {
    for (const today of ["2026-03-01", "2026-11-20", "2028-02-29"].map((day) => LocalDate.make(day))) {
      const [first, second, ...more] = earlierPeriods(today)
      assert.deepStrictEqual(more, [])
      if (first === undefined || second === undefined) return assert.fail("two parts")
      assert.isBelow(daysBetween(first.from, first.to), 183)
      assert.isBelow(daysBetween(second.from, second.to), 183)
      assert.strictEqual(daysBetween(first.to, second.from), 1)
      assert.strictEqual(daysBetween(second.to, addDays(today, -historyDays)), 1)
      // Four due days a quarter apart, and a month to miss the last of them in.
      assert.strictEqual(daysBetween(first.from, today), 395)
    }
  })

  it("are read by night alone, at first, after a failure, and then once a month", () => {
    const now = DateTime.makeUnsafe("2026-11-20T07:00:00Z")
    const state = (days: number, phase: "succeeded" | "failed" = "succeeded") => ({
      entity_type: "LedgerHistory",
      phase,
      rows_mirrored: 1,
      last_success_at: DateTime.subtract(now, { days }),
      error_code: null,
      covers_from: null,
      covers_to: null
    })
    for (const trigger of ["person", "webhook", "schedule", "onboarding"] as const)
      assert.isFalse(historyDue(trigger, undefined, now), trigger)
    assert.deepStrictEqual(
      [undefined, state(1, "failed"), state(30), state(29), state(1)].map((one) => historyDue("nightly", one, now)),
      [true, true, true, false, false]
    )
  })
})

layer(suite, { excludeTestServices: true, timeout: "1 minute" })("a night", (it) => {
  it.effect(
    "brings the older lines of the ledger, once, and lets go of what is no more there",
    () =>
      Effect.gen(function* () {
        const today = yield* todayIn((yield* connectedFirm(smallCompany([invoice(1, 300)]))).a.clients.shared.timezone)
        const ago = (days: number, id: string): Paid => ({ date: addDays(today, -days), id })
        const { clientId, intuit, me } = yield* connectedFirm(smallCompany([invoice(1, 300)]))
        let paid = [ago(390, "1"), ago(300, "2"), ago(200, "3"), ago(100, "4"), ago(400, "5")]
        const asked: Array<string> = []
        const others = intuit.data
        intuit.data = (url, ...more) => {
          if (!url.pathname.endsWith("/reports/GeneralLedger")) return others(url, ...more)
          const [from, to] = [url.searchParams.get("start_date") ?? "", url.searchParams.get("end_date") ?? ""]
          asked.push(from)
          return Response.json(ledgerReport(paid, from, to))
        }
        const [sync, ledger, admin] = [yield* Sync, yield* Ledger, yield* AdminSql]
        const moved = Effect.map(me(ledger.snapshot(clientId, today)), ({ movements }) =>
          movements.map(({ sourceQboId }) => sourceQboId)
        )
        yield* me(sync.run(clientId))
        assert.deepStrictEqual([asked.length, yield* moved], [1, ["4"]])
        yield* me(sync.catchUp(clientId, "nightly"))
        assert.deepStrictEqual([asked.length, yield* moved], [4, ["1", "2", "3", "4"]])
        // The figures rest on the days they did: the older lines are in the balance the report begins with.
        const books = yield* me(ledger.snapshot(clientId, today))
        assert.strictEqual(books.coverage.historyFrom, addDays(today, -historyDays))

        yield* me(sync.catchUp(clientId, "nightly"))
        assert.strictEqual(asked.length, 5, "not again within the month")
        paid = paid.filter(({ id }) => id !== "2")
        yield* admin`update runway.sync_state set last_success_at = last_success_at - interval '31 days'
        where client_id = ${clientId}::uuid and entity_type = 'LedgerHistory'`
        yield* me(sync.catchUp(clientId, "nightly"))
        assert.deepStrictEqual([asked.length, yield* moved], [8, ["1", "3", "4"]])
      }),
    120_000
  )
})

import { addDays, type LocalDate, todayIn } from "@beep/kernel/LocalDate"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import { assert, layer } from "@effect/vitest"
import { Effect, Layer, Option } from "effect"
import { LedgerLines } from "../../src/server/internal/ledger/LedgerLines.ts"
import { Sync } from "../../src/server/sync/Sync.ts"
import { invoice, smallCompany } from "../sync/support/companies.ts"
import { ledgerReport, type Paid } from "../sync/support/ledgerReport.ts"
import { connectedFirm, suite } from "../sync/support/suite.ts"

layer(LedgerLines.layer.pipe(Layer.provideMerge(suite)), { excludeTestServices: true })(
  "the lines of the ledger report",
  (it) => {
    it.effect(
      "are summed by the database from the first day the report speaks for, and apart for those of before the fiscal year",
      () =>
        Effect.gen(function* () {
          const { a, clientId, intuit, me } = yield* connectedFirm(smallCompany([invoice(1, 300)]))
          const today = yield* todayIn(a.clients.shared.timezone)
          const ago = (days: number): LocalDate => addDays(today, -days)
          const paid = [100, 90, 89, 40, 5].map((days, at): Paid => ({ date: ago(days), id: String(at + 1) }))
          const others = intuit.data
          intuit.data = (url, ...more) =>
            url.pathname.endsWith("/reports/GeneralLedger")
              ? Response.json(
                  ledgerReport(paid, url.searchParams.get("start_date") ?? "", url.searchParams.get("end_date") ?? "")
                )
              : others(url, ...more)
          yield* me(Effect.flatMap(Sync, (sync) => sync.run(clientId)))
          const [lines, transaction] = [yield* LedgerLines, yield* TenantTransaction]
          const summed = (spokenFrom: LocalDate | null, yearStart: LocalDate | null) =>
            me(transaction.run(lines.totals({ clientId, to: today, knownAt: Option.none() }, { spokenFrom, yearStart })))
          const checking = { accountKey: "35", account_id: "35", lines: 5, rejected: 0 }
          assert.deepStrictEqual(
            yield* summed(ago(90), ago(40)).pipe(
              Effect.map((totals) => totals.map((one) => ({ ...one, account_id: String(one.account_id) })))
            ),
            // The line of 100 days ago is in the balance the report begins with; the one of the year's first day is of the year.
            [{ ...checking, spokenLines: 4, spokenMinor: -4_000n, earlierMinor: -2_000n }]
          )
          assert.deepStrictEqual(
            (yield* summed(null, null)).map(({ earlierMinor, spokenLines, spokenMinor }) => [
              spokenLines,
              spokenMinor,
              earlierMinor
            ]),
            [[0, 0n, 0n]]
          )
          const held: Array<readonly [string, number]> = []
          yield* me(
            transaction.run(
              lines.eachDay({ clientId, to: ago(40), knownAt: Option.none() }, ["35"], (date, ofDay) =>
                Effect.sync(() => held.push([date, ofDay.length]))
              )
            )
          )
          assert.deepStrictEqual(
            held,
            [100, 90, 89, 40].map((days) => [ago(days), 1] as const)
          )
        })
    )
  }
)

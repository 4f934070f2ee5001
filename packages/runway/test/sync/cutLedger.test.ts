import { addDays, LocalDate } from "@beep/kernel/LocalDate"
import { assert, layer } from "@effect/vitest"
import { Effect, Schema } from "effect"
import { Sync } from "../../src/server/sync/Sync.ts"
import { answer, smallCompany } from "./support/companies.ts"
import { connectedFirm, suite, versionsOf } from "./support/suite.ts"

const day = Schema.decodeUnknownSync(LocalDate)
const offsets = [3, 40, 80, 120, 175]
const columns = ["tx_date", "txn_type", "subt_nat_amount", "rbal_nat_amount"]
const notice = { ColData: [{ value: "Unable to display more data. Please reduce the date range." }], type: "Data" }

/** Five expenses of ten dollars in the days of the first question, two to an answer: what is more is left out. */
const longLedger = () => {
  const asked: Array<readonly [LocalDate, LocalDate]> = []
  const report = (url: URL) => {
    const from = day(url.searchParams.get("start_date"))
    const to = day(url.searchParams.get("end_date"))
    asked.push([from, to])
    const start = asked[0]?.[0] ?? from
    const dates = offsets.map((days) => addDays(start, days))
    const before = dates.filter((date) => date < from).length
    const inside = dates.filter((date) => date >= from && date <= to)
    const rows = inside.map((date, at) => ({
      ColData: [{ value: date }, { value: "Expense", id: date }, { value: "-10.00" }, { value: `${90 - (before + at) * 10}.00` }],
      type: "Data"
    }))
    const opening = {
      ColData: [{ value: "Beginning Balance" }, { value: "" }, { value: "" }, { value: `${100 - before * 10}.00` }],
      type: "Data"
    }
    const section = {
      type: "Section",
      Header: { ColData: [{ value: "Checking", id: "35" }] },
      Rows: { Row: [opening, ...rows.slice(0, 2)] }
    }
    return {
      Header: { StartPeriod: from, EndPeriod: to, Currency: "USD" },
      Columns: { Column: columns.map((ColType) => ({ ColType })) },
      Rows: { Row: inside.length > 2 ? [section, notice] : [section] }
    }
  }
  return { asked, report }
}

layer(suite, { excludeTestServices: true })("a ledger report that QuickBooks cuts", (it) => {
  it.effect("is read by halves of its days, and nothing it left out is taken for deleted", () =>
    Effect.gen(function* () {
      const company = smallCompany([])
      const { clientId, intuit, me } = yield* connectedFirm(company)
      const sync = yield* Sync
      const ledger = longLedger()
      intuit.data = (url) =>
        url.pathname.endsWith("/reports/GeneralLedger") ? Response.json(ledger.report(url)) : answer(company)(url)
      yield* me(sync.run(clientId))
      const read = Effect.map(versionsOf(clientId), (versions) =>
        versions.filter(({ entity_type }) => entity_type.startsWith("GeneralLedger"))
      )
      const first = yield* read
      assert.isAbove(ledger.asked.length, 2)
      assert.strictEqual(first.filter(({ entity_type }) => entity_type === "GeneralLedgerLine").length, offsets.length)
      assert.strictEqual(first.filter(({ entity_type }) => entity_type === "GeneralLedgerAccount").length, 1)
      const asked = ledger.asked.length
      yield* me(sync.catchUp(clientId, "nightly"))
      assert.isAbove(ledger.asked.length, asked)
      assert.deepStrictEqual(yield* read, first)
    })
  )
})

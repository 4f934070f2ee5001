import { addDays, LocalDate } from "@beep/kernel/LocalDate"
import { isCut } from "@beep/quickbooks/contract/report/isCut"
import { ReportTree } from "@beep/quickbooks/contract/report/ReportTree"
import { reportRows } from "@beep/quickbooks/contract/report/reportRows"
import { assert, it } from "@effect/vitest"
import { Effect, Schema } from "effect"
import { generate } from "../src/companies/generate.ts"
import { ledgerOf } from "../src/ledger/Ledger.ts"
import { renderJson } from "../src/render/Json.ts"
import { generalLedgerReport } from "../src/reports/GeneralLedger.ts"

const asOf = LocalDate.make("2026-11-20")
const ledger = ledgerOf(generate({ rows: 400, seed: 1, asOf }))

const read = (cells: number | undefined) =>
  Schema.decodeUnknownEffect(Schema.fromJsonString(ReportTree))(
    renderJson(generalLedgerReport(ledger, addDays(asOf, -366), asOf, [], cells))
  )
const lines = (tree: ReportTree) => reportRows(tree).filter((row) => row.text("subt_nat_amount") !== "" && row.kind === "data")

it.effect("a ledger report of too many cells ends early and says so, as Intuit's does", () =>
  Effect.gen(function* () {
    const [whole, cut] = [yield* read(undefined), yield* read(800)]
    assert.deepStrictEqual([isCut(whole), isCut(cut)], [false, true])
    assert.strictEqual(lines(whole).length, ledger.rows.length)
    assert.strictEqual(lines(cut).length, 100)
  })
)

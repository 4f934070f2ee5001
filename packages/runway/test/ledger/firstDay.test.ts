import type { ReportTree } from "@beep/quickbooks/contract/report/ReportTree"
import { usd } from "@beep/kernel/Money"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { Digest } from "effect/crypto"
import { generalLedgerDrafts } from "../../src/testing/generalLedgerDrafts.ts"

const period = { from: "2026-05-24", to: "2026-11-20" }

const row = (date: string, amount: string, balance: string) => ({
  type: "Data",
  ColData: [{ value: date }, { value: amount }, { value: balance }]
})

const ledger = (...rows: ReadonlyArray<ReturnType<typeof row>>): ReportTree => ({
  Header: {},
  Columns: { Column: [{ ColType: "tx_date" }, { ColType: "subt_nat_amount" }, { ColType: "rbal_nat_amount" }] },
  Rows: { Row: [{ type: "Section", Header: { ColData: [{ value: "Checking", id: "35" }] }, Rows: { Row: [...rows] } }] }
})

const firstDay = (tree: ReportTree) =>
  Effect.map(generalLedgerDrafts(tree, period, usd), ({ from }) => from).pipe(Effect.provide(Digest.layerWebCrypto))

describe("the first day of the books inside a ledger report", () => {
  it.effect("is the report's own when a balance stood before it", () =>
    Effect.gen(function* () {
      const tree = ledger(row("Beginning Balance", "", "976.00"), row("2026-11-02", "10.00", "986.00"))
      assert.strictEqual(yield* firstDay(tree), period.from)
    })
  )

  it.effect("is that of the earliest line when nothing stood before it", () =>
    Effect.gen(function* () {
      const tree = ledger(row("2026-11-09", "5.00", "5.00"), row("2026-11-02", "10.00", "15.00"))
      assert.strictEqual(yield* firstDay(tree), "2026-11-02")
      const zero = ledger(row("Beginning Balance", "", "0.00"), row("2026-11-02", "1.00", "1.00"))
      assert.strictEqual(yield* firstDay(zero), "2026-11-02")
    })
  )

  it.effect("is the report's own when there is no line to tell", () =>
    Effect.gen(function* () {
      assert.strictEqual(yield* firstDay(ledger()), period.from)
    })
  )
})

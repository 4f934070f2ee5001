import { assert, describe, it } from "@effect/vitest"
import { minorFromDecimal, usd } from "@beep/kernel/Money"
import { Effect, Schema } from "effect"
import { generalLedger } from "../../src/contract/report/GeneralLedger.ts"
import { ReportTree } from "../../src/contract/report/ReportTree.ts"
import { exactJson } from "../../src/contract/wire/exactJson.ts"
import { rawAt, rawElements } from "../../src/contract/wire/rawJson.ts"
import { fixtureText } from "../support/fixture.ts"

const recorded = Effect.suspend(() => {
  const [exchange = ""] = rawElements(fixtureText("recorded/reports__gl.json"))
  return Schema.decodeUnknownEffect(ReportTree)(exactJson(rawAt(exchange, ["response", "body"]) ?? ""))
})

const Expected = Schema.Struct({
  ar: Schema.Struct({ general_ledger_ending: Schema.String }),
  ap: Schema.Struct({ general_ledger_ending: Schema.String }),
  cash: Schema.Struct({ checking: Schema.String, savings: Schema.String, undeposited_funds: Schema.String })
})
const expected = Schema.decodeUnknownSync(Schema.fromJsonString(Expected))(fixtureText("recorded/expected_company_2020.json"))

describe("generalLedger", () => {
  it.effect("reads the recorded company's endings", () =>
    Effect.gen(function* () {
      const endings = new Map(generalLedger(yield* recorded).map((account) => [account.name, account.ending]))
      assert.strictEqual(endings.get("Accounts Receivable (A/R)"), expected.ar.general_ledger_ending)
      assert.strictEqual(endings.get("Accounts Payable (A/P)"), expected.ap.general_ledger_ending)
      assert.strictEqual(endings.get("Checking"), expected.cash.checking)
      assert.strictEqual(endings.get("Savings"), expected.cash.savings)
      assert.strictEqual(endings.get("Undeposited Funds"), expected.cash.undeposited_funds)
      assert.strictEqual(endings.size, 17)
    })
  )

  it.effect("reads transactions with the ids they point at", () =>
    Effect.gen(function* () {
      const account = generalLedger(yield* recorded).find((one) => one.id === "84")
      assert.strictEqual(account?.beginning, "5004.02")
      assert.deepStrictEqual(account?.transactions[0], {
        date: "2020-09-29",
        type: "Invoice",
        txnId: "264",
        num: "1041",
        name: "Amy's Bird Sanctuary",
        nameId: "1",
        memo: "",
        split: "Services",
        splitId: "1",
        amount: "100.00",
        balance: "5104.02"
      })
    })
  )

  it.effect("walks from the beginning to the ending by the amounts alone", () =>
    Effect.gen(function* () {
      for (const account of generalLedger(yield* recorded)) {
        const amounts = [account.beginning ?? "0", ...account.transactions.map((row) => row.amount)]
        const sum = amounts.reduce((total, text) => total + (minorFromDecimal(text, usd) ?? 0n), 0n)
        assert.strictEqual(sum, minorFromDecimal(account.ending, usd), account.name)
      }
    })
  )

  it.effect("names a sub-account by its path and leaves its missing id null", () =>
    Effect.gen(function* () {
      const account = generalLedger(yield* recorded).find((one) => one.name === "Telephone")
      assert.deepStrictEqual(account?.path, ["Utilities", "Telephone"])
      assert.strictEqual(account?.id, null)
      assert.strictEqual(account?.ending, "520.52")
    })
  )

  it.effect("follows the columns wherever they stand", () =>
    Effect.gen(function* () {
      const tree = yield* recorded
      const turned = <A>(list: ReadonlyArray<A>): ReadonlyArray<A> => [...list.slice(0, 1), ...list.slice(1).reverse()]
      type Rows = NonNullable<ReportTree["Rows"]["Row"]>
      const turnRows = (rows: Rows): Rows =>
        rows.map((row) => ({
          ...row,
          ...(row.ColData === undefined ? {} : { ColData: turned(row.ColData) }),
          ...(row.Rows === undefined ? {} : { Rows: { Row: turnRows(row.Rows.Row ?? []) } })
        }))
      const other = {
        ...tree,
        Columns: { Column: turned(tree.Columns.Column ?? []) },
        Rows: { Row: turnRows(tree.Rows.Row ?? []) }
      }
      assert.deepStrictEqual(generalLedger(other), generalLedger(tree))
    })
  )
})

import { assert, describe, it } from "@effect/vitest"
import { Schema } from "effect"
import { agedRows } from "../../src/contract/report/AgedSummary.ts"
import { ReportTree } from "../../src/contract/report/ReportTree.ts"
import { trialBalanceLines } from "../../src/contract/report/TrialBalance.ts"

const cells = (...values: ReadonlyArray<string>) => values.map((value) => ({ value }))

const tree = (keys: ReadonlyArray<string>, rows: ReadonlyArray<unknown>) =>
  Schema.decodeUnknownSync(ReportTree)({
    Header: {},
    Columns: {
      Column: keys.map((Value, at) => ({
        ColTitle: "",
        ColType: at === 0 ? "Customer" : "Money",
        MetaData: [{ Name: "ColKey", Value }]
      }))
    },
    Rows: rows.length === 0 ? {} : { Row: rows }
  })

const aged = ["customer", "current", "0", "1", "2", "3", "total"]

describe("agedRows", () => {
  it("reads each customer's buckets, also one that stands as the head of its sub-customers, and no total", () => {
    const rows = agedRows(
      tree(aged, [
        { ColData: [{ value: "Amy", id: "1" }, ...cells("", "5.00", "", "", "-1.50", "3.50")], type: "Data" },
        {
          type: "Section",
          Header: { ColData: [{ value: "Kate", id: "2" }, ...cells("1.00", "", "", "", "", "1.00")] },
          Rows: { Row: [{ ColData: [{ value: "Kate:Roof", id: "3" }, ...cells("2.00", "", "", "", "", "2.00")], type: "Data" }] },
          Summary: { ColData: cells("Total Kate", "3.00", "", "", "", "", "3.00") }
        },
        { type: "Section", group: "GrandTotal", Summary: { ColData: cells("TOTAL", "3.00", "5.00", "", "", "-1.50", "6.50") } }
      ])
    )
    assert.deepStrictEqual(rows, [
      { id: "1", name: "Amy", total: "3.50", buckets: ["", "5.00", "", "", "-1.50"] },
      { id: "2", name: "Kate", total: "1.00", buckets: ["1.00", "", "", "", ""] },
      { id: "3", name: "Kate:Roof", total: "2.00", buckets: ["2.00", "", "", "", ""] }
    ])
  })

  it("answers nothing for other buckets than the five, and an empty list for a report with no rows", () => {
    const row = { ColData: cells("Amy", "1.00", "", "", "", "", "", "1.00"), type: "Data" }
    assert.isUndefined(agedRows(tree(["customer", "current", "0", "1", "2", "3", "4", "total"], [row])))
    assert.isUndefined(agedRows(tree(["customer", "current", "0", "1", "2", "total"], [row])))
    assert.deepStrictEqual(agedRows(tree(aged, [])), [])
  })
})

describe("trialBalanceLines", () => {
  it("reads the accounts by the names of their columns, without the total", () => {
    const lines = trialBalanceLines(
      tree(
        ["account", "debit", "credit"],
        [
          { ColData: [{ value: "Checking", id: "35" }, ...cells("1201.00", "")], type: "Data" },
          { ColData: [{ value: "Utilities:Telephone", id: "77" }, ...cells("", "0.40")], type: "Data" },
          { ColData: [{ value: "Nothing", id: "78" }, ...cells("", "")], type: "Data" },
          { type: "Section", group: "GrandTotal", Summary: { ColData: cells("TOTAL", "1201.00", "0.40") } }
        ]
      )
    )
    assert.deepStrictEqual(lines, [
      { accountId: "35", name: "Checking", debit: "1201.00", credit: "" },
      { accountId: "77", name: "Utilities:Telephone", debit: "", credit: "0.40" }
    ])
  })
})

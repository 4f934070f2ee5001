import { assert, describe, it } from "@effect/vitest"
import { isMet } from "../../src/report/Figure.ts"
import { shown, table } from "../../src/report/table.ts"

const figure = { part: "p", name: "n", value: 5, unit: "ms" }

describe("the report", () => {
  it("meets a target on its edge and misses it beyond", () => {
    assert.strictEqual(isMet({ ...figure, target: { atMost: 5 } }), true)
    assert.strictEqual(isMet({ ...figure, target: { atMost: 4.9 } }), false)
    assert.strictEqual(isMet({ ...figure, target: { atLeast: 5 } }), true)
    assert.strictEqual(isMet({ ...figure, target: { atLeast: 5.1 } }), false)
    assert.strictEqual(isMet(figure), undefined)
  })

  it("misses a target without a figure", () => {
    assert.strictEqual(isMet({ ...figure, value: Number.NaN, target: { atMost: 5 } }), false)
    assert.strictEqual(isMet({ ...figure, value: Number.NaN, target: { atLeast: 5 } }), false)
  })

  it("shows three digits, and whole numbers from a hundred on", () => {
    assert.deepStrictEqual([0.8066, 12.345, 123.4, 10_000, 0, Number.NaN].map(shown), [
      "0.807",
      "12.3",
      "123",
      "10,000",
      "0",
      "-"
    ])
  })

  it("aligns its columns and names what was missed", () => {
    assert.strictEqual(
      table([
        { part: "clients", name: "p99", value: 30, unit: "ms", target: { atMost: 25 } },
        { part: "audit", name: "appends", value: 1234, unit: "/s", note: "the slowest of four" }
      ]),
      [
        "part     figure   value  unit  target",
        "clients  p99         30  ms    <= 25   MISSED",
        "audit    appends  1,234  /s                    the slowest of four"
      ].join("\n")
    )
  })
})

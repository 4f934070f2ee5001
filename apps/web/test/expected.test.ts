import { assert, describe, it } from "@effect/vitest"
import { expected } from "../src/messages/expected.ts"

describe("the line of what is expected and not seen", () => {
  it("names each payment with its amount and day, and counts those beyond three", () => {
    const rent = expected.item("Rent", "$4,000.00", "Nov 1")
    assert.strictEqual(expected.line(1, [rent]), "1 regular payment is expected and not seen: Rent $4,000.00 (due Nov 1)")
    assert.strictEqual(
      expected.line(5, [rent, "b", "c", "d", "e"]),
      "5 regular payments are expected and not seen: Rent $4,000.00 (due Nov 1), b, c, 2 more"
    )
  })

  it("names rows as QuickBooks does", () => {
    assert.deepStrictEqual([expected.row("Purchase"), expected.row("BillPayment")], ["Purchase", "Bill payment"])
  })
})

import { assert, describe, it } from "@effect/vitest"
import { Currency, usd } from "@beep/kernel/Money"
import { amountText, groupedDecimal, moneyText } from "../src/features/runway/amounts.ts"

describe("amounts", () => {
  it("puts the dollar before and a true minus first", () => {
    assert.strictEqual(moneyText({ minor: 2_306_075n, currency: usd }), "$23,060.75")
    assert.strictEqual(moneyText({ minor: -90_000n, currency: usd }), "\u2212$900.00")
  })
  it("names any other currency behind, with its own digits", () => {
    assert.strictEqual(moneyText({ minor: 1_234n, currency: Currency.make("EUR") }), "12.34 EUR")
    assert.strictEqual(moneyText({ minor: 1_234n, currency: Currency.make("JPY") }), "1,234 JPY")
  })
  it("leaves the currency out where the head of a column has it", () => {
    assert.strictEqual(amountText({ minor: -50_000n, currency: usd }), "\u2212500.00")
  })
  it("groups a decimal of any length without changing a digit", () => {
    assert.strictEqual(groupedDecimal("38310.75"), "38,310.75")
    assert.strictEqual(groupedDecimal("-1234567"), "\u22121,234,567")
    assert.strictEqual(groupedDecimal("14.4080"), "14.4080")
  })
})

import { assert, describe, it } from "@effect/vitest"
import { Currency, usd } from "@beep/kernel/Money"
import { currencyOf, lineAmount, shownFacts } from "../src/features/digest/recordFacts.ts"

const fact = (name: string, value: string) => ({ name, value })

describe("the facts of a ledger row", () => {
  it("are written as everywhere else", () => {
    assert.deepStrictEqual(
      shownFacts([fact("Number", "1043"), fact("Date", "2026-11-16"), fact("Total", "14800.00"), fact("Currency", "USD")]),
      [fact("Number", "1043"), fact("Date", "Mon Nov 16, 2026"), fact("Total", "$14,800.00"), fact("Currency", "USD")]
    )
  })
  it("names a foreign currency behind, and none where the row has none", () => {
    assert.deepStrictEqual(shownFacts([fact("Open", "-1234.5"), fact("Currency", "EUR")])[0], fact("Open", "\u22121,234.50 EUR"))
    assert.deepStrictEqual(shownFacts([fact("Open", "1234.5")])[0], fact("Open", "1,234.5"))
  })
  it("rounds nothing away: digits the currency has no place for are shown as they came", () => {
    assert.deepStrictEqual(shownFacts([fact("Total", "1234.567"), fact("Currency", "USD")])[0], fact("Total", "1,234.567"))
    assert.strictEqual(lineAmount("4300.00", usd), "4,300.00")
    assert.strictEqual(lineAmount("4300", undefined), "4,300")
    assert.strictEqual(lineAmount("4300", Currency.make("JPY")), "4,300")
  })
  it("says that terms are an id when that is all there is", () => {
    assert.deepStrictEqual(shownFacts([fact("Terms", "3")])[0], fact("Terms", "Term 3 of QuickBooks"))
    assert.deepStrictEqual(shownFacts([fact("Terms", "Net 30")])[0], fact("Terms", "Net 30"))
  })
  it("leaves a date alone that is none", () => {
    assert.deepStrictEqual(shownFacts([fact("Due", "on receipt")])[0], fact("Due", "on receipt"))
    assert.isUndefined(currencyOf([fact("Currency", "dollars")]))
  })
})

import { LocalDate } from "@beep/kernel/LocalDate"
import { Currency, usd } from "@beep/kernel/Money"
import { entitySchemas } from "@beep/quickbooks/contract/entities/entityTypes"
import { exactJson } from "@beep/quickbooks/contract/wire/exactJson"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Schema } from "effect"
import { dueFromTerms } from "../../src/server/ledger/draft/dueFromTerms.ts"
import { entityDraft } from "../../src/server/ledger/draft/entityDraft.ts"
import { homeAmount } from "../../src/server/ledger/draft/homeAmount.ts"

const day = LocalDate.make
const cad = Currency.make("CAD")
const jpy = Currency.make("JPY")

describe("homeAmount", () => {
  it("multiplies exactly and rounds half away from zero", () => {
    assert.strictEqual(homeAmount(10_000n, cad, "0.75", usd), 7_500n)
    assert.strictEqual(homeAmount(1n, cad, "0.5", usd), 1n)
    assert.strictEqual(homeAmount(-1n, cad, "0.5", usd), -1n)
    assert.strictEqual(homeAmount(333n, cad, "0.7312", usd), 243n)
  })
  it("crosses currencies of different minor units", () => {
    assert.strictEqual(homeAmount(1_000n, jpy, "0.0067", usd), 670n)
    assert.strictEqual(homeAmount(670n, usd, "149.25", jpy), 1_000n)
  })
  it("answers nothing without a usable rate, and the amount itself at home", () => {
    assert.strictEqual(homeAmount(100n, cad, undefined, usd), null)
    assert.strictEqual(homeAmount(100n, cad, "0", usd), null)
    assert.strictEqual(homeAmount(100n, usd, undefined, usd), 100n)
  })
})

describe("dueFromTerms", () => {
  it("counts days, or finds the next such day of a month", () => {
    assert.strictEqual(dueFromTerms(day("2024-02-15"), { dueDays: 30 }), day("2024-03-16"))
    assert.strictEqual(dueFromTerms(day("2024-02-15"), { dueDays: 0 }), day("2024-02-15"))
    assert.strictEqual(dueFromTerms(day("2024-02-15"), { dayOfMonthDue: 15 }), day("2024-02-15"))
    assert.strictEqual(dueFromTerms(day("2024-02-16"), { dayOfMonthDue: 15 }), day("2024-03-15"))
  })
  it("keeps to the end of short months and crosses the year", () => {
    assert.strictEqual(dueFromTerms(day("2023-02-10"), { dayOfMonthDue: 31 }), day("2023-02-28"))
    assert.strictEqual(dueFromTerms(day("2023-12-20"), { dayOfMonthDue: 10 }), day("2024-01-10"))
    assert.strictEqual(dueFromTerms(day("2023-12-20"), {}), undefined)
  })
})

const bill = (text: string) =>
  Effect.map(Schema.decodeUnknownEffect(entitySchemas.Bill)(exactJson(text)), (value) =>
    entityDraft("Bill", { value, raw: text }, usd, () => false)
  )

describe("entityDraft", () => {
  it.effect("keeps the open balance in the document's currency and at home, and the words apart", () =>
    Effect.gen(function* () {
      const draft = yield* bill(
        `{"Id":"25","SyncToken":"2","VendorRef":{"value":"46","name":"Norton"},"TxnDate":"2014-11-06","DueDate":"2014-12-06","TotalAmt":103.55,"Balance":50.05,` +
          `"CurrencyRef":{"value":"CAD"},"ExchangeRate":0.8,"SalesTermRef":{"value":"3"},"DocNumber":"A-1","MetaData":{"LastUpdatedTime":"2015-02-09T10:11:11-08:00"}}`
      )
      assert.strictEqual(draft.amountMinor, 10_355n)
      assert.strictEqual(draft.openMinor, 5_005n)
      assert.strictEqual(draft.homeOpenMinor, 4_004n)
      assert.strictEqual(draft.currency, "CAD")
      assert.strictEqual(draft.partyId, "46")
      assert.deepStrictEqual(draft.facts, { termId: "3" })
      assert.deepStrictEqual(draft.label, { name: "Norton", doc: "A-1" })
    })
  )

  it.effect("takes QuickBooks' own value in home currency before the rate, and alone where there is no rate", () =>
    Effect.gen(function* () {
      const open = (more: string) =>
        Effect.map(
          bill(
            `{"Id":"1","SyncToken":"0","TxnDate":"2014-11-06","TotalAmt":10,"Balance":10,"CurrencyRef":{"value":"EUR"}${more}}`
          ),
          ({ facts, homeOpenMinor }) => [homeOpenMinor, facts.rejected ?? []]
        )
      assert.deepStrictEqual(yield* open(`,"ExchangeRate":1.1`), [1_100n, []])
      assert.deepStrictEqual(yield* open(`,"ExchangeRate":1.1,"HomeBalance":11.01`), [1_101n, []])
      assert.deepStrictEqual(yield* open(`,"HomeBalance":11.01`), [1_101n, []])
      assert.deepStrictEqual(yield* open(``), [null, []])
      assert.deepStrictEqual(yield* open(`,"HomeBalance":90071992547409.93`), [null, ["home_open"]])
      assert.deepStrictEqual(yield* open(`,"ExchangeRate":90071992547409`), [null, ["home_amount", "home_open"]])
    })
  )

  it.effect("rejects an amount that minor units cannot hold, and keeps the rest of the record", () =>
    Effect.gen(function* () {
      const total = (amount: string) =>
        Effect.map(
          bill(
            `{"Id":"1","SyncToken":"0","VendorRef":{"value":"46"},"TxnDate":"2014-11-06","DocNumber":"A-1","TotalAmt":${amount},"Balance":3}`
          ),
          ({ amountMinor, facts, label, openMinor, partyId }) => [amountMinor, facts, label, openMinor, partyId]
        )
      const kept = [{ doc: "A-1" }, 300n, "46"]
      assert.deepStrictEqual(yield* total("1.005"), [null, { rejected: ["amount"] }, ...kept])
      assert.deepStrictEqual(yield* total("90071992547409.93"), [null, { rejected: ["amount"] }, ...kept])
      assert.deepStrictEqual(yield* total("90071992547409.92"), [9_007_199_254_740_992n, {}, ...kept])
    })
  )
})

import { Currency, usd } from "@beep/kernel/Money"
import { assert, describe, it } from "@effect/vitest"
import type { LedgerSnapshot } from "../../../src/contract/ledger/LedgerSnapshot.ts"
import { derive } from "../../../src/contract/runway/derive.ts"
import { payrollBadge } from "../../../src/contract/runway/payrollBadge.ts"
import { defaultSettings } from "../../../src/contract/runway/RunwaySettings.ts"
import { account, books, coverageOf, dollars, payable, scheduledPayment } from "../../../src/testing/books.ts"
import { day } from "../../../src/testing/hygieneBooks.ts"

/** 10,000 in the bank; a payroll of 6,000 in ten days. */
const profile = { nextDate: day(10), amount: { minor: dollars(6_000), currency: usd } }

const status = (parts: Partial<LedgerSnapshot>, of: typeof profile | null = profile) =>
  payrollBadge(derive(books({ accounts: [account("35", dollars(10_000))], ...parts }), defaultSettings), of)?.status ?? null

const bill = (amount: bigint, due: string | null, home: bigint | null = amount) => payable("Bill", "1", amount, { due, home })

describe("P1-2.1 the next payroll (runway.md 3.6)", () => {
  it("says its date", () => {
    const result = derive(books({ accounts: [account("35", dollars(10_000))] }), defaultSettings)
    assert.deepStrictEqual(payrollBadge(result, profile), { date: day(10), status: "ok" })
  })

  it("is ok while exactly its amount is left, and at risk one cent below", () => {
    assert.strictEqual(status({ payables: [bill(dollars(4_000), day(3))] }), "ok")
    assert.strictEqual(status({ payables: [bill(dollars(4_000) + 1n, day(3))] }), "at_risk")
  })

  it.each([
    ["overdue", day(-40), "at_risk"],
    ["undated", null, "at_risk"],
    ["due on its day", day(10), "at_risk"],
    ["due the day after", day(11), "ok"]
  ] as const)("a bill that is %s", (_what, due, expected) => {
    assert.strictEqual(status({ payables: [bill(dollars(5_000), due)] }), expected)
  })

  it.each([
    ["the day before", day(9), "at_risk"],
    ["on its day", day(10), "ok"]
  ] as const)("a payment recorded for %s", (_what, date, expected) => {
    assert.strictEqual(status({ scheduledPayments: [scheduledPayment("1", dollars(5_000), date)] }), expected)
  })

  it("adds bills and recorded payments", () => {
    const parts = { payables: [bill(dollars(2_001), day(3))], scheduledPayments: [scheduledPayment("1", dollars(2_000), day(5))] }
    assert.strictEqual(status(parts), "at_risk")
  })

  it("is not said where nobody confirmed one, its day is over, or it is in another currency", () => {
    assert.isNull(status({}, null))
    assert.isNull(status({}, { ...profile, nextDate: day(-1) }))
    assert.strictEqual(status({}, { ...profile, nextDate: day(0) }), "ok")
    assert.isNull(status({}, { ...profile, amount: { ...profile.amount, currency: Currency.make("EUR") } }))
  })

  it.each(["bills", "vendor_credits", "journal_entries", "bill_payments"] as const)(
    "is not said where %s were not read",
    (input) => {
      assert.isNull(status({ coverage: coverageOf([input]) }))
    }
  )

  it("is not said where there is no cash to read, or something owed has no rate", () => {
    assert.isNull(status({ accounts: [] }))
    assert.isNull(status({ payables: [bill(1n, day(3), null)] }))
    assert.isNull(status({ scheduledPayments: [scheduledPayment("1", 1n, day(3), null)] }))
    assert.strictEqual(status({ payables: [bill(1n, day(30), null)] }), "ok", "it is due later")
  })
})

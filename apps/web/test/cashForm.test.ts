import { type Currency, type Money, usd } from "@beep/kernel/Money"
import { LocalDate } from "@beep/kernel/LocalDate"
import type { CashChoice } from "@beep/runway/contract/onboarding/CashChoice"
import { assert, describe, it } from "@effect/vitest"
import { type CashEntries, countedMinor, readCash } from "../src/features/onboarding/cashForm.ts"

const account = (accountId: string, role: CashChoice["role"], minor: bigint | null): CashChoice => {
  const balance: Money | null = minor === null ? null : { minor, currency: usd }
  return { accountId, name: `Account ${accountId}`, role, balance, balanceDate: null }
}
const accounts = [account("1", "included", 10_000n), account("2", "restricted", 500n), account("3", "included", null)]
const entries = (more: Partial<CashEntries> = {}): CashEntries => ({ roles: {}, date: "", amount: "", ...more })
const today = "2026-11-20"
const read = (more: Partial<CashEntries>, currency: Currency = usd) => readCash(entries(more), accounts, currency, today)

describe("the form of the accounts", () => {
  it("sends every account, with the role that was chosen or that counts now", () => {
    assert.deepStrictEqual(read({ roles: { "2": "included" } }).payload, {
      accounts: [
        { accountId: "1", role: "included" },
        { accountId: "2", role: "included" },
        { accountId: "3", role: "included" }
      ],
      payroll: null
    })
  })

  it("sums what counts, and leaves out what has no known value", () => {
    assert.strictEqual(countedMinor(entries(), accounts), 10_000n)
    assert.strictEqual(countedMinor(entries({ roles: { "1": "excluded", "2": "included" } }), accounts), 500n)
  })

  it("takes a payroll of today or later with an amount, however it is written", () => {
    for (const amount of ["22,000.00", "$22000", " 22 000.0 "])
      assert.deepStrictEqual(read({ date: today, amount }).payload.payroll, {
        nextDate: LocalDate.make(today),
        amountMinor: 2_200_000n
      })
  })

  it("names what is wrong of a payroll, and takes neither for half of it", () => {
    const wrong = (date: string, amount: string) => read({ date, amount }).wrong
    assert.deepStrictEqual(wrong("2026-11-19", "10"), ["date"])
    assert.deepStrictEqual(wrong("", "10"), ["date"])
    assert.deepStrictEqual(wrong("2026-12-01", ""), ["amount"])
    assert.deepStrictEqual(wrong("2026-12-01", "0"), ["amount"])
    assert.deepStrictEqual(wrong("2026-12-01", "-5"), ["amount"])
    assert.deepStrictEqual(wrong("2026-12-01", "10.005"), ["amount"])
    assert.deepStrictEqual(wrong("2026-13-01", "ten"), ["date", "amount"])
    assert.isNull(read({ date: "2026-12-01", amount: "ten" }).payload.payroll)
    assert.deepStrictEqual(wrong("", ""), [])
  })
})

import { daysBetween, LocalDate } from "@beep/kernel/LocalDate"
import { assert, describe, it } from "@effect/vitest"
import type { RecurringRecord } from "../../src/companies/fifty/Planted.ts"
import { keptCompanies, plantedGaps } from "../../src/companies/fifty/fiftyCompanies.ts"
import type { Books } from "../../src/ledger/Books.ts"
import { asOf } from "../support.ts"

/** Documents that are the item, by who is paid and the account, whatever the generator says of them. */
const arrivals = (
  books: Books,
  { account, by, payee }: Pick<RecurringRecord, "account" | "by" | "payee">
): ReadonlyArray<LocalDate> => {
  const accountId = books.accounts.find(({ name }) => name === account)?.id
  const vendorId = books.vendors.find(({ displayName }) => displayName === payee)?.id
  const type = { bill: "Bill", card: "Purchase", check: "Purchase", payroll_check: "PayrollCheck" }[by]
  return books.transactions
    .filter((one) => one.type === type && "lines" in one && one.lines.some((line) => line.accountId === accountId))
    .filter((one) => by === "payroll_check" || ("vendorId" in one && one.vendorId === vendorId))
    .map(({ date }) => date)
}

describe("recurring items of the fifty", () => {
  for (const day of ["2026-08-01", "2027-01-04"]) {
    it(`that never arrived are missing from the books and all others are in them on ${day}`, () => {
      const on = LocalDate.make(day)
      const kept = keptCompanies({ seed: 3, asOf: on })
      const gaps = plantedGaps(kept)
      assert.isAtLeast(gaps.length, 20)
      assert.strictEqual(new Set(gaps.map(({ kind }) => kind)).size, 5)
      for (const { books, gaps: own, recurring } of kept) {
        for (const item of recurring) {
          const found = arrivals(books, item)
          assert.includeMembers([...found], [...item.arrivedOn], `${books.name}: ${item.payee}`)
        }
        for (const gap of own) {
          assert.notInclude(arrivals(books, gap), gap.expectedOn, `${books.name}: ${gap.payee}`)
          const late = daysBetween(gap.expectedOn, on)
          assert.isTrue(late >= 5 && late <= 125, `${books.name}: ${gap.payee} ${late} days late`)
          assert.isTrue(gap.amount > 0n)
          assert.strictEqual(gap.realmId, books.realmId)
        }
      }
    })
  }

  it("are complete in most companies, so that a false alarm can be seen", () => {
    const kept = keptCompanies({ seed: 1, asOf })
    assert.isAtLeast(kept.filter(({ gaps, recurring }) => recurring.length > 0 && gaps.length === 0).length, 15)
  })
})

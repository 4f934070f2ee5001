import { usd } from "@beep/kernel/Money"
import { assert, describe, it } from "@effect/vitest"
import { type DigestInsight, insightOf } from "../../../src/contract/digest/Insight.ts"
import { varianceOf } from "../../../src/contract/digest/variance.ts"
import { ratio } from "../../../src/contract/runway/rational.ts"
import { derive } from "../../../src/contract/runway/derive.ts"
import { defaultSettings } from "../../../src/contract/runway/RunwaySettings.ts"
import type { LedgerSnapshot } from "../../../src/contract/ledger/LedgerSnapshot.ts"
import { account, books, coverageOf, dollars, receivable } from "../../../src/testing/books.ts"
import { day } from "../../../src/testing/hygieneBooks.ts"

const resultOf = (parts: Partial<LedgerSnapshot>) =>
  derive(books({ accounts: [account("35", dollars(1_000))], ...parts }), defaultSettings)

const late = (id: string, days: number, amount = dollars(100)) => receivable("Invoice", id, amount, { due: day(-days) })

const collections = (parts: Partial<LedgerSnapshot>) => insightOf(resultOf(parts), null).collections

const counts = (found: DigestInsight["collections"]) => found?.groups.map(({ count }) => count)

describe("P1-2.2 what overdue invoices are expected to bring in (runway.md 3.6)", () => {
  it("is 80, 60, 40 and 20 of a hundred by their age", () => {
    const found = collections({
      receivables: [late("1", 3, dollars(10)), late("2", 20, dollars(20)), late("3", 45, dollars(40)), late("4", 90, dollars(80))]
    })
    assert.deepStrictEqual(
      found?.groups.map(({ expected, open, percent, upToDays }) => [upToDays, percent, open.minor, expected.minor]),
      [
        [7, 80, 1_000n, 800n],
        [29, 60, 2_000n, 1_200n],
        [60, 40, 4_000n, 1_600n],
        [null, 20, 8_000n, 1_600n]
      ]
    )
    assert.deepStrictEqual(
      [found?.open, found?.expected],
      [
        { minor: 15_000n, currency: usd },
        { minor: 5_200n, currency: usd }
      ]
    )
    assert.isTrue(found?.groups.every(({ expected, open }) => open.currency === usd && expected.currency === usd))
  })

  it.each([
    [0, [0, 0, 0, 0]],
    [1, [1, 0, 0, 0]],
    [7, [1, 0, 0, 0]],
    [8, [0, 1, 0, 0]],
    [29, [0, 1, 0, 0]],
    [30, [0, 0, 1, 0]],
    [60, [0, 0, 1, 0]],
    [61, [0, 0, 0, 1]]
  ])("counts an invoice %i days past due in its group alone", (days, expected) => {
    assert.deepStrictEqual(counts(collections({ receivables: [late("1", days)] })), expected)
  })

  it("leaves a fraction of a cent out", () => {
    assert.strictEqual(collections({ receivables: [late("1", 61, 9n)] })?.groups[3]?.expected.minor, 1n)
  })

  it("counts invoices alone, and those only whose date and rate are known", () => {
    const uncounted = [
      receivable("CreditMemo", "1", dollars(5), { due: day(-5) }),
      receivable("Invoice", "2", dollars(5), { due: null }),
      receivable("Invoice", "3", dollars(5), { due: day(-5), home: null })
    ]
    assert.deepStrictEqual(counts(collections({ receivables: uncounted })), [0, 0, 0, 0])
  })

  it("is nothing, and not zero, where invoices were never read", () => {
    assert.isNull(collections({ coverage: coverageOf(["invoices"]) }))
  })
})

describe("P1-2.2 every cause of a change", () => {
  const before = {
    cashMinor: dollars(100_000),
    receivablesMinor: 0n,
    nearPayablesMinor: 0n,
    billOutflowMinor: 0n,
    otherOutflowMinor: dollars(90_000),
    windowDays: 90,
    horizonDays: 30,
    accounts: null
  }

  it("is named with its exact days and its amount, in the order of the reasons", () => {
    const variance = varianceOf(before, { ...before, cashMinor: dollars(99_000) })
    const { causes } = insightOf(resultOf({}), variance)
    assert.deepStrictEqual(
      causes?.map(({ reason }) => reason),
      ["account_inclusion", "cash_balance", "receivables", "payables", "burn_rate", "data_correction"]
    )
    const cash = causes?.find(({ reason }) => reason === "cash_balance")
    assert.deepStrictEqual(cash?.amount, { minor: -dollars(1_000), currency: usd })
    assert.deepInclude(cash?.days, { unit: "days", decimal: "-1.0000" })
    assert.deepStrictEqual(ratio(cash?.days.numerator ?? 0n, cash?.days.denominator ?? 1n), ratio(-1n, 1n))
  })

  it("is nothing where nothing can be compared", () => {
    assert.isNull(insightOf(resultOf({}), null).causes)
  })
})

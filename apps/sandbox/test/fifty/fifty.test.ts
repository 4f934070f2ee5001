import { daysBetween, LocalDate } from "@beep/kernel/LocalDate"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { Digest } from "effect/crypto"
import { booksHash, companiesHash } from "../../src/companies/fifty/booksHash.ts"
import { fiftyCompanies, keptCompanies } from "../../src/companies/fifty/fiftyCompanies.ts"
import { keepCompany, type KeptCompany } from "../../src/companies/fifty/keepCompany.ts"
import { sumOf } from "../../src/ledger/Transaction.ts"
import { asOf } from "../support.ts"

const kept = keptCompanies({ seed: 1, asOf })

/** Companies that trade through the whole thirteen months. */
const trading = kept.filter(({ blueprint }) => blueprint.activity === "trading" && blueprint.historyDays > 390)

const perMonth = ({ blueprint, books }: KeptCompany): number => (books.transactions.length * 30) / blueprint.historyDays

describe("the fifty companies", () => {
  it("are ten of each trade, each with a realm and a name of its own", () => {
    assert.strictEqual(kept.length, 50)
    const trades = Map.groupBy(kept, ({ blueprint }) => blueprint.profile.trade)
    assert.deepStrictEqual(
      [...trades.values()].map((companies) => companies.length),
      [10, 10, 10, 10, 10]
    )
    assert.strictEqual(new Set(kept.map(({ books }) => books.realmId)).size, 50)
    assert.strictEqual(new Set(kept.map(({ books }) => books.name)).size, 50)
  })

  it.effect(
    "are the same for the same seed and day, and others otherwise",
    () =>
      Effect.gen(function* () {
        const hash = yield* companiesHash(kept.map(({ books }) => books))
        assert.match(hash, /^[0-9a-f]{64}$/)
        assert.strictEqual(yield* companiesHash(fiftyCompanies({ seed: 1, asOf })), hash)
        const [company] = kept
        if (company === undefined) return assert.fail("no company")
        const other = (seed: number, day: LocalDate) => booksHash(keepCompany(company.blueprint, seed, day).books)
        const own = yield* booksHash(company.books)
        assert.strictEqual(yield* other(1, asOf), own)
        assert.notStrictEqual(yield* other(2, asOf), own)
        assert.notStrictEqual(yield* other(1, LocalDate.make("2026-03-18")), own)
      }).pipe(Effect.provide(Digest.layerWebCrypto)),
    120_000
  )

  it("write as many documents a month as their size says, two of them about two thousand", () => {
    const bounds = { micro: [10, 50], small: [100, 500], medium: [500, 2_000] } as const
    for (const company of trading) {
      const [least, most] = bounds[company.blueprint.size]
      assert.isTrue(perMonth(company) >= least && perMonth(company) <= most, `${company.books.name}: ${perMonth(company)}`)
    }
    assert.isAtLeast(trading.filter((company) => perMonth(company) > 1_800).length, 2)
    assert.strictEqual(new Set(trading.map(({ blueprint }) => blueprint.size)).size, 3)
  })

  it("go back thirteen months, with payroll every other Friday to the end", () => {
    for (const { books, gaps } of trading) {
      const [first] = books.transactions.map(({ date }) => date).toSorted()
      assert.isAtLeast(daysBetween(first ?? asOf, asOf), 390, books.name)
      const payroll = books.accounts.find(({ name }) => name === "Payroll Expenses")?.id
      const paydays = books.transactions
        .filter(
          (one) =>
            (one.type === "PayrollCheck" || one.type === "Purchase") && one.lines.some((line) => line.accountId === payroll)
        )
        .map(({ date }) => date)
      const missed = gaps.some(({ kind }) => kind === "payroll") ? 1 : 0
      assert.isTrue(paydays.length + missed >= 28 && paydays.length + missed <= 29, `${books.name}: ${paydays.length}`)
      assert.deepStrictEqual([...new Set(paydays.map((day) => new Date(day).getUTCDay()))], [5], books.name)
    }
  })

  it("earn two and a half times as much in the last quarter where they sell through a processor, and pay its fee", () => {
    for (const { blueprint, books } of trading.filter(({ blueprint: { profile } }) => profile.trade === "ecommerce")) {
      const sales = books.transactions.filter((one) => one.type === "SalesReceipt")
      // Whole months only: the last thirteen hold one last quarter and a month of it twice at most.
      const daily = (isHigh: boolean): number => {
        const some = sales.filter(({ date }) => date.slice(5, 7) >= "10" === isHigh)
        return Number(some.reduce((sum, one) => sum + sumOf(one.lines), 0n)) / new Set(some.map(({ date }) => date)).size
      }
      const days = blueprint.size === "micro" ? 0.5 : 0.25
      assert.approximately(daily(true) / daily(false), 2.5, days, books.name)
      const payouts = books.transactions.filter((one) => one.type === "Deposit")
      assert.isTrue(
        payouts.some(({ lines }) => lines.some(({ amount }) => amount < 0n)),
        books.name
      )
      assert.isTrue(
        books.transactions.some(({ type }) => type === "RefundReceipt"),
        books.name
      )
    }
  })

  it("bill work as it goes on and hold a tenth back, where they build", () => {
    for (const { books } of trading.filter(({ blueprint: { profile } }) => profile.trade === "construction")) {
      const held = books.accounts.find(({ name }) => name === "Retention Receivable")?.id
      const invoices = books.transactions.filter((one) => one.type === "Invoice")
      const billed = invoices.filter(({ lines }) => lines.some((line) => line.accountId === held && line.amount < 0n))
      const released = invoices.filter(({ lines }) => lines.every((line) => line.accountId === held && line.amount > 0n))
      assert.isAbove(billed.length, 0, books.name)
      assert.isAbove(released.length, 0, books.name)
      for (const { lines } of billed) {
        assert.strictEqual(
          sumOf(lines.filter((line) => line.accountId === held)),
          -(sumOf(lines.filter((line) => line.accountId !== held)) / 10n)
        )
      }
    }
  })
})

import { dateIn, LocalDate, TimeZoneName } from "@beep/kernel/LocalDate"
import { Currency, maxMinor } from "@beep/kernel/Money"
import { assert, describe, it } from "@effect/vitest"
import { DateTime } from "effect"
import { canonicalInput } from "../../../src/contract/runway/canonicalInput.ts"
import { derive } from "../../../src/contract/runway/derive.ts"
import type { LedgerInput } from "../../../src/contract/ledger/Coverage.ts"
import type { LedgerSnapshot } from "../../../src/contract/ledger/LedgerSnapshot.ts"
import { QboId } from "../../../src/contract/ledger/QboId.ts"
import { defaultSettings, type RunwaySettings } from "../../../src/contract/runway/RunwaySettings.ts"
import {
  account,
  books,
  coverageOf,
  dollars,
  movement,
  payable,
  receivable,
  scheduledPayment
} from "../../../src/testing/books.ts"

/** 1,000 dollars a day of other outflow over the full window. */
const dailyThousand = movement("burn", -dollars(90_000), "purchase")

const run = (parts: Partial<LedgerSnapshot>, settings: Partial<RunwaySettings> = {}) =>
  derive(books(parts), { ...defaultSettings, ...settings })
const cash = (amount: number) => [account("35", dollars(amount))]
const counted = (parts: Partial<LedgerSnapshot>) => run(parts).figures.countable_receivables?.amountMinor
const near = (parts: Partial<LedgerSnapshot>) => run(parts).figures.near_payables?.amountMinor

describe("P1-2.1 edge cases: states", () => {
  it("zero burn is not burning, neutral on the gross basis with low confidence", () => {
    const result = run({ accounts: cash(10_000) })
    assert.deepStrictEqual([result.runway.state, result.runway.days, result.runway.band], ["not_burning", null, "neutral"])
    assert.deepStrictEqual(result.confidence, { level: "low", reasons: ["no_outflow"] })
  })
  it("zero burn with bills due that cash does not cover is a number", () => {
    const result = run({ accounts: cash(3_000), payables: [payable("Bill", "1", dollars(6_000))] })
    assert.deepStrictEqual([result.runway.state, result.runway.days], ["covered", 15])
  })
  it("negative cash is overdrawn whatever the receivables", () => {
    const result = run({
      accounts: cash(-500),
      receivables: [receivable("Invoice", "1", dollars(8_000))],
      movements: [dailyThousand]
    })
    assert.deepStrictEqual([result.runway.state, result.runway.days, result.runway.critical], ["overdrawn", 0, true])
  })
  it("an overdrawn account is offset by another", () => {
    const result = run({ accounts: [account("35", -dollars(500)), account("36", dollars(30_500))], movements: [dailyThousand] })
    assert.deepStrictEqual([result.runway.state, result.runway.days], ["covered", 30])
  })
  it("no bank account is unknown", () => {
    const result = run({ movements: [dailyThousand] })
    assert.deepStrictEqual([result.runway.state, result.unknownBecause], ["unknown", "no_cash_account"])
  })
  it("only restricted accounts is unknown", () => {
    const result = run({ accounts: [account("35", dollars(9_000), { role: "restricted" })] })
    assert.deepStrictEqual([result.runway.state, result.unknownBecause], ["unknown", "only_restricted_accounts"])
  })
  it("never synced is unknown, even when rows are there", () => {
    const result = run({ syncedAt: null, accounts: cash(1_000), movements: [dailyThousand] })
    assert.deepStrictEqual([result.runway.state, result.unknownBecause], ["unknown", "never_synced"])
  })
  it("missing bills and invoices are named in order and nothing is read as zero", () => {
    const result = run({ accounts: cash(1_000), movements: [dailyThousand], coverage: coverageOf(["bills", "invoices"]) })
    assert.deepStrictEqual([result.unknownBecause, result.missing], ["inputs_missing", ["invoices", "bills"]])
    assert.deepStrictEqual(
      [result.figures.countable_receivables, result.figures.bills_overdue, result.figures.invoices_overdue],
      [null, null, null]
    )
    assert.strictEqual(result.figures.cash?.amountMinor, dollars(1_000))
  })
  it("receivables left out by the settings are not missed", () => {
    const result = run(
      { accounts: cash(30_000), movements: [dailyThousand], coverage: coverageOf(["invoices"]) },
      { arInclusion: "none" }
    )
    assert.deepStrictEqual([result.runway.state, result.missing], ["covered", []])
  })
  it("an amount beyond 2^53 minor units is refused, one at the limit is not", () => {
    const of = (minor: bigint) => run({ accounts: [account("35", minor)], movements: [dailyThousand] }).unknownBecause
    assert.deepStrictEqual(
      [of(maxMinor + 1n), of(-maxMinor - 1n), of(maxMinor)],
      ["amount_out_of_range", "amount_out_of_range", null]
    )
  })
})

describe("P1-2.1 edge cases: a record with an amount that cannot be kept", () => {
  const rejected = (input: LedgerInput) => [
    { input, entityType: "Bill" as const, qboId: QboId.make("9"), label: "F-1", partyName: "Fat Finger", date: null }
  ]
  const holding = (input: LedgerInput) =>
    run({
      accounts: cash(30_000),
      payables: [payable("Bill", "1", dollars(50))],
      movements: [dailyThousand],
      rejected: rejected(input)
    })

  it("makes what it belongs to unknown and names it, and leaves the rest as it is", () => {
    const result = holding("bills")
    assert.deepStrictEqual([result.runway.state, result.unknownBecause], ["unknown", "amount_out_of_range"])
    assert.deepStrictEqual(result.rejected, rejected("bills"))
    const { bills_due_30, cash: money, countable_receivables, near_payables, other_outflow, payables } = result.figures
    assert.deepStrictEqual([near_payables, payables, bills_due_30], [null, null, null])
    assert.deepStrictEqual(
      [money?.amountMinor, countable_receivables?.amountMinor, other_outflow?.amountMinor],
      [dollars(30_000), 0n, dollars(90_000)]
    )
    assert.deepStrictEqual(result.confidence, { level: "low", reasons: ["not_computed"] })
  })
  it("of each input takes the runway away", () => {
    const inputs = ["accounts", "invoices", "payments", "vendor_credits", "bill_payments", "cash_movements"] as const
    for (const input of inputs) assert.strictEqual(holding(input).unknownBecause, "amount_out_of_range", input)
    assert.strictEqual(holding("accounts").figures.cash, null)
    assert.strictEqual(holding("cash_movements").figures.other_outflow, null)
  })
  it("of an input the runway does not read changes nothing", () => {
    assert.deepStrictEqual([holding("vendors").runway.state, holding("general_ledger").rejected], ["covered", []])
  })
  it("is part of what the figures are a function of", () => {
    assert.notStrictEqual(
      canonicalInput(books({ rejected: rejected("bills") }), defaultSettings),
      canonicalInput(books(), defaultSettings)
    )
  })
})

describe("ledger lines of before the days the report speaks for", () => {
  const line = (key: string, date: string, amountMinor: bigint) => ({
    key,
    date: LocalDate.make(date),
    txnType: "Check",
    txnQboId: QboId.make(key),
    docNumber: null,
    partyName: null,
    amountMinor
  })
  it("are in the balance it begins with, and no rows of the cash figure", () => {
    const result = run({
      accounts: [account("35", dollars(900), { balanceSource: "general_ledger" })],
      glAccounts: [
        {
          qboId: QboId.make("35"),
          name: "Account 35",
          accountType: "Bank",
          role: "included",
          beginningMinor: dollars(1_000),
          endingMinor: dollars(900),
          lineCount: 2,
          rows: [line("1", "2025-01-15", -dollars(70)), line("2", "2025-09-15", -dollars(100))]
        }
      ],
      coverage: { ...coverageOf(), historyFrom: LocalDate.make("2025-04-04") }
    })
    assert.deepStrictEqual(
      result.figures.cash?.rows.map(({ amountMinor, reason }) => [reason, amountMinor]),
      [
        ["beginning_balance", dollars(1_000)],
        ["ledger_entry", -dollars(100)]
      ]
    )
    assert.strictEqual(result.figures.cash?.amountMinor, dollars(900))
  })
})

describe("P1-2.1 edge cases: history", () => {
  const since = (historyFrom: string) => ({
    accounts: cash(30_000),
    movements: [movement("1", -dollars(6_000), "purchase", { date: LocalDate.make("2025-09-30") })],
    coverage: { ...coverageOf(), historyFrom: LocalDate.make(historyFrom) }
  })
  it("less than 30 days of history divides by the days there are and lowers confidence", () => {
    const result = run(since("2025-09-11"))
    assert.deepStrictEqual([result.window.days, result.runway.days, result.confidence.reasons], [20, 100, ["short_history"]])
  })
  it("less than 7 days of history", () => {
    const result = run(since("2025-09-28"))
    assert.deepStrictEqual([result.window.days, result.runway.days], [3, 15])
  })
  it("a brand-new company without one complete day is unknown", () => {
    assert.strictEqual(run(since("2025-10-01")).unknownBecause, "no_history")
  })
  it("the window is D-90 to D-1, both ends counted and nothing beside them", () => {
    const on = (date: string) => movement(date, -100n, "purchase", { date: LocalDate.make(date) })
    const result = run({ accounts: cash(1), movements: [on("2025-07-02"), on("2025-07-03"), on("2025-09-30"), on("2025-10-01")] })
    assert.deepStrictEqual(result.window, { from: LocalDate.make("2025-07-03"), to: LocalDate.make("2025-09-30"), days: 90 })
    assert.deepStrictEqual(
      result.figures.other_outflow?.rows.map((row) => `${row.date}`),
      ["2025-09-30", "2025-07-03"]
    )
  })
})

describe("P1-2.1 edge cases: receivables", () => {
  it("all invoices more than 90 days overdue count nothing; day 90 still counts", () => {
    assert.strictEqual(counted({ receivables: [receivable("Invoice", "1", 500n, { due: "2025-07-02" })] }), 0n)
    assert.strictEqual(counted({ receivables: [receivable("Invoice", "1", 500n, { due: "2025-07-03" })] }), 500n)
  })
  it("a credit memo larger than the customer's invoices is floored for that customer alone", () => {
    const result = run({
      receivables: [
        receivable("Invoice", "1", 500n),
        receivable("CreditMemo", "2", 800n),
        receivable("Invoice", "3", 200n, { party: "2" })
      ]
    })
    assert.strictEqual(result.figures.countable_receivables?.amountMinor, 200n)
    const floor = result.figures.countable_receivables?.rows.find((row) => row.reason === "floored_at_zero")
    assert.strictEqual(floor?.amountMinor, 300n)
    assert.strictEqual(result.figures.receivables?.amountMinor, -100n)
  })
  it("an unapplied payment lowers its customer's receivables", () => {
    assert.strictEqual(counted({ receivables: [receivable("Invoice", "1", 500n), receivable("Payment", "2", 120n)] }), 380n)
  })
  it("a journal entry on receivables counts like an invoice due on its day, and its credit lowers its customer", () => {
    const result = run({
      accounts: cash(1_000),
      receivables: [
        receivable("JournalEntry", "1", 700n, { party: "1", due: "2025-09-20" }),
        receivable("JournalEntry", "1", -300n, { party: "2", due: "2025-09-20" }),
        receivable("Invoice", "2", 1_000n, { party: "2" }),
        receivable("JournalEntry", "3", 5_000n, { party: "1", due: "2025-07-02" }),
        receivable("JournalEntry", "4", -200n, { party: "1", due: "2024-01-01" })
      ]
    })
    const figure = result.figures.countable_receivables
    assert.strictEqual(figure?.amountMinor, 700n - 200n + 700n)
    assert.deepStrictEqual(figure?.rows.map(({ amountMinor, key, reason }) => [key, amountMinor, reason]).toSorted(), [
      ["Invoice:2", 1_000n, "open_balance"],
      ["JournalEntry:1:1", 700n, "open_balance"],
      ["JournalEntry:1:2", -300n, "journal_credit"],
      ["JournalEntry:4:1", -200n, "journal_credit"]
    ])
    assert.deepStrictEqual(
      figure?.leftOut.map(({ key, reason }) => [key, reason]),
      [["JournalEntry:3:1", "overdue_beyond_limit"]]
    )
    assert.strictEqual(result.figures.receivables?.amountMinor, 700n - 300n + 1_000n + 5_000n - 200n)
  })
  it("a partly paid invoice counts what is open, never its total", () => {
    assert.strictEqual(counted({ receivables: [receivable("Invoice", "1", 300n, { total: 1_000n })] }), 300n)
  })
  it("a negative invoice balance lowers its customer, not below zero", () => {
    assert.strictEqual(counted({ receivables: [receivable("Invoice", "1", -300n), receivable("Invoice", "2", 500n)] }), 200n)
    assert.strictEqual(counted({ receivables: [receivable("Invoice", "1", -300n)] }), 0n)
  })
  it("an undated invoice counts and lowers confidence when it is more than 5 % of the side", () => {
    const result = run({
      accounts: cash(30_000),
      movements: [dailyThousand],
      receivables: [receivable("Invoice", "1", 600n, { due: null }), receivable("Invoice", "2", 9_400n)]
    })
    assert.strictEqual(result.figures.countable_receivables?.amountMinor, 10_000n)
    assert.deepStrictEqual(result.confidence, { level: "medium", reasons: ["undated_items"] })
    assert.strictEqual(result.figures.invoices_overdue?.rows.length, 0)
  })
  it("an invoice due exactly today is not overdue", () => {
    const result = run({
      receivables: [receivable("Invoice", "1", 5n, { due: "2025-10-01" }), receivable("Invoice", "2", 7n, { due: "2025-09-30" })]
    })
    assert.deepStrictEqual([result.figures.invoices_overdue?.amountMinor, result.figures.invoices_not_due?.amountMinor], [7n, 5n])
  })
  it.each([
    ["none", 0n],
    ["not_due_only", 1n],
    ["up_to_90", 11n],
    ["all", 111n]
  ] as const)("inclusion %s", (arInclusion, expected) => {
    const receivables = [
      receivable("Invoice", "1", 1n, { due: "2025-10-01" }),
      receivable("Invoice", "2", 10n, { due: "2025-09-01" }),
      receivable("Invoice", "3", 100n, { due: "2025-01-01" })
    ]
    assert.strictEqual(run({ receivables }, { arInclusion }).figures.countable_receivables?.amountMinor, expected)
  })
})

describe("P1-2.1 edge cases: payables", () => {
  it("due today and due exactly D+30 count, D+31 does not, overdue and undated do", () => {
    const bills = [
      ["1", "2025-10-01", 1n],
      ["2", "2025-10-31", 10n],
      ["3", "2025-11-01", 100n],
      ["4", "2025-06-01", 1_000n],
      ["5", null, 10_000n]
    ] as const
    assert.strictEqual(near({ payables: bills.map(([id, due, open]) => payable("Bill", id, open, { due })) }), 11_011n)
  })
  it("a vendor credit larger than the vendor's bills is floored for that vendor alone", () => {
    assert.strictEqual(
      near({
        payables: [payable("Bill", "1", 500n), payable("VendorCredit", "2", 900n), payable("Bill", "3", 50n, { party: "2" })]
      }),
      50n
    )
  })
  it("a journal entry on payables counts like a bill due on its day, and its debit lowers its vendor", () => {
    const parts = {
      accounts: cash(1_000),
      payables: [
        payable("JournalEntry", "1", 900n, { party: "1", due: "2025-06-01" }),
        payable("JournalEntry", "2", -400n, { party: "1", due: "2025-09-30" }),
        payable("JournalEntry", "3", -50n, { party: "2", due: "2025-09-30" })
      ]
    }
    assert.strictEqual(near(parts), 500n)
    assert.strictEqual(run(parts).figures.payables?.amountMinor, 450n)
  })
  it("a partly paid bill counts what is open", () => {
    assert.strictEqual(near({ payables: [payable("Bill", "1", 300n, { total: 1_000n })] }), 300n)
  })
  it("a future-dated payment within the horizon is added back; today's and a later one are not", () => {
    assert.strictEqual(
      near({
        scheduledPayments: [
          scheduledPayment("1", 1n, "2025-10-01"),
          scheduledPayment("2", 10n, "2025-10-02"),
          scheduledPayment("3", 100n, "2025-10-31"),
          scheduledPayment("4", 1_000n, "2025-11-01")
        ]
      }),
      110n
    )
  })
  it("a duplicate bill counts twice, as QuickBooks has it", () => {
    assert.strictEqual(near({ payables: [payable("Bill", "1", 300n), payable("Bill", "2", 300n)] }), 600n)
  })
  it("due windows: today to 7 days and to 30 days, overdue apart", () => {
    const due = (id: string, date: string, open: bigint) => payable("Bill", id, open, { due: date })
    const { figures } = run({
      payables: [
        due("1", "2025-09-30", 1n),
        due("2", "2025-10-01", 10n),
        due("3", "2025-10-08", 100n),
        due("4", "2025-10-09", 1_000n),
        due("5", "2025-10-31", 10_000n),
        due("6", "2025-11-01", 100_000n)
      ]
    })
    assert.deepStrictEqual(
      [figures.bills_overdue?.amountMinor, figures.bills_due_7?.amountMinor, figures.bills_due_30?.amountMinor],
      [1n, 110n, 11_110n]
    )
  })
})

describe("P1-2.1 edge cases: outflow", () => {
  const outflow = (parts: Partial<LedgerSnapshot>, settings: Partial<RunwaySettings> = {}) => {
    const { figures } = run({ accounts: cash(1), ...parts }, settings)
    return [figures.bill_outflow?.amountMinor, figures.other_outflow?.amountMinor]
  }
  it("internal transfers are left out and named", () => {
    const result = run({ accounts: cash(1), movements: [movement("1", -500n, "transfer_internal"), movement("2", -70n, "tax")] })
    assert.strictEqual(result.figures.other_outflow?.amountMinor, 70n)
    assert.deepStrictEqual(
      result.figures.other_outflow?.leftOut.map((row) => row.reason),
      ["internal_transfer"]
    )
  })
  it("a card settlement is outflow; a card purchase moves no cash and is no movement", () => {
    assert.deepStrictEqual(outflow({ movements: [movement("1", -500n, "card_payment")] }), [0n, 500n])
  })
  it("a refund receipt is outflow", () => {
    assert.deepStrictEqual(outflow({ movements: [movement("1", -40n, "refund", { sourceType: "RefundReceipt" })] }), [0n, 40n])
  })
  it("bill payments and the rest are kept apart", () => {
    assert.deepStrictEqual(
      outflow({
        movements: [movement("1", -5n, "bill_payment"), movement("2", -70n, "payroll"), movement("3", 900n, "customer_receipt")]
      }),
      [5n, 70n]
    )
  })
  it("one-off exclusion of all outflow is not burning, with low confidence", () => {
    const result = run({
      accounts: cash(1_000),
      movements: [movement("1", -dollars(90), "other_out", { isOneOff: true, oneOffReason: "fire" })]
    })
    assert.deepStrictEqual([result.runway.state, result.confidence.level], ["not_burning", "low"])
    assert.include(result.confidence.reasons, "one_off_share")
  })
  it("on the net basis inflow from no invoice lowers other outflow first, then bill payments, never below zero", () => {
    const movements = [
      movement("1", -100n, "bill_payment"),
      movement("2", -50n, "tax"),
      movement("3", 120n, "other_in"),
      movement("4", 999n, "customer_receipt")
    ]
    assert.deepStrictEqual(outflow({ movements }, { burnBasis: "net" }), [30n, 0n])
    assert.deepStrictEqual(outflow({ movements: [...movements, movement("5", 500n, "owner")] }, { burnBasis: "net" }), [0n, 0n])
    assert.deepStrictEqual(outflow({ movements }), [100n, 50n])
  })
})

describe("P1-2.1 edge cases: currencies, time, freshness", () => {
  const eur = Currency.make("EUR")
  it("a foreign bill counts its home value and is never added in its own currency", () => {
    assert.strictEqual(near({ payables: [payable("Bill", "1", 1_000n, { currency: eur, home: 1_080n })] }), 1_080n)
  })
  it("a foreign invoice without a rate is left out, named, and confidence is low", () => {
    const result = run({
      accounts: cash(30_000),
      movements: [dailyThousand],
      receivables: [receivable("Invoice", "1", 700n, { currency: eur, home: null })]
    })
    assert.strictEqual(result.figures.countable_receivables?.amountMinor, 0n)
    assert.deepStrictEqual(
      result.figures.countable_receivables?.leftOut.map((row) => row.reason),
      ["no_exchange_rate"]
    )
    assert.deepStrictEqual(result.confidence, { level: "low", reasons: ["missing_exchange_rate"] })
  })
  it("a foreign bank account counts the report's home value; without one there is no cash to read", () => {
    const foreign = (homeMinor: bigint | null) =>
      run({ accounts: [account("35", 9n, { currency: eur, homeMinor })], movements: [dailyThousand] })
    assert.strictEqual(foreign(10n).figures.cash?.amountMinor, 10n)
    assert.strictEqual(foreign(null).unknownBecause, "cash_rate_missing")
  })
  it("a currency without minor digits computes on whole units", () => {
    const jpy = Currency.make("JPY")
    const result = run({
      currency: jpy,
      accounts: [account("35", 50_000n, { currency: jpy })],
      movements: [movement("1", -75_000n, "purchase")]
    })
    assert.strictEqual(result.runway.days, 60)
  })
  it.each([
    ["a leap day", "2024-02-01", 28, "2024-02-29"],
    ["no leap day", "2025-02-01", 28, "2025-03-01"],
    ["a month's end", "2025-01-31", 1, "2025-02-01"],
    ["the spring change of clocks", "2025-03-08", 2, "2025-03-10"],
    ["the autumn change of clocks", "2025-11-01", 2, "2025-11-03"]
  ] as const)("coveredUntil crosses %s", (_, from, days, until) => {
    const asOf = LocalDate.make(from)
    const result = run({
      asOf,
      accounts: cash(days * 1_000),
      movements: [
        {
          ...dailyThousand,
          date: LocalDate.make(from.slice(0, 4) === "2024" ? "2024-01-15" : from < "2025-06-01" ? "2025-01-15" : "2025-10-15")
        }
      ]
    })
    assert.deepStrictEqual([result.runway.days, result.runway.coveredUntil], [days, LocalDate.make(until)])
  })
  it("today is the client's date, not the server's", () => {
    const instant = Date.UTC(2025, 9, 1, 2, 30)
    assert.deepStrictEqual(
      [dateIn(TimeZoneName.make("America/Los_Angeles"), instant), dateIn(TimeZoneName.make("Asia/Tokyo"), instant)],
      ["2025-09-30", "2025-10-01"].map((date) => LocalDate.make(date))
    )
  })
  it("stale means more than 24 hours: exactly 24 is not", () => {
    const at = (iso: string) => run({ accounts: cash(30_000), movements: [dailyThousand], syncedAt: DateTime.makeUnsafe(iso) })
    assert.isFalse(at("2025-09-30T14:00:00Z").stale)
    assert.isTrue(at("2025-09-30T13:59:59Z").stale)
    assert.deepStrictEqual(at("2025-09-30T13:59:59Z").confidence, { level: "medium", reasons: ["stale_data"] })
  })
  it("a halted entity type keeps its figures and lowers confidence; two reasons make it low", () => {
    const halted = { accounts: cash(30_000), movements: [dailyThousand], coverage: coverageOf([], ["bills"]) }
    assert.deepStrictEqual([run(halted).runway.days, run(halted).confidence.level], [30, "medium"])
    assert.strictEqual(run({ ...halted, syncedAt: DateTime.makeUnsafe("2025-09-01T00:00:00Z") }).confidence.level, "low")
  })
  it("a gap of more than 1 % to the balance report lowers confidence", () => {
    const gap = (report: number) =>
      run({ accounts: cash(30_000), movements: [dailyThousand], reportCashMinor: dollars(report) }).confidence.reasons
    assert.deepStrictEqual([gap(30_000), gap(30_300), gap(30_304)], [[], [], ["cash_gap"]])
  })
  it("an inactive account with a balance counts only by its role", () => {
    const result = run({ accounts: [account("35", 900n, { active: false, role: "excluded" }), account("36", 100n)] })
    assert.strictEqual(result.figures.cash?.amountMinor, 100n)
    assert.deepStrictEqual(
      result.figures.cash?.leftOut.map((row) => [row.reason, row.amountMinor]),
      [["account_excluded", 900n]]
    )
  })
})

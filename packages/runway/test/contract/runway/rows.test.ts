import { Currency } from "@beep/kernel/Money"
import { assert, describe, it } from "@effect/vitest"
import type { LedgerSnapshot } from "../../../src/contract/ledger/LedgerSnapshot.ts"
import { QboId } from "../../../src/contract/ledger/QboId.ts"
import { derive } from "../../../src/contract/runway/derive.ts"
import { type SumFigureId, sourceRowCount } from "../../../src/contract/runway/Figure.ts"
import { defaultSettings, type RunwaySettings } from "../../../src/contract/runway/RunwaySettings.ts"
import { runwayStatus } from "../../../src/contract/runway/RunwayStatus.ts"
import { fillOf, weeksOf } from "../../../src/contract/runway/RunwayView.ts"
import { add, compare, divide, floor, max, ratio, toDecimal, whole, zero } from "../../../src/contract/runway/rational.ts"
import { account, asOf, books, coverageOf, movement, payable, receivable, scheduledPayment } from "../../../src/testing/books.ts"
import { day } from "../../../src/testing/hygieneBooks.ts"

const resultOf = (parts: Partial<LedgerSnapshot>, settings: Partial<RunwaySettings> = {}) =>
  derive(books({ accounts: [account("35", 100_000n)], ...parts }), { ...defaultSettings, ...settings })

const figure = (id: SumFigureId, parts: Partial<LedgerSnapshot>, settings: Partial<RunwaySettings> = {}) =>
  resultOf(parts, settings).figures[id]

const eur = Currency.make("EUR")

const ledger = (more: { readonly beginningMinor?: bigint | null; readonly endingMinor?: bigint } = {}) => ({
  qboId: QboId.make("35"),
  name: "Checking",
  accountType: "Bank",
  role: "included" as const,
  beginningMinor: 100n,
  endingMinor: 130n,
  lineCount: 2,
  rows: [
    {
      key: "r1",
      date: day(-2),
      txnType: "Deposit",
      txnQboId: QboId.make("9"),
      docNumber: "77",
      partyName: "Oak",
      amountMinor: 50n
    },
    { key: "r2", date: null, txnType: "Check", txnQboId: null, docNumber: null, partyName: null, amountMinor: -20n }
  ],
  ...more
})

describe("P1-2.1 the rows of cash", () => {
  it("are the accounts that count, the largest first, and name those left out with the reason", () => {
    const cash = figure("cash", {
      accounts: [
        account("1", 5n),
        account("2", 9n, { balanceDate: day(-1) }),
        account("3", 0n),
        account("4", 70n, { role: "excluded" }),
        account("5", 80n, { role: "restricted" }),
        account("6", 1n, { homeMinor: null, currency: eur }),
        account("7", 1n, { role: "credit" })
      ]
    })
    assert.deepInclude(cash, { id: "cash", basis: "accounts", amountMinor: 14n })
    assert.deepStrictEqual(
      cash?.rows.map(({ changes, key }) => [key, changes]),
      [
        ["Account:2", true],
        ["Account:1", true],
        ["Account:3", false]
      ]
    )
    assert.deepStrictEqual(cash?.rows[0], {
      key: "Account:2",
      source: "Account",
      qboId: QboId.make("2"),
      label: "Account 2",
      partyName: null,
      date: day(-1),
      amountMinor: 9n,
      reason: "account_balance",
      changes: true
    })
    assert.deepStrictEqual(
      cash?.leftOut.map(({ amountMinor, key, reason }) => [key, amountMinor, reason]),
      [
        ["Account:5", 80n, "account_restricted"],
        ["Account:4", 70n, "account_excluded"],
        ["Account:6", 0n, "no_exchange_rate"]
      ]
    )
    assert.deepInclude(cash?.leftOut[0], { source: "Account", qboId: QboId.make("5"), label: "Account 5", date: null })
  })

  const byReport = { balanceSource: "general_ledger" as const, name: "Checking" }

  it("are the lines of the report where the balance came from there and they add up", () => {
    const cash = figure("cash", { accounts: [account("35", 130n, byReport)], glAccounts: [ledger()] })
    assert.deepInclude(cash, { basis: "general_ledger", amountMinor: 130n })
    assert.deepStrictEqual(
      cash?.rows.map(({ amountMinor, key, label, reason, source }) => [key, source, label, amountMinor, reason]),
      [
        ["Account:35", "Account", "Checking", 100n, "beginning_balance"],
        ["Account:35:r1", "GeneralLedger", "Deposit 77", 50n, "ledger_entry"],
        ["Account:35:r2", "GeneralLedger", "Check", -20n, "ledger_entry"]
      ]
    )
    assert.deepInclude(cash?.rows[1], { qboId: QboId.make("9"), partyName: "Oak", date: day(-2), changes: true })
    assert.isNull(cash?.rows[0]?.date)
  })

  it.each([
    ["they do not add up", [account("35", 131n, byReport)], [ledger()]],
    ["it begins nobody knows where", [account("35", 130n, byReport)], [ledger({ beginningMinor: null })]],
    ["the balance came from the account", [account("35", 130n, { name: "Checking" })], [ledger()]],
    ["the report has another account", [account("36", 130n, byReport)], [ledger()]],
    ["it has no lines", [account("35", 100n, byReport)], [{ ...ledger({ endingMinor: 100n }), rows: [] }]]
  ] as const)("are the balance where %s", (_what, accounts, glAccounts) => {
    assert.deepStrictEqual(
      figure("cash", { accounts, glAccounts })?.rows.map(({ amountMinor, reason }) => [amountMinor, reason]),
      [[accounts[0].balanceMinor, "account_balance"]]
    )
  })

  it("come from the report's accounts where the list was not read", () => {
    const cash = figure("cash", {
      accounts: [],
      glAccounts: [ledger(), { ...ledger({ endingMinor: 7n }), qboId: null, name: "Safe", rows: [] }]
    })
    assert.strictEqual(cash?.amountMinor, 137n)
    assert.deepStrictEqual(cash?.rows.at(-1)?.key, "Account:Safe")
    assert.strictEqual(cash?.basis, "general_ledger")
  })

  it("are of mixed origin where one account's balance is its own", () => {
    const accounts = [account("35", 130n, byReport), account("36", 1n)]
    assert.strictEqual(figure("cash", { accounts, glAccounts: [ledger()] })?.basis, "accounts")
  })
})

describe("P1-2.1 the rows of what is owed", () => {
  it("name the document, its party and its day; a credit by the day it was written", () => {
    const rows = figure("receivables", {
      receivables: [
        receivable("Invoice", "1", 500n, { due: day(9) }),
        { ...receivable("CreditMemo", "2", 40n), docNumber: null },
        receivable("Payment", "3", 30n),
        receivable("JournalEntry", "4", -20n, { party: "8" })
      ]
    })?.rows.map(({ amountMinor, date, key, label, reason }) => [key, label, date, amountMinor, reason])
    const written = "2025-09-01"
    assert.deepStrictEqual(rows, [
      ["Invoice:1", "1", day(9), 500n, "open_balance"],
      ["CreditMemo:2", "CreditMemo 2", written, -40n, "credit_memo"],
      ["Payment:3", "3", written, -30n, "unapplied_payment"],
      ["JournalEntry:4:8", "4", written, -20n, "journal_credit"]
    ])
  })

  it("tell a journal entry's credit from that of another line, and what is owed from both", () => {
    const reasons = figure("payables", {
      payables: [
        payable("VendorCredit", "1", 10n),
        payable("Purchase", "2", -10n),
        payable("Deposit", "3", 10n),
        payable("JournalEntry", "4", -10n)
      ]
    })?.rows.map(({ amountMinor, key, reason }) => [key, amountMinor, reason])
    assert.deepStrictEqual(
      reasons?.toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
      [
        ["Deposit:3:1", 10n, "open_balance"],
        ["JournalEntry:4:1", -10n, "journal_credit"],
        ["Purchase:2:1", -10n, "line_credit"],
        ["VendorCredit:1", -10n, "vendor_credit"]
      ]
    )
  })

  it("has a row of the rule where a party is floored at zero, and only what the floor does not undo changes anything", () => {
    const countable = figure("countable_receivables", {
      receivables: [receivable("Invoice", "1", 100n), receivable("CreditMemo", "2", 150n), receivable("Payment", "3", 10n)]
    })
    assert.strictEqual(countable?.amountMinor, 0n)
    assert.deepStrictEqual(
      countable?.rows.map(({ amountMinor, changes, key }) => [key, amountMinor, changes]),
      [
        ["CreditMemo:2", -150n, true],
        ["Invoice:1", 100n, false],
        ["Payment:3", -10n, false],
        ["Rule:floor:1", 60n, false]
      ]
    )
    assert.deepInclude(countable?.rows.at(-1), {
      source: "Rule",
      qboId: null,
      label: "Party 1",
      partyName: "Party 1",
      date: null,
      reason: "floored_at_zero"
    })
    assert.strictEqual(countable === null ? 0 : sourceRowCount(countable), 3)
  })

  it("adds payments recorded for later days in their order, and leaves out those beyond the horizon", () => {
    const near = figure("near_payables", {
      scheduledPayments: [
        scheduledPayment("c", 3n, day(9)),
        scheduledPayment("b", 2n, day(9)),
        { ...scheduledPayment("a", 1n, day(30)), docNumber: "17" },
        scheduledPayment("d", 4n, day(31)),
        scheduledPayment("e", 5n, day(3), null),
        scheduledPayment("f", 0n, day(3)),
        scheduledPayment("g", 7n, day(0))
      ]
    })
    assert.deepStrictEqual(
      near?.rows.map(({ amountMinor, date, key, label, reason }) => [key, label, date, amountMinor, reason]),
      [
        ["BillPayment:b", "BillPayment b", day(9), 2n, "scheduled_payment"],
        ["BillPayment:c", "BillPayment c", day(9), 3n, "scheduled_payment"],
        ["BillPayment:a", "17", day(30), 1n, "scheduled_payment"]
      ]
    )
    assert.deepStrictEqual(
      near?.leftOut.map(({ amountMinor, key, reason }) => [key, amountMinor, reason]),
      [
        ["BillPayment:e", 0n, "no_exchange_rate"],
        ["BillPayment:d", 4n, "pays_after_horizon"]
      ]
    )
  })

  it("says what a side's parties state themselves where its documents were not read", () => {
    const partyBalances = [
      { entityType: "Customer" as const, qboId: QboId.make("2"), name: "Oak", active: true, balanceMinor: 5n },
      { entityType: "Customer" as const, qboId: QboId.make("1"), name: "Elm", active: true, balanceMinor: 5n },
      { entityType: "Customer" as const, qboId: QboId.make("3"), name: "Ash", active: true, balanceMinor: 9n },
      { entityType: "Customer" as const, qboId: QboId.make("4"), name: "Yew", active: true, balanceMinor: 0n },
      { entityType: "Vendor" as const, qboId: QboId.make("1"), name: "Fir", active: true, balanceMinor: 7n }
    ]
    const receivables = figure("receivables", { partyBalances, coverage: coverageOf(["invoices"]) })
    assert.deepInclude(receivables, { id: "receivables", basis: "party_balances", amountMinor: 19n })
    assert.deepStrictEqual(
      receivables?.rows.map(({ key, label, reason }) => [key, label, reason]),
      [
        ["Customer:3", "Ash", "party_balance"],
        ["Customer:1", "Elm", "party_balance"],
        ["Customer:2", "Oak", "party_balance"]
      ]
    )
    const payables = figure("payables", { partyBalances, coverage: coverageOf(["bills"]) })
    assert.deepInclude(payables, { id: "payables", basis: "party_balances", amountMinor: 7n })
    assert.isNull(figure("payables", { partyBalances, coverage: coverageOf(["bills", "vendors"]) }))
    assert.isNull(figure("receivables", { partyBalances, coverage: coverageOf(["invoices", "customers"]) }))
  })

  it("stands in the order in which it is shown", () => {
    const receivables = [
      receivable("Invoice", "c", 5n, { due: day(2) }),
      receivable("Invoice", "b", 5n, { due: null }),
      receivable("Invoice", "a", 5n, { due: day(2) }),
      receivable("Invoice", "d", 9n, { due: day(9) }),
      receivable("Invoice", "e", 0n)
    ]
    const payables = [
      payable("Bill", "c", 5n, { due: day(2) }),
      payable("Bill", "b", 99n, { due: null }),
      payable("Bill", "a", 5n, { due: day(2) }),
      payable("Bill", "d", 9n, { due: day(2) })
    ]
    const { books: shown } = resultOf({ receivables, payables })
    assert.deepStrictEqual(shown.receivables.map(({ qboId }) => qboId).join(""), "dacb")
    assert.deepStrictEqual(shown.payables.map(({ qboId }) => qboId).join(""), "dacb")
  })
})

describe("P1-2.1 the rows of the outflow", () => {
  const out = (id: string, amount: bigint, more = {}) => movement(id, -amount, "other_out", more)

  it("are the movements, the latest first, then the largest", () => {
    const other = figure("other_outflow", {
      movements: [out("a", 5n, { date: day(-9) }), out("b", 7n, { date: day(-2) }), out("c", 9n, { date: day(-9) })]
    })
    assert.deepStrictEqual(
      other?.rows.map(({ amountMinor, qboId }) => [String(qboId), amountMinor]),
      [
        ["b", 7n],
        ["c", 9n],
        ["a", 5n]
      ]
    )
    assert.deepInclude(other?.rows[0], {
      key: "CashMovement:35:Purchase:b:0",
      source: "Purchase",
      label: "Movement b",
      partyName: null,
      date: day(-2),
      reason: "outflow",
      changes: true
    })
  })

  it("names what is left out, and of a movement that is no record the line of the report", () => {
    const other = figure("other_outflow", {
      movements: [
        movement("a", -1n, "transfer_internal", { date: day(-2) }),
        out("b", 2n, { date: day(-3), isOneOff: true }),
        movement("c", 3n, "other_in", { date: day(-4) }),
        movement("d", 4n, "customer_receipt", { date: day(-5), sourceType: null, sourceQboId: null, reportRowKey: "row" })
      ]
    })
    assert.deepStrictEqual(
      other?.leftOut.map(({ amountMinor, key, reason, source }) => [key, source, amountMinor, reason]),
      [
        ["CashMovement:35:Purchase:a:0", "Purchase", 1n, "internal_transfer"],
        ["CashMovement:35:Purchase:b:0", "Purchase", 2n, "one_off"],
        ["CashMovement:35:Purchase:c:0", "Purchase", -3n, "inflow"],
        ["CashMovement:35:row:0", "CashMovement", -4n, "inflow"]
      ]
    )
  })

  it("carries inflow beyond the other outflow into the bill payments on the net basis, by rows of the rule", () => {
    const parts = {
      movements: [
        out("a", 10n),
        movement("b", 25n, "other_in"),
        movement("c", -40n, "bill_payment"),
        movement("d", 9n, "customer_receipt")
      ]
    }
    const bill = figure("bill_outflow", parts, { burnBasis: "net" })
    const other = figure("other_outflow", parts, { burnBasis: "net" })
    const shown = (of: typeof bill) =>
      of?.rows.map(({ amountMinor, changes, key, reason }) => [key, amountMinor, reason, changes])
    assert.deepStrictEqual(shown(bill), [
      ["CashMovement:35:Purchase:c:0", 40n, "outflow", true],
      ["Rule:carried_in", -15n, "inflow_carried_in", false]
    ])
    assert.deepStrictEqual(shown(other), [
      ["CashMovement:35:Purchase:a:0", 10n, "outflow", false],
      ["CashMovement:35:Purchase:b:0", -25n, "other_inflow", true],
      ["Rule:beyond", 15n, "inflow_beyond_outflow", false]
    ])
    assert.deepInclude(bill?.rows[1], { source: "Rule", qboId: null, label: "", partyName: null, date: null })
    assert.deepStrictEqual([bill?.amountMinor, other?.amountMinor], [25n, 0n])
  })
})

describe("P1-2.1 the runway as every surface shows it", () => {
  it("is the figure with what it rests on", () => {
    const result = resultOf({ movements: [movement("a", -90_000n, "payroll")] })
    const payroll = { date: day(3), status: "ok" as const }
    assert.deepStrictEqual(runwayStatus(result, payroll), {
      state: "covered",
      burnBasis: "gross",
      days: 100,
      weeks: 14.2,
      coveredUntil: day(100),
      band: "green",
      critical: false,
      fillPercent: (100 / 350) * 100,
      asOfDate: asOf,
      dataAsOf: result.books.syncedAt,
      stale: false,
      confidence: { level: "high", reasons: [] },
      payroll,
      unknownBecause: null,
      missing: [],
      windowDays: 90
    })
  })

  it("says neither days nor a date where there is no number", () => {
    assert.deepInclude(runwayStatus(resultOf({ syncedAt: null }), null), {
      state: "unknown",
      days: null,
      weeks: null,
      coveredUntil: null,
      band: "neutral",
      critical: false,
      fillPercent: 0,
      stale: true,
      unknownBecause: "never_synced"
    })
  })

  it("draws nothing below zero, and rounds weeks down", () => {
    assert.deepStrictEqual([fillOf(-1), fillOf(0), fillOf(7), fillOf(8)], [0, 0, 2, (8 / 350) * 100])
    assert.deepStrictEqual([weeksOf(6), weeksOf(7), weeksOf(83)], [0.8, 1, 11.8])
  })
})

describe("exact fractions", () => {
  it("are kept in lowest terms with a positive denominator", () => {
    assert.deepStrictEqual(ratio(-6n, -4n), { num: 3n, den: 2n })
    assert.deepStrictEqual(ratio(6n, -4n), { num: -3n, den: 2n })
    assert.deepStrictEqual(ratio(0n, -7n), zero)
    assert.throws(() => ratio(1n, 0n), /denominator zero/)
  })

  it("are added, divided, compared and rounded down, below zero too", () => {
    assert.deepStrictEqual(add(ratio(1n, 3n), ratio(1n, 6n)), ratio(1n, 2n))
    assert.deepStrictEqual(divide(ratio(1n, 3n), ratio(-2n, 3n)), ratio(-1n, 2n))
    assert.deepStrictEqual(
      [compare(ratio(1n, 3n), ratio(1n, 2n)), compare(whole(2n), ratio(4n, 2n)), compare(whole(2n), zero)],
      [-1, 0, 1]
    )
    assert.deepStrictEqual(max(ratio(1n, 3n), ratio(1n, 2n)), ratio(1n, 2n))
    assert.deepStrictEqual([floor(ratio(-7n, 2n)), floor(whole(-3n)), floor(ratio(7n, 2n))], [-4n, -3n, 3n])
    assert.deepStrictEqual(
      [toDecimal(ratio(-1n, 3n), 2), toDecimal(ratio(1n, 200n), 2), toDecimal(ratio(-7n, 2n), 0)],
      ["-0.34", "0.00", "-4"]
    )
  })
})

import { LocalDate } from "@beep/kernel/LocalDate"
import { usd } from "@beep/kernel/Money"
import { Account } from "@beep/quickbooks/contract/entities/Account"
import type { ReportTree, WireRow } from "@beep/quickbooks/contract/report/ReportTree"
import { assert, describe, it } from "@effect/vitest"
import { Schema } from "effect"
import { clientAccuracy, fleetAccuracy, type Measured } from "../../../src/contract/oracle/accuracy.ts"
import { oracleCashAccounts } from "../../../src/contract/oracle/cashAccounts.ts"
import { burnByReport, cashByReport, payablesByReport, receivablesByReport } from "../../../src/contract/oracle/oracleParts.ts"
import { oracleRunway } from "../../../src/contract/oracle/oracleRunway.ts"

const day = LocalDate.make
const today = day("2025-10-01")

const account = (Id: string, Name: string, more: Readonly<Record<string, unknown>> = {}): Account =>
  Schema.decodeUnknownSync(Account)({ Id, SyncToken: "0", Name, AccountType: "Bank", Active: true, ...more })

const report = (columns: ReadonlyArray<string>, rows: ReadonlyArray<WireRow>): ReportTree => ({
  Header: {},
  Columns: { Column: columns.map((ColType) => ({ ColType })) },
  Rows: { Row: rows }
})
const line = (...cells: ReadonlyArray<string | readonly [string, string]>): WireRow => ({
  type: "Data",
  ColData: cells.map((cell) => (typeof cell === "string" ? { value: cell } : { value: cell[0], id: cell[1] }))
})
const section = (name: string, id: string | undefined, ...rows: ReadonlyArray<WireRow>): WireRow => ({
  type: "Section",
  Header: { ColData: [{ value: name, ...(id === undefined ? {} : { id }) }] },
  Rows: { Row: rows },
  Summary: { ColData: [{ value: `Total for ${name}` }] }
})

const checking = account("35", "Checking")
const savings = account("36", "Payroll savings")

/** Amounts in dollars, burn per day over 90 days, as the table of runway.md 3.3 gives them. */
const golden = [
  ["G1", 50_000, 0, 0, 0, 75_000 / 90, "covered", 60, "green"],
  ["G2", 25_000, 0, 0, 0, 1_000, "covered", 25, "red"],
  ["G3", 100_000, 40_000, 30_000, 500, 1_000, "covered", 83, "green"],
  ["G4", 100_000, 40_000, 10_000, 500, 1_000, "covered", 93, "green"],
  ["G5", 10_000, 0, 30_000, 500, 1_000, "covered", 5, "red"],
  ["G6", 10_000, 5_000, 0, 0, 0, "not_burning", null, "neutral"],
  ["G7", 3_000, 0, 6_000, 0, 0, "covered", 15, "red"],
  ["G8", 9_000, 0, 6_000, 0, 0, "not_burning", null, "neutral"],
  ["G9", -500, 8_000, 0, 0, 100, "overdrawn", 0, "red"],
  ["G10", 0, 0, 0, 0, 100, "covered", 0, "red"],
  ["G11", 29_999, 0, 0, 0, 1_000, "covered", 29, "red"],
  ["G12", 30_000, 0, 0, 0, 1_000, "covered", 30, "yellow"],
  ["G13", 59_999.99, 0, 0, 0, 1_000, "covered", 59, "yellow"],
  ["G14", 60_000, 0, 0, 0, 1_000, "covered", 60, "green"],
  ["G15", 6_999, 0, 0, 0, 1_000, "covered", 6, "red"],
  ["G16", 400_000, 0, 0, 0, 1_000, "covered", 400, "green"],
  ["G17", 20_000, 25_000, 60_000, 1_000, 500, "covered", 18, "red"]
] as const

const minor = (dollars: number): bigint => BigInt(Math.round(dollars * 100))

describe("the oracle", () => {
  for (const [name, cash, receivables, payables, bills, other, state, days, band] of golden) {
    it(`answers golden case ${name} as it is written`, () => {
      const burn = { days: 90, bills: minor(bills * 90), other: minor(other * 90) }
      const answer = oracleRunway({ cash: minor(cash), receivables: minor(receivables), payables: minor(payables), burn })
      assert.deepStrictEqual(answer, { state, days, band })
    })
  }

  it("knows no runway without a cash account or without a day of history", () => {
    const burn = { days: 90, bills: 0n, other: 1n }
    assert.strictEqual(oracleRunway({ cash: null, receivables: 0n, payables: 0n, burn }).state, "unknown")
    assert.strictEqual(oracleRunway({ cash: 1n, receivables: 0n, payables: 0n, burn: { ...burn, days: 0 } }).state, "unknown")
  })

  it("knows no runway while one amount of it cannot be kept", () => {
    const whole = { cash: 1n, receivables: 0n, payables: 0n, burn: { days: 90, bills: 0n, other: 1n } }
    const states = (["cash", "receivables", "payables", "burn"] as const).map(
      (part) => oracleRunway({ ...whole, [part]: null }).state
    )
    assert.deepStrictEqual(states, ["unknown", "unknown", "unknown", "unknown"])
    assert.strictEqual(oracleRunway(whole).state, "covered")
  })

  it("counts active bank accounts that hold nobody else's money", () => {
    const accounts = [
      checking,
      savings,
      account("37", "Client trust account"),
      account("38", "Escrow"),
      account("39", "Old checking", { Active: false }),
      account("40", "Visa", { AccountType: "Credit Card" }),
      account("41", "Holding", { AccountSubType: "TrustAccounts" })
    ]
    assert.deepStrictEqual(oracleCashAccounts(accounts), [checking, savings])
  })

  it("adds the cash accounts of the balance sheet and takes one that is left out for nothing", () => {
    const sheet = report(
      ["Account", "Money"],
      [section("Bank Accounts", undefined, line(["Checking", "35"], "1,204.50"), line(["Trust", "37"], "900.00"))]
    )
    assert.strictEqual(cashByReport(sheet, [checking, savings], usd), 120_450n)
  })

  it("leaves out invoices more than 90 days past due and lets no customer's credits pay another's", () => {
    const aged = report(
      ["tx_date", "txn_type", "cust_name", "due_date", "subt_open_bal"],
      [
        section(
          "all",
          undefined,
          line("2025-06-01", "Invoice", ["Ada", "1"], "2025-07-03", "100.00"),
          line("2025-06-01", "Invoice", ["Ada", "1"], "2025-07-02", "50.00"),
          line("2025-09-01", "Credit Memo", ["Ada", "1"], "", "-30.00"),
          line("2025-09-01", "Payment", ["Bo", "2"], "", "-500.00"),
          line("2025-09-01", "Invoice", ["Bo", "2"], "2025-10-01", "20.00"),
          line("2025-09-01", "Journal Entry", ["Cy", "3"], "2025-09-01", "7.00"),
          line("2025-05-01", "Check", ["Cy", "3"], "2025-05-01", "50.00"),
          line("2025-09-20", "Deposit", ["Ada", "1"], "2025-09-20", "-10.00")
        )
      ]
    )
    assert.deepStrictEqual(receivablesByReport(aged, today, usd), { minor: 6_700n, isWhole: true })
  })

  it("counts bills overdue, due within 30 days or undated, less the same vendor's credits", () => {
    const aged = report(
      ["txn_type", "vend_name", "due_date", "subt_neg_open_bal"],
      [
        line("Bill", ["Rent", "1"], "2025-10-31", "100.00"),
        line("Bill", ["Rent", "1"], "2025-11-01", "40.00"),
        line("Bill", ["Rent", "1"], "2025-01-01", "5.00"),
        line("Vendor Credit", ["Rent", "1"], "", "-10.00"),
        line("Bill", ["Paper", "2"], "", "3.00"),
        line("Vendor Credit", ["Ink", "3"], "", "-99.00"),
        line("Expense", ["Paper", "2"], "2025-09-30", "-1.00"),
        line("Deposit", ["Ink", "3"], "2025-09-30", "100.00")
      ]
    )
    assert.deepStrictEqual(payablesByReport(aged, today, usd), { minor: 9_800n, isWhole: true })
  })

  it("takes an empty open balance for one that nobody told, where the document counts", () => {
    const aged = (due: string) =>
      payablesByReport(
        report(
          ["txn_type", "vend_name", "due_date", "subt_neg_home_open_bal"],
          [line("Bill", ["Rent", "1"], "2025-10-31", "100.00"), line("Bill", ["Wien", "2"], due, "")]
        ),
        today,
        usd
      )
    assert.deepStrictEqual(aged("2025-10-31"), { minor: 10_000n, isWhole: false })
    assert.deepStrictEqual(aged("2025-11-01"), { minor: 10_000n, isWhole: true })
  })

  it("splits what left the cash accounts, nets what moved between them, and begins with the books", () => {
    const ledger = report(
      ["tx_date", "txn_type", "subt_nat_amount"],
      [
        section(
          "Checking",
          "35",
          line("2025-09-01", ["Deposit", "1"], "900.00"),
          line("2025-09-11", ["Bill Payment (Check)", "2"], "-40.00"),
          line("2025-09-12", ["Transfer", "3"], "-100.00"),
          line("2025-09-13", ["Journal Entry", "4"], "-70.00"),
          line("2025-10-01", ["Check", "5"], "-11.00")
        ),
        section(
          "Payroll savings",
          undefined,
          line("2025-09-12", ["Transfer", "3"], "100.00"),
          line("2025-09-13", ["Journal Entry", "4"], "20.00")
        ),
        section("Visa", "40", line("2025-09-14", ["Expense", "6"], "12.00"))
      ]
    )
    const from = day("2025-07-03")
    assert.deepStrictEqual(burnByReport(ledger, [checking, savings], from, today, usd), {
      days: 30,
      bills: 4_000n,
      other: 5_000n
    })
    const straight = report(
      ["tx_date", "txn_type", "subt_nat_amount"],
      [
        section("Checking", "35", line("2025-09-01", ["Expense", "7"], "-25.00"), line("2025-09-02", ["Expense", "8"], "-5.00")),
        section("Accounts Payable (A/P)", "33", line("2025-09-01", ["Expense", "7"], "-25.00"))
      ]
    )
    assert.deepInclude(burnByReport(straight, [checking], from, today, usd, [{ ...checking, Id: "33", Name: "A/P" }]), {
      bills: 2_500n,
      other: 500n
    })
    const older = report(
      ["tx_date", "txn_type", "subt_nat_amount"],
      [section("Checking", "35", line("Beginning Balance", "", ""), line("2025-09-01", ["Check", "1"], "-90.00"))]
    )
    assert.deepStrictEqual(burnByReport(older, [checking], from, today, usd), { days: 90, bills: 0n, other: 9_000n })
  })

  it("counts what a parent account holds itself, which stands in the head of its section", () => {
    const parent = {
      ...section("Checking", "35", line(["Payroll savings", "36"], "50.00")),
      Header: { ColData: [{ value: "Checking", id: "35" }, { value: "900.00" }] },
      Summary: { ColData: [{ value: "Total for Checking" }, { value: "950.00" }] }
    }
    const sheet = report(["Account", "Money"], [section("Bank Accounts", undefined, parent)])
    assert.strictEqual(cashByReport(sheet, [checking, savings], usd), 95_000n)
    assert.strictEqual(cashByReport(sheet, [savings], usd), 5_000n)
  })

  it("rejects an amount beyond 2^53 cents, one finer than cents and one that is no number, and keeps the largest", () => {
    const cash = (amount: string) =>
      cashByReport(report(["Account", "Money"], [line(["Checking", "35"], amount)]), [checking], usd)
    assert.deepStrictEqual(["90071992547409.93", "-90071992547409.93", "1.005", "n/a", "--"].map(cash), [
      null,
      null,
      null,
      null,
      null
    ])
    assert.deepStrictEqual(["90,071,992,547,409.92", "-1.5", "1.500", ".07", "12", ""].map(cash), [
      9_007_199_254_740_992n,
      -150n,
      150n,
      7n,
      1_200n,
      0n
    ])
  })

  it("does not know the side of the books that an amount it cannot keep stands in, and knows the others", () => {
    const payables = report(
      ["txn_type", "vend_name", "due_date", "subt_neg_home_open_bal"],
      [line("Bill", ["Rent", "1"], "2025-10-31", "100.00"), line("Bill", ["Fat Finger", "2"], "2026-10-31", "90071992547409.93")]
    )
    assert.isNull(payablesByReport(payables, today, usd).minor)
    const from = day("2025-07-03")
    const ledger = (account: string, id: string) =>
      report(
        ["tx_date", "txn_type", "subt_nat_home_amount"],
        [
          section("Checking", "35", line("2025-09-11", ["Check", "2"], "-40.00")),
          section(account, id, line("2025-09-11", ["Bill", "3"], "90071992547409.93"))
        ]
      )
    assert.deepStrictEqual(burnByReport(ledger("Accounts Payable", "33"), [checking], from, today, usd), {
      days: 20,
      bills: 0n,
      other: 4_000n
    })
    assert.strictEqual(burnByReport(ledger("Checking", "35"), [checking], from, today, usd), null)
  })
})

const measured = (more: Partial<Measured> = {}): Measured => ({
  cash: 100_000n,
  receivables: 0n,
  payables: 0n,
  burn: { days: 90, bills: 90_000n, other: 180_000n },
  runway: { state: "covered", days: 33, band: "yellow" },
  flagged: [],
  ...more
})

describe("the checks of runway.md 3.7", () => {
  const equal = { cash: "equal", receivables: "equal", payables: "equal", bills: "equal", other: "equal" } as const

  it("pass and are equal for equal sides", () => {
    assert.deepStrictEqual(clientAccuracy(measured(), measured()), { failed: [], components: equal, daysRatio: 1 })
  })

  it("pass with nothing to compare where neither side knows, and fail where one does", () => {
    const unknown = measured({ payables: null, runway: { state: "unknown", days: null, band: "neutral" } })
    assert.deepStrictEqual(clientAccuracy(unknown, unknown), {
      failed: [],
      components: { ...equal, payables: "unknown" },
      daysRatio: 1
    })
    assert.deepStrictEqual(clientAccuracy(unknown, measured()).failed, ["A1", "A3", "A4"])
    assert.deepStrictEqual(clientAccuracy(measured(), unknown).failed, ["A1", "A3", "A4"])
    assert.deepStrictEqual(clientAccuracy(measured({ burn: null }), measured()).failed, ["A2"])
  })

  it("excuse a flagged component from the cent and from nothing else", () => {
    const flagged = (payables: bigint) =>
      clientAccuracy(measured({ payables, flagged: ["payables"] }), measured({ payables: 100_000n }))
    assert.deepStrictEqual([flagged(96_000n).components.payables, flagged(96_000n).failed], ["flagged", []])
    assert.deepStrictEqual([flagged(94_000n).components.payables, flagged(94_000n).failed], ["flagged", ["A1"]])
    assert.strictEqual(flagged(100_000n).components.payables, "flagged")
  })

  it("are equal where both sides leave the same out and say so, and differ where only the oracle does", () => {
    const incomplete = measured({ flagged: ["payables"] })
    assert.deepStrictEqual(clientAccuracy(incomplete, incomplete).components, equal)
    assert.strictEqual(clientAccuracy(measured(), incomplete).components.payables, "differs")
    const more = measured({ payables: 1n, flagged: ["payables"] })
    assert.strictEqual(clientAccuracy(more, incomplete).components.payables, "differs")
  })

  it("tell one cent from equal, and 5 % from 6 %", () => {
    assert.strictEqual(clientAccuracy(measured({ cash: 100_001n }), measured()).components.cash, "differs")
    assert.deepStrictEqual(clientAccuracy(measured({ cash: 105_000n }), measured()).failed, [])
    assert.deepStrictEqual(clientAccuracy(measured({ cash: 106_000n }), measured()).failed, ["A1"])
    assert.deepStrictEqual(clientAccuracy(measured({ cash: null }), measured()).failed, ["A1"])
  })

  it("compare burn by the day, so that a window of another length shows", () => {
    const other = measured({ burn: { days: 18, bills: 90_000n, other: 180_000n } })
    assert.deepStrictEqual(clientAccuracy(other, measured()).failed, ["A2"])
  })

  it("allow a day when few are left, and a band at a cut point", () => {
    const at = (days: number, band: "red" | "yellow") => measured({ runway: { state: "covered", days, band } })
    assert.deepStrictEqual(clientAccuracy(at(11, "red"), at(10, "red")).failed, [])
    assert.deepStrictEqual(clientAccuracy(at(12, "red"), at(10, "red")).failed, ["A3"])
    assert.deepStrictEqual(clientAccuracy(at(29, "red"), at(30, "yellow")).failed, [])
    assert.deepStrictEqual(clientAccuracy(at(40, "red"), at(40, "yellow")).failed, ["A4"])
  })

  it("are met by a fleet only when 95 of 100 pass, the mean holds and nobody is far off", () => {
    const good = clientAccuracy(measured(), measured())
    const off = clientAccuracy(measured({ cash: 106_000n }), measured())
    const fleet = (bad: number) =>
      fleetAccuracy([...Array.from({ length: 20 - bad }, () => good), ...Array.from({ length: bad }, () => off)])
    assert.isTrue(fleet(1).isMet)
    assert.deepStrictEqual(
      [fleet(1).passed, fleet(1).passedBy, fleet(1).components],
      [19, { A1: 19, A2: 20, A3: 20, A4: 20 }, { equal: 99, differs: 1, flagged: 0, unknown: 0 }]
    )
    assert.isFalse(fleet(2).isMet)
    assert.isFalse(fleetAccuracy([]).isMet)
    const lost = clientAccuracy(measured({ runway: { state: "covered", days: 29, band: "red" } }), measured())
    assert.isFalse(fleetAccuracy([...Array.from({ length: 19 }, () => good), lost]).isMet)
  })
})

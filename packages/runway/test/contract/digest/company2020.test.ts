import { LocalDate } from "@beep/kernel/LocalDate"
import { ClientId } from "@beep/kernel/ids"
import { decimalFromMinor, usd } from "@beep/kernel/Money"
import { assert, describe, it } from "@effect/vitest"
import { derivationOf } from "../../../src/contract/digest/derivationOf.ts"
import { digestOf } from "../../../src/contract/digest/digestOf.ts"
import { defaultCashRole } from "../../../src/contract/ledger/CashRole.ts"
import type { LedgerSnapshot } from "../../../src/contract/ledger/LedgerSnapshot.ts"
import { QboId } from "../../../src/contract/ledger/QboId.ts"
import { derive } from "../../../src/contract/runway/derive.ts"
import { defaultSettings } from "../../../src/contract/runway/RunwaySettings.ts"
import { bareFacts } from "../../../src/testing/bareFacts.ts"
import { books, coverageOf } from "../../../src/testing/books.ts"

const clientId = ClientId.make("01890000-0000-7000-8000-000000000001")

/** The shape of the public recording of 2020-09-29 (test/ledger/fixtures holds the files): parties and a general ledger, no lists of documents. */
const gl = (id: string, name: string, beginning: bigint, amounts: ReadonlyArray<bigint> = []) => ({
  qboId: QboId.make(id),
  name,
  accountType: null,
  role: defaultCashRole({ accountType: null, accountSubType: null, name, active: true }),
  beginningMinor: beginning,
  endingMinor: amounts.reduce((sum, amount) => sum + amount, beginning),
  lineCount: amounts.length,
  rows: amounts.map((amountMinor, index) => ({
    key: `${id}:${index}`,
    date: LocalDate.make("2020-09-29"),
    txnType: "Invoice",
    txnQboId: QboId.make(`${264 + index}`),
    docNumber: `${1041 + index}`,
    partyName: "Amy's Bird Sanctuary",
    amountMinor
  }))
})

const vendors: ReadonlyArray<readonly [string, bigint]> = [
  ["Brosnahan Insurance Agency", 24_123n],
  ["Cal Telephone", 431_288n],
  ["Diego's Road Warrior Bodyshop", 75_500n],
  ["Hall Properties", 5_220_000n],
  ["Norton Lumber and Building Materials", 20_500n],
  ["PG&E", 8_644n],
  ["Robertson & Associates", 31_500n]
]

const party = (entityType: "Customer" | "Vendor", id: string, name: string, balanceMinor: bigint) => ({
  entityType,
  qboId: QboId.make(id),
  name,
  active: true,
  balanceMinor
})

const company: LedgerSnapshot = books({
  asOf: LocalDate.make("2020-09-29"),
  glAccounts: [
    gl("35", "Checking", 97_600n),
    gl("36", "Savings", 80_000n),
    gl("84", "Accounts Receivable (A/R)", 500_402n, [10_000n, 10_000n]),
    gl("4", "Undeposited Funds", 206_252n, [33_750n]),
    gl("33", "Accounts Payable (A/P)", 5_811_555n),
    gl("41", "Mastercard", 15_772n),
    gl("43", "Loan Payable", 400_000n)
  ],
  partyBalances: [
    party("Customer", "1", "Amy's Bird Sanctuary", 43_900n),
    party("Customer", "2", "Bill's Windsurf Shop", 476_502n),
    ...vendors.map(([name, balance], index) => party("Vendor", `v${index}`, name, balance))
  ],
  coverage: coverageOf([
    "accounts",
    "invoices",
    "bills",
    "credit_memos",
    "payments",
    "vendor_credits",
    "bill_payments",
    "cash_movements"
  ])
})

const result = derive(company, defaultSettings)
const text = (minor: bigint): string => decimalFromMinor(minor, usd)

describe("P1-2.1 the recorded company of 2020: parties and a general ledger alone", () => {
  it("has no runway, names exactly what is missing and invents nothing", () => {
    assert.deepStrictEqual([result.runway.state, result.runway.days, result.unknownBecause], ["unknown", null, "inputs_missing"])
    assert.deepStrictEqual(result.missing, [
      "accounts",
      "invoices",
      "credit_memos",
      "payments",
      "bills",
      "vendor_credits",
      "bill_payments",
      "cash_movements"
    ])
    const digest = digestOf({ clientId, name: "Sandbox" }, result, bareFacts)
    assert.deepStrictEqual(
      [digest.bills.overdue, digest.bills.aging, digest.invoices.overdue, digest.bills.due7, digest.bills.top.length],
      [null, null, null, null, 0]
    )
  })

  it("still shows cash, receivables and payables to the cent, with their rows", () => {
    const digest = digestOf({ clientId, name: "Sandbox" }, result, bareFacts)
    assert.deepStrictEqual(
      [digest.cash.total, digest.invoices.total, digest.bills.total].map((total) => (total === null ? null : text(total.minor))),
      ["1776.00", "5204.02", "58115.55"]
    )
    assert.deepStrictEqual(
      [digest.cash.basis, digest.cash.countedAccounts, digest.invoices.basis],
      ["general_ledger", 2, "party_balances"]
    )
    assert.deepStrictEqual(
      digest.cash.accounts.map(({ name }) => name),
      ["Checking", "Savings"]
    )
  })

  it("opens payables to the vendors and ties them out with the general ledger", () => {
    const derivation = derivationOf({ clientId, figure: "payables", inputHash: "h" }, result, { offset: 0, limit: 500 })
    assert.strictEqual(derivation.parts[0]?.rows.length, 7)
    assert.deepStrictEqual(derivation.parts[0]?.rows.map((row) => text(row.amount.minor))[0], "52200.00")
    assert.deepStrictEqual(
      derivation.tieOuts.map(({ against, label, difference }) => [against, label, difference.minor]),
      [["general_ledger", "Accounts Payable (A/P)", 0n]]
    )
  })

  it("opens receivables with a difference where the books differ from themselves", () => {
    const off = derive(
      { ...company, partyBalances: company.partyBalances.filter((entry) => entry.qboId !== "1") },
      defaultSettings
    )
    const derivation = derivationOf({ clientId, figure: "receivables", inputHash: "h" }, off, { offset: 0, limit: 500 })
    assert.deepStrictEqual(
      derivation.tieOuts.map(({ difference }) => difference.minor),
      [-43_900n]
    )
  })

  it("the runway's derivation shows what is known, without steps", () => {
    const derivation = derivationOf({ clientId, figure: "runway", inputHash: "h" }, result, { offset: 0, limit: 500 })
    assert.deepStrictEqual([derivation.value, derivation.steps], [null, []])
    assert.deepStrictEqual(
      derivation.parts.map(({ figure, amount }) => [figure, text(amount.minor)]),
      [
        ["cash", "1776.00"],
        ["receivables", "5204.02"],
        ["payables", "58115.55"]
      ]
    )
  })
})

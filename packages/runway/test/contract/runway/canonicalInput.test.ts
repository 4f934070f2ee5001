import { LocalDate, TimeZoneName } from "@beep/kernel/LocalDate"
import { Currency } from "@beep/kernel/Money"
import { assert, describe, it } from "@effect/vitest"
import type { GlAccount } from "../../../src/contract/ledger/GlAccount.ts"
import type { LedgerSnapshot } from "../../../src/contract/ledger/LedgerSnapshot.ts"
import type { MovementDay } from "../../../src/contract/ledger/MovementDay.ts"
import type { PartyBalance } from "../../../src/contract/ledger/PartyBalance.ts"
import type { RejectedRecord } from "../../../src/contract/ledger/RejectedRecord.ts"
import { QboId } from "../../../src/contract/ledger/QboId.ts"
import { canonicalInput } from "../../../src/contract/runway/canonicalInput.ts"
import { defaultSettings, type RunwaySettings } from "../../../src/contract/runway/RunwaySettings.ts"
import { account, books, coverageOf, payable, readAt, receivable, scheduledPayment } from "../../../src/testing/books.ts"
import { day } from "../../../src/testing/hygieneBooks.ts"

const eur = Currency.make("EUR")
const id = QboId.make("99")
const bank = account("35", 700n)
const invoice = receivable("Invoice", "1", 500n)
const payment = scheduledPayment("5", 40n, day(3))
const vendor: PartyBalance = { entityType: "Vendor", qboId: QboId.make("1"), name: "Oak", active: true, balanceMinor: 1n }
const reported: GlAccount = {
  qboId: QboId.make("35"),
  name: "Checking",
  accountType: "Bank",
  role: "included",
  beginningMinor: 1n,
  endingMinor: 2n,
  lineCount: 3,
  rows: []
}
const rejected: RejectedRecord = {
  input: "bills",
  entityType: "Bill",
  qboId: QboId.make("7"),
  label: "1001",
  partyName: "Oak",
  date: day(-3)
}
const movements: MovementDay = { date: day(-1), movements: 2, sha256: "ab" }

const base: Partial<LedgerSnapshot> = {
  accounts: [bank],
  receivables: [invoice],
  scheduledPayments: [payment],
  partyBalances: [vendor],
  glAccounts: [reported],
  rejected: [rejected],
  movementDays: [movements]
}

const textOf = (parts: Partial<LedgerSnapshot> = {}, settings: Partial<RunwaySettings> = {}) =>
  canonicalInput(books({ ...base, ...parts }), { ...defaultSettings, ...settings })

const withEach = <A>(record: A, parts: ReadonlyArray<Partial<A>>): ReadonlyArray<A> =>
  parts.map((more) => ({ ...record, ...more }))

const changes: Readonly<Record<string, ReadonlyArray<Partial<LedgerSnapshot>>>> = {
  "the books": [
    { asOf: day(1) },
    { zone: TimeZoneName.make("Europe/Berlin") },
    { currency: eur },
    { syncedAt: null },
    { coverage: { ...coverageOf(), historyFrom: day(-9) } },
    { coverage: coverageOf(["bills"]) },
    { coverage: coverageOf([], ["bills"]) },
    { reportCashMinor: 1n }
  ],
  "an account": withEach(bank, [
    { qboId: id },
    { name: "other" },
    { role: "excluded" },
    { active: false },
    { currency: eur },
    { balanceMinor: 1n },
    { homeMinor: 1n },
    { balanceSource: "general_ledger" },
    { balanceDate: day(-1) }
  ]).map((one) => ({ accounts: [one] })),
  "an open document": withEach(invoice, [
    { entityType: "CreditMemo" },
    { qboId: id },
    { docNumber: "other" },
    { partyQboId: id },
    { partyName: "other" },
    { txnDate: day(-1) },
    { dueDate: null },
    { dueDerived: true },
    { totalMinor: 1n },
    { openMinor: 1n },
    { homeOpenMinor: null },
    { currency: eur }
  ]).map((one) => ({ receivables: [one] })),
  "a bill": [{ payables: [payable("Bill", "1", 1n)] }],
  "a recorded payment": withEach(payment, [
    { qboId: id },
    { docNumber: "other" },
    { partyQboId: id },
    { partyName: "other" },
    { txnDate: day(9) },
    { amountMinor: 1n },
    { homeAmountMinor: null },
    { currency: eur }
  ]).map((one) => ({ scheduledPayments: [one] })),
  "the movements of a day": withEach(movements, [{ date: day(-2) }, { movements: 3 }, { sha256: "cd" }]).map((one) => ({
    movementDays: [one]
  })),
  "the balance of a party": withEach(vendor, [
    { entityType: "Customer" },
    { qboId: id },
    { name: "other" },
    { active: false },
    { balanceMinor: 2n }
  ]).map((one) => ({ partyBalances: [one] })),
  "an account of the report": withEach(reported, [
    { qboId: null },
    { name: "other" },
    { role: "excluded" },
    { beginningMinor: null },
    { endingMinor: 9n },
    { lineCount: 4 }
  ]).map((one) => ({ glAccounts: [one] })),
  "a rejected record": withEach(rejected, [
    { input: "invoices" },
    { entityType: null },
    { qboId: null },
    { label: "other" },
    { partyName: null },
    { date: null }
  ]).map((one) => ({ rejected: [one] }))
}

const settings: ReadonlyArray<Partial<RunwaySettings>> = [
  { redBelowDays: 1 },
  { yellowBelowDays: 1 },
  { criticalBelowDays: 1 },
  { apHorizonDays: 7 },
  { burnWindowDays: 1 },
  { arInclusion: "all" },
  { burnBasis: "net" },
  { staleAfterHours: 1 }
]

describe("P1-2.1 what the input hash is taken of", () => {
  it.each(Object.entries(changes))("another text for every change of %s", (_what, parts) => {
    const texts = [textOf(), ...parts.map((one) => textOf(one))]
    assert.strictEqual(new Set(texts).size, texts.length)
  })

  it("another text for every change of a setting", () => {
    const texts = [textOf(), ...settings.map((one) => textOf({}, one))]
    assert.strictEqual(new Set(texts).size, texts.length)
  })

  it("the same text for the same books read again, in any order", () => {
    const other = receivable("Invoice", "2", 5n)
    assert.strictEqual(textOf({ receivables: [invoice, other] }), textOf({ receivables: [other, invoice] }))
    assert.strictEqual(textOf({ readAt, syncPoint: "another" }), textOf())
  })

  it("names each line, so that a document is never taken for a payment", () => {
    const kinds = textOf()
      .split("\n")
      .map((line) => /^\["([^"]+)"/.exec(line)?.[1])
    assert.deepStrictEqual(
      [...new Set(kinds)],
      ["runway.v1", "coverage", "account", "open", "scheduled", "movements", "party", "gl", "rejected"]
    )
    assert.include(textOf(), `["movements","${LocalDate.make(day(-1))}",2,"ab"]`)
  })
})

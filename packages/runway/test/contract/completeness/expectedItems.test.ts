import { LocalDate } from "@beep/kernel/LocalDate"
import { assert, describe, it } from "@effect/vitest"
import { DateTime } from "effect"
import { expectedItems } from "../../../src/contract/completeness/expectedItems.ts"
import type { CashMovement, CounterKind } from "../../../src/contract/ledger/CashMovement.ts"
import type { GlAccount } from "../../../src/contract/ledger/GlAccount.ts"
import type { LedgerSnapshot } from "../../../src/contract/ledger/LedgerSnapshot.ts"
import { QboId } from "../../../src/contract/ledger/QboId.ts"
import { books, coverageOf, dollars, movement } from "../../../src/testing/books.ts"

const on = (day: string, movements: ReadonlyArray<CashMovement>, more: Partial<LedgerSnapshot> = {}) =>
  expectedItems(books({ asOf: LocalDate.make(day), syncedAt: DateTime.makeUnsafe(`${day}T20:00:00Z`), movements, ...more }))?.map(
    ({ amountMinor, cadence, expectedOn, paidBy, payee }) => `${payee} ${amountMinor} ${expectedOn} ${cadence} ${paidBy}`
  )

const paid = (label: string, amount: number, days: ReadonlyArray<string>, kind: CounterKind = "purchase") =>
  days.map((day) => movement(`${label} ${day}`, -dollars(amount), kind, { label, date: LocalDate.make(day) }))

const months = (day: string, ...numbers: ReadonlyArray<string>) => numbers.map((number) => `2026-${number}-${day}`)

const rent = (...numbers: ReadonlyArray<string>) => paid("Harbor View", 3_200, months("01", ...numbers))

const ledgerOf = (name: string, accountType: string, txnType: string, days: ReadonlyArray<string>): GlAccount => ({
  qboId: QboId.make("60"),
  name,
  accountType,
  role: accountType === "Credit Card" ? "credit" : "not_cash",
  beginningMinor: 0n,
  endingMinor: 0n,
  lineCount: days.length,
  rows: days.map((day) => ({
    key: `60/${txnType}/${day}`,
    date: LocalDate.make(day),
    txnType,
    txnQboId: QboId.make(day),
    docNumber: null,
    partyName: "Pixelworks",
    amountMinor: dollars(640)
  }))
})

const lateRent = ["Harbor View 320000 2026-07-01 monthly bank"]

describe("beyond 9: expected and not seen", () => {
  it("is missed when the fifth day after the due day ends without it, and not before", () => {
    assert.deepStrictEqual(on("2026-07-05", rent("03", "04", "05", "06")), [])
    assert.deepStrictEqual(on("2026-07-06", rent("03", "04", "05", "06")), lateRent)
  })

  it("needs three arrivals, and no fewer", () => {
    assert.deepStrictEqual(on("2026-07-06", rent("05", "06")), [])
    assert.deepStrictEqual(on("2026-07-06", rent("04", "05", "06")), lateRent)
  })

  it("is missed between two arrivals too", () => {
    assert.deepStrictEqual(on("2026-07-06", rent("02", "03", "04", "05", "07")), ["Harbor View 320000 2026-06-01 monthly bank"])
  })

  it("is not missed when it came late, at another price or in another way", () => {
    const before = rent("03", "04", "05", "06")
    assert.deepStrictEqual(on("2026-07-20", [...before, ...paid("Harbor View", 3_200, ["2026-07-14"])]), [])
    assert.deepStrictEqual(on("2026-07-20", [...before, ...paid("Harbor View", 4_400, ["2026-07-01"])]), [])
    const bill = ledgerOf("Accounts Payable", "Accounts Payable", "Bill", ["2026-07-02"])
    const asBill = { ...bill, rows: bill.rows.map((row) => ({ ...row, partyName: "Harbor View", amountMinor: dollars(3_200) })) }
    assert.deepStrictEqual(on("2026-07-20", before, { glAccounts: [asBill] }), [])
  })

  it("is missed though the payee was given small change", () => {
    const change = paid("Harbor View", 40, ["2026-07-01"])
    assert.deepStrictEqual(on("2026-07-06", [...rent("03", "04", "05", "06"), ...change]), lateRent)
  })

  it("is missed four times a year by what thirteen months hold, and by less not at all", () => {
    const tax = (...days: ReadonlyArray<string>) => paid("Internal Revenue Service", 9_500, days, "tax")
    const year = tax("2025-07-15", "2025-10-15", "2026-01-15")
    const missed = ["Internal Revenue Service 950000 2026-04-15 quarterly bank"]
    assert.deepStrictEqual(on("2026-04-21", year), missed)
    assert.deepStrictEqual(on("2026-04-19", year), [])
    assert.deepStrictEqual(on("2026-04-21", year.slice(1)), [])
    assert.deepStrictEqual(on("2026-04-21", [...year, ...tax("2026-04-15")]), [])
  })

  it("has a rhythm of a month by the last half year alone", () => {
    // Monthly until December, on other days since: half a year later nobody waits for the old day.
    const before = paid("Pacific Telephone", 90, ["2025-08-26", "2025-09-26", "2025-10-26", "2025-11-26", "2025-12-26"])
    const since = paid("Pacific Telephone", 90, ["2026-02-03", "2026-03-11", "2026-04-22", "2026-05-13", "2026-06-08"])
    assert.deepStrictEqual(on("2026-07-06", [...before, ...since]), on("2026-07-06", since))
    assert.deepStrictEqual(on("2026-07-06", [...before, ...rent("03", "04", "05", "06")]), lateRent)
  })

  it("is over after three due days without it", () => {
    assert.strictEqual(on("2026-08-10", rent("03", "04", "05", "06"))?.length, 2)
    assert.deepStrictEqual(on("2026-09-10", rent("03", "04", "05", "06")), [])
  })

  it("keeps to the last day of the month", () => {
    const ends = paid("Harbor View", 3_200, ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"])
    assert.deepStrictEqual(on("2026-06-06", ends), ["Harbor View 320000 2026-05-31 monthly bank"])
  })

  it("is learned for pay cheques without a name, by what they are", () => {
    const fridays = ["2026-05-01", "2026-05-15", "2026-05-29", "2026-06-12"]
    const cheques = fridays.map((day, at) =>
      movement(`p${at}`, -dollars(22_000), "payroll", {
        date: LocalDate.make(day),
        label: `Pay run ${at + 1}`,
        sourceType: null,
        sourceQboId: null,
        reportRowKey: `35/PayrollCheck/${at}/1`
      })
    )
    assert.deepStrictEqual(on("2026-07-01", cheques), ["Pay run 4 2200000 2026-06-26 fortnightly bank"])
  })

  it("is learned from bills and from card purchases, and a bill is not awaited twice", () => {
    const days = months("04", "03", "04", "05", "06")
    const card = ledgerOf("Visa", "Credit Card", "Expense", days)
    assert.deepStrictEqual(on("2026-07-10", [], { glAccounts: [card] }), ["Pixelworks 64000 2026-07-04 monthly card"])
    const bill = ledgerOf("Accounts Payable", "Accounts Payable", "Bill", days)
    const payments = paid("Pixelworks", 640, months("19", "02", "03", "04", "05", "06"), "bill_payment")
    assert.deepStrictEqual(on("2026-07-30", payments, { glAccounts: [bill] }), ["Pixelworks 64000 2026-07-04 monthly bill"])
    assert.deepStrictEqual(on("2026-07-30", payments), ["Pixelworks 64000 2026-07-19 monthly bank"])
  })

  it("is not made of money that only changes its place, nor of money that comes in", () => {
    const days = months("01", "03", "04", "05", "06")
    assert.deepStrictEqual(on("2026-07-20", paid("Savings", 500, days, "transfer_internal")), [])
    assert.deepStrictEqual(on("2026-07-20", paid("Visa", 500, days, "card_payment")), [])
    assert.deepStrictEqual(on("2026-07-20", paid("Alder Coffee", -500, days, "customer_receipt")), [])
  })

  it("is not made of what comes on any day or at any price", () => {
    assert.deepStrictEqual(on("2026-07-20", paid("Depot", 500, ["2026-03-02", "2026-03-29", "2026-04-11", "2026-06-01"])), [])
    const prices = months("01", "03", "04", "05", "06").flatMap((day, at) => paid("Depot", 500 * 2 ** at, [day]))
    assert.deepStrictEqual(on("2026-07-20", prices), [])
  })

  it("waits for books that were not read since, and is unknown where they never were", () => {
    const stale = { syncedAt: DateTime.makeUnsafe("2026-07-03T20:00:00Z") }
    assert.deepStrictEqual(on("2026-07-20", rent("03", "04", "05", "06"), stale), [])
    assert.strictEqual(on("2026-07-20", rent("03", "04", "05", "06"), { coverage: coverageOf(["cash_movements"]) }), undefined)
    assert.strictEqual(on("2026-07-20", rent("03", "04", "05", "06"), { syncedAt: null }), undefined)
  })
})

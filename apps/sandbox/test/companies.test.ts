import { LocalDate } from "@beep/kernel/LocalDate"
import { assert, describe, it } from "@effect/vitest"
import { demoCompanies } from "../src/companies/generate.ts"
import { ledgerOf } from "../src/ledger/Ledger.ts"
import { openPayables, openReceivables } from "../src/ledger/openDocuments.ts"
import { roughRunway } from "./roughRunway.ts"

/** Days of runway each company is made for, both ends included; null: not burning. */
const meant: Readonly<Record<string, readonly [least: number, most: number] | null>> = {
  "Northlight Marketing": [8, 25],
  "Harbor & Pine Construction": [31, 60],
  "Fairbanks Legal": [70, 200],
  "Juniper & Co Goods": [31, 59],
  "Tessera Consulting": [150, 400],
  "Blue Kettle Café": [0, 0],
  "Marlow Holdings": null,
  "Ridgeway Dental": [31, 60],
  "Copperleaf Landscaping": [0, 7],
  "Osprey Analytics": [120, 500]
}

describe("the demo companies", () => {
  for (const day of ["2026-03-17", "2026-12-31", "2027-01-04", "2028-02-29"]) {
    it(`land in the bands they are made for on ${day}`, () => {
      const asOf = LocalDate.make(day)
      const companies = demoCompanies({ seed: 1, asOf })
      assert.sameMembers(
        companies.map(({ name }) => name),
        Object.keys(meant)
      )
      for (const books of companies) {
        const { days } = roughRunway(ledgerOf(books), asOf)
        const band = meant[books.name] ?? null
        if (band === null) assert.isNull(days, books.name)
        else assert.isTrue(days !== null && days >= band[0] && days <= band[1], `${books.name}: ${days}`)
      }
    })
  }

  it("hold what there is to find", () => {
    const asOf = LocalDate.make("2026-03-17")
    const ledgers = demoCompanies({ seed: 1, asOf }).map(ledgerOf)
    const [northlight] = ledgers
    if (northlight === undefined) return assert.fail("no company")
    const payables = openPayables(northlight)
    const receivables = openReceivables(northlight)
    const some = (found: boolean, what: string) => assert.isTrue(found, what)
    some(
      payables.some(({ dueDate, transaction }) => transaction.type === "Bill" && dueDate === null),
      "bill without due date"
    )
    some(
      payables.some(({ transaction }) => transaction.type === "VendorCredit"),
      "vendor credit"
    )
    some(
      payables.some(({ open, total, transaction }) => transaction.type === "Bill" && open < total),
      "partly paid bill"
    )
    some(
      receivables.some(({ transaction }) => transaction.type === "Payment"),
      "unapplied payment"
    )
    some(
      receivables.some(({ transaction }) => transaction.type === "CreditMemo"),
      "credit memo"
    )
    some(
      receivables.some(({ open, total, transaction }) => transaction.type === "Invoice" && open < total),
      "partly paid invoice"
    )
    some(
      northlight.books.transactions.some(({ date }) => date > asOf),
      "payment dated ahead"
    )
    some(
      northlight.books.transactions.some(({ type }) => type === "PayrollCheck"),
      "payroll outside the entities"
    )
    some(
      northlight.books.vendors.some(({ active }) => !active),
      "inactive vendor"
    )
    some(
      ledgers.some(({ books }) => books.accounts.some(({ subType }) => subType === "TrustAccounts")),
      "trust account"
    )
  })
})

import { addDays } from "@beep/kernel/LocalDate"
import { Currency, usd } from "@beep/kernel/Money"
import { assert, describe, it } from "@effect/vitest"
import { ledgerSource } from "../src/accounting/ledgerSource.ts"
import { BooksBuilder, type Draft } from "../src/companies/BooksBuilder.ts"
import { chartOf } from "../src/companies/chart.ts"
import { currencyAccounts } from "../src/companies/fifty/plants/foreign.ts"
import { rateText, toHome } from "../src/ledger/Foreign.ts"
import { balanceAt, ledgerOf } from "../src/ledger/Ledger.ts"
import { openPayables } from "../src/ledger/openDocuments.ts"
import { renderJson } from "../src/render/Json.ts"
import { agedDetailReport } from "../src/reports/AgedDetail.ts"
import { asOf } from "./support.ts"

const euro = Currency.make("EUR")
const yen = Currency.make("JPY")

const company = { realmId: "1", name: "Two Currencies", legalName: "Two Currencies" }

const started = () => {
  const builder = new BooksBuilder(asOf, 90, [], [...chartOf(["Checking"]), ...currencyAccounts])
  const vendorId = builder.vendor("Berliner Datenwerk", { days: 30, currency: euro })
  const software = builder.account("Software")
  const draft: Draft = {
    type: "Bill",
    date: addDays(asOf, -20),
    docNumber: "E-1",
    memo: "",
    vendorId,
    dueDate: addDays(asOf, 10),
    termId: null,
    foreign: { currency: euro, rate: 1_100_000n },
    lines: [{ accountId: software, amount: 100_000n, memo: "" }]
  }
  return { builder, vendorId, draft, billId: builder.add(draft) }
}

const rowsOf = (builder: BooksBuilder, entity: "Bill" | "Vendor" | "Account" | "Preferences" | "BillPayment") =>
  (ledgerSource(builder.books(company)).rows(entity) ?? []).map(({ fields }) => fields)

describe("a document in another currency", () => {
  it("is worth its amount at its own rate, half a cent rounded away from zero", () => {
    assert.strictEqual(toHome(100_001n, { currency: euro, rate: 1_500_000n }, usd), 150_002n)
    assert.strictEqual(toHome(-100_001n, { currency: euro, rate: 1_500_000n }, usd), -150_002n)
    assert.strictEqual(toHome(150_000n, { currency: yen, rate: 6_700n }, usd), 100_500n)
    assert.strictEqual(toHome(100n, { currency: usd, rate: 6_700n }, yen), 0n)
    assert.strictEqual(toHome(1_234n, undefined, usd), 1_234n)
    assert.strictEqual(rateText(1_084_200n), "1.0842")
    assert.strictEqual(rateText(6_700n), "0.0067")
    assert.strictEqual(rateText(2_000_000n), "2")
  })

  it("is booked in home currency and told in its own, with the rate and what is open at home", () => {
    const { builder } = started()
    const ledger = ledgerOf(builder.books(company))
    assert.strictEqual(balanceAt(ledger, builder.account("Software")), 110_000n)
    assert.strictEqual(balanceAt(ledger, "101"), -110_000n)
    assert.strictEqual(balanceAt(ledger, ledger.control.payable), 0n)
    const [bill] = rowsOf(builder, "Bill")
    assert.deepInclude(bill, { TotalAmt: "1000.00", Balance: "1000.00", ExchangeRate: "1.1", HomeBalance: "1100.00" })
    assert.deepInclude(bill, { CurrencyRef: { value: "EUR", name: "Euro" } })
    assert.deepInclude(bill, { APAccountRef: { value: "101", name: "Accounts Payable (A/P) - EUR" } })
    const [vendor] = rowsOf(builder, "Vendor")
    assert.deepInclude(vendor, { Balance: "1000.00", CurrencyRef: { value: "EUR", name: "Euro" } })
    const payable = rowsOf(builder, "Account").find((account) => account["Id"] === "101")
    assert.deepInclude(payable, { CurrentBalance: "-1000.00", CurrencyRef: { value: "EUR", name: "Euro" } })
    assert.deepInclude(rowsOf(builder, "Preferences")[0], {
      CurrencyPrefs: { MultiCurrencyEnabled: true, HomeCurrency: { value: "USD" } }
    })
  })

  it("leaves the difference in exchange gain or loss when it is paid at another rate", () => {
    const { billId, builder, vendorId } = started()
    builder.add({
      type: "BillPayment",
      date: asOf,
      docNumber: null,
      memo: "",
      vendorId,
      payType: "Check",
      accountId: builder.account("Checking"),
      foreign: { currency: euro, rate: 1_150_000n },
      applied: [{ type: "Bill", id: billId, amount: 100_000n }]
    })
    const ledger = ledgerOf(builder.books(company))
    assert.strictEqual(balanceAt(ledger, "101"), 0n)
    assert.strictEqual(balanceAt(ledger, builder.account("Checking")), -115_000n)
    assert.strictEqual(balanceAt(ledger, ledger.control.exchange), 5_000n)
    assert.deepInclude(rowsOf(builder, "Bill")[0], { Balance: "0.00", HomeBalance: "0.00" })
  })

  it("says what is open of it at home when its rate is not told", () => {
    const { builder, draft } = started()
    builder.add({ ...draft, foreign: { currency: euro, rate: 1_234_567n, homeOnly: true } })
    const bill = rowsOf(builder, "Bill")[1]
    assert.deepInclude(bill, { Balance: "1000.00", HomeBalance: "1234.57", CurrencyRef: { value: "EUR", name: "Euro" } })
    assert.notProperty(bill, "ExchangeRate")
  })

  it("says nothing of its worth at home when it has no rate", () => {
    const { builder, draft } = started()
    builder.add({ ...draft, foreign: { currency: euro, rate: null } })
    const bill = rowsOf(builder, "Bill")[1]
    assert.deepInclude(bill, { Balance: "1000.00", CurrencyRef: { value: "EUR", name: "Euro" } })
    assert.notProperty(bill, "ExchangeRate")
    assert.notProperty(bill, "HomeBalance")
    // Nor do its reports: the bill is listed, and its amounts are empty.
    const ledger = ledgerOf(builder.books(company))
    const [, told] = openPayables(ledger, asOf)
    assert.deepStrictEqual([told?.total, told?.open], [0n, 0n])
    const rendered = renderJson(agedDetailReport(ledger, "payable", asOf))
    assert.strictEqual(rendered.split('"value":"Bill"').length - 1, 2)
    assert.include(rendered, '{"value":""},{"value":""}]')
  })
})

describe("a document that was voided", () => {
  it("stays as a record of nothing, and what it paid is open again", () => {
    const { billId, builder, vendorId } = started()
    const paymentId = builder.add({
      type: "BillPayment",
      date: addDays(asOf, -3),
      docNumber: "17",
      memo: "",
      vendorId,
      payType: "Check",
      accountId: builder.account("Checking"),
      foreign: { currency: euro, rate: 1_100_000n },
      applied: [{ type: "Bill", id: billId, amount: 100_000n }]
    })
    assert.deepInclude(rowsOf(builder, "Bill")[0], { Balance: "0.00" })
    builder.void(paymentId, asOf)
    const [payment] = rowsOf(builder, "BillPayment")
    assert.deepInclude(payment, { TotalAmt: "0.00", PrivateNote: "Voided", SyncToken: "1", DocNumber: "17", Line: [] })
    assert.deepInclude(payment, {
      MetaData: { CreateTime: "2026-03-14T09:00:00-08:00", LastUpdatedTime: "2026-03-17T09:30:00-08:00" }
    })
    assert.deepInclude(rowsOf(builder, "Bill")[0], { Balance: "1000.00", LinkedTxn: [] })
    assert.strictEqual(balanceAt(ledgerOf(builder.books(company)), builder.account("Checking")), 0n)
  })
})

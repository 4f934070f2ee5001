import { addDays, type LocalDate } from "@beep/kernel/LocalDate"
import { minorFromDecimal, usd } from "@beep/kernel/Money"
import { agedParties, agedTotal } from "@beep/quickbooks/contract/report/AgedSummary"
import { agedLines } from "@beep/quickbooks/contract/report/AgedDetail"
import { accountLines, sectionTotal } from "@beep/quickbooks/contract/report/BalanceSheet"
import { generalLedger } from "@beep/quickbooks/contract/report/GeneralLedger"
import { ReportTree } from "@beep/quickbooks/contract/report/ReportTree"
import { assert } from "@effect/vitest"
import { Effect, Schema } from "effect"
import type { CompanySource } from "../src/accounting/CompanySource.ts"
import { ledgerSource } from "../src/accounting/ledgerSource.ts"
import type { Books } from "../src/ledger/Books.ts"
import { balanceAt, ledgerOf } from "../src/ledger/Ledger.ts"

const minor = (text: string | undefined): bigint => {
  const amount = minorFromDecimal(text ?? "none", usd)
  if (amount === undefined) throw new Error(`not an amount: ${text}`)
  return amount
}
const sum = (amounts: ReadonlyArray<bigint>): bigint => amounts.reduce((total, amount) => total + amount, 0n)

/** Later than every document, so that nothing recorded ahead is left out. */
const end = (books: Books): LocalDate => addDays(books.asOf, 60)

/** Double entry balances, and every report of a source says what its entities say, to the cent. */
export const sourceAgrees = Effect.fnUntraced(function* (books: Books, source: CompanySource) {
  const day = end(books)
  const report = (name: string, params: Readonly<Record<string, string>>) =>
    Schema.decodeUnknownEffect(Schema.fromJsonString(ReportTree))(source.report(name, params))
  const amounts = (entity: "Invoice" | "Bill" | "CreditMemo" | "VendorCredit" | "Customer" | "Vendor", field: string) =>
    sum((source.rows(entity) ?? []).map(({ fields }) => minor(String(fields[field]))))

  assert.strictEqual(sum(ledgerOf(books).rows.map(({ amount }) => amount)), 0n)

  const unapplied = sum((source.rows("Payment") ?? []).map(({ fields }) => minor(String(fields["UnappliedAmt"]))))
  const receivable = amounts("Invoice", "Balance") - amounts("CreditMemo", "Balance") - unapplied
  const payable = amounts("Bill", "Balance") - amounts("VendorCredit", "Balance")
  assert.strictEqual(amounts("Customer", "Balance"), receivable)
  assert.strictEqual(amounts("Vendor", "Balance"), payable)

  const sheet = yield* report("BalanceSheet", { end_date: day })
  assert.strictEqual(
    minor(sectionTotal(sheet, "TotalAssets") ?? "0"),
    minor(sectionTotal(sheet, "TotalLiabilitiesAndEquity") ?? "0")
  )
  assert.strictEqual(minor(sectionTotal(sheet, "AR") ?? "0"), receivable)
  assert.strictEqual(minor(sectionTotal(sheet, "AP") ?? "0"), payable)

  for (const [side, total] of [
    ["Receivable", receivable],
    ["Payable", payable]
  ] as const) {
    const summary = yield* report(`Aged${side}s`, { report_date: day })
    const detail = yield* report(`Aged${side}Detail`, { report_date: day })
    assert.strictEqual(minor(agedTotal(summary) ?? "0"), total, side)
    assert.strictEqual(sum(agedParties(summary).map((party) => minor(party.total))), total)
    assert.strictEqual(sum(agedLines(detail).map((line) => minor(line.openBalance))), total)
  }

  assert.strictEqual(minor(agedTotal(yield* report("CustomerBalance", { report_date: day })) ?? "0"), receivable)
  assert.strictEqual(minor(agedTotal(yield* report("VendorBalance", { report_date: day })) ?? "0"), payable)

  const flows = yield* report("CashFlow", { start_date: addDays(books.asOf, -90), end_date: books.asOf })
  const flow = (group: string) => minor(sectionTotal(flows, group) ?? "0")
  assert.strictEqual(flow("BeginningCash") + flow("CashIncrease"), flow("EndingCash"))
  const cash = books.accounts.filter(({ subType, type }) => type === "Bank" || subType === "UndepositedFunds")
  const ledger = ledgerOf(books)
  assert.strictEqual(flow("EndingCash"), sum(cash.map(({ id }) => balanceAt(ledger, id, books.asOf))))

  // On the day itself as well, whatever was dated ahead of it or back.
  const past = yield* report("BalanceSheet", { end_date: books.asOf })
  const receivables = agedTotal(yield* report("AgedReceivables", { report_date: books.asOf }))
  const payables = agedTotal(yield* report("AgedPayables", { report_date: books.asOf }))
  assert.strictEqual(minor(receivables ?? "0"), minor(sectionTotal(past, "AR") ?? "0"), "receivable on the day")
  assert.strictEqual(minor(payables ?? "0"), minor(sectionTotal(past, "AP") ?? "0"), "payable on the day")

  const accounts = generalLedger(yield* report("GeneralLedger", { start_date: addDays(books.asOf, -120), end_date: day }))
  for (const account of accounts) {
    const amount = sum(account.transactions.map((transaction) => minor(transaction.amount)))
    assert.strictEqual(minor(account.beginning ?? "0") + amount, minor(account.ending), account.name)
  }
  const endings = new Map(accounts.map((account) => [account.id, account.ending]))
  for (const line of accountLines(sheet)) {
    // Retained Earnings and Net Income are worked out, not written down; a ledger over a year's end shows them differently.
    if (line.accountId === null || line.name === "Retained Earnings") continue
    assert.strictEqual(minor(endings.get(line.accountId)), minor(line.amount), line.name)
  }
})

export const agrees = (books: Books) => sourceAgrees(books, ledgerSource(books))

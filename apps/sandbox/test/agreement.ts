import { addDays, type LocalDate } from "@beep/kernel/LocalDate"
import { minorFromDecimal, usd } from "@beep/kernel/Money"
import { agedLines } from "@beep/quickbooks/contract/report/AgedDetail"
import { agedParties, agedTotal } from "@beep/quickbooks/contract/report/AgedSummary"
import { accountLines, sectionTotal } from "@beep/quickbooks/contract/report/BalanceSheet"
import { generalLedger } from "@beep/quickbooks/contract/report/GeneralLedger"
import { ReportTree } from "@beep/quickbooks/contract/report/ReportTree"
import { assert } from "@effect/vitest"
import { Effect, Option, Schema } from "effect"
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

const Refs = Schema.Record(Schema.String, Schema.Unknown)
const Ref = Schema.Struct({ value: Schema.String })

const refOf = (fields: typeof Refs.Type, name: string): string | undefined =>
  Option.getOrUndefined(Schema.decodeUnknownOption(Ref)(fields[name]))?.value
const currencyOf = (fields: typeof Refs.Type) => refOf(fields, "CurrencyRef")

/** What deposits, cheques, expenses and journal entries book straight on receivables or payables: debits less credits. */
const straightOn = (books: Books, type: "Accounts Receivable" | "Accounts Payable"): bigint => {
  const control = new Set(books.accounts.filter((account) => account.type === type).map(({ id }) => id))
  return sum(
    books.transactions.flatMap((one) =>
      one.type === "Deposit" || one.type === "Purchase" || one.type === "JournalEntry"
        ? one.lines
            .filter(({ accountId }) => control.has(accountId))
            .map(({ amount }) => (one.type === "Deposit" ? -amount : amount))
        : []
    )
  )
}

/** Later than every document, so that nothing recorded ahead is left out. */
const end = (books: Books): LocalDate => addDays(books.asOf, 60)

/** Double entry balances, and every report of a source says what its entities say, to the cent. */
export const sourceAgrees = Effect.fnUntraced(function* (books: Books, source: CompanySource) {
  const day = end(books)
  const report = (name: string, params: Readonly<Record<string, string>>) =>
    Schema.decodeUnknownEffect(Schema.fromJsonString(ReportTree))(source.report(name, params))
  const rows = (entity: "Invoice" | "Bill" | "CreditMemo" | "VendorCredit" | "Payment" | "Customer" | "Vendor") =>
    (source.rows(entity) ?? []).map(({ fields }) => fields)
  /** Of a foreign document its worth at home; nothing of one whose books tell no rate. */
  const open = (entity: "Invoice" | "Bill" | "CreditMemo" | "VendorCredit") =>
    sum(
      rows(entity).map((fields) =>
        minor(String(fields["HomeBalance"] ?? (currencyOf(fields) === books.currency ? fields["Balance"] : "0.00")))
      )
    )
  /** What parties of the company's own currency owe or are owed, by their records. */
  const atHome = (entity: "Customer" | "Vendor") => rows(entity).filter((fields) => currencyOf(fields) === books.currency)
  const balances = (entity: "Customer" | "Vendor") => sum(atHome(entity).map((fields) => minor(String(fields["Balance"]))))
  /** The same by their documents; one of a party that is not listed is nobody's. */
  const owed = (
    party: "Customer" | "Vendor",
    entity: "Invoice" | "Bill" | "CreditMemo" | "VendorCredit" | "Payment",
    field: string
  ) => {
    const known = new Set(atHome(party).map((fields) => fields["Id"]))
    return sum(
      rows(entity)
        .filter((fields) => known.has(refOf(fields, `${party}Ref`)))
        .map((fields) => minor(String(fields[field])))
    )
  }

  assert.strictEqual(sum(ledgerOf(books).rows.map(({ amount }) => amount)), 0n)

  // QuickBooks states no home value of what is unapplied of a foreign payment: it is worth that at the payment's own rate.
  const unapplied = sum(
    rows("Payment").map((fields) =>
      BigInt(Math.round(Number(fields["UnappliedAmt"]) * Number(fields["ExchangeRate"] ?? 1) * 100))
    )
  )
  const receivable = open("Invoice") - open("CreditMemo") - unapplied + straightOn(books, "Accounts Receivable")
  const payable = open("Bill") - open("VendorCredit") - straightOn(books, "Accounts Payable")
  assert.strictEqual(
    balances("Customer"),
    owed("Customer", "Invoice", "Balance") -
      owed("Customer", "CreditMemo", "Balance") -
      owed("Customer", "Payment", "UnappliedAmt") +
      straightOn(books, "Accounts Receivable")
  )
  assert.strictEqual(
    balances("Vendor"),
    owed("Vendor", "Bill", "Balance") - owed("Vendor", "VendorCredit", "Balance") - straightOn(books, "Accounts Payable")
  )

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
    assert.strictEqual(sum(agedLines(detail).map((line) => minor(line.openBalance === "" ? "0" : line.openBalance))), total)
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
  // The ledger leaves out the id of a sub-account.
  const endings = new Map(accounts.map((account) => [account.id ?? account.name, account.ending]))
  for (const line of accountLines(sheet)) {
    // Retained Earnings and Net Income are worked out, not written down; a ledger over a year's end shows them differently.
    if (line.accountId === null || line.name === "Retained Earnings") continue
    assert.strictEqual(minor(endings.get(line.accountId) ?? endings.get(line.name)), minor(line.amount), line.name)
  }
})

export const agrees = (books: Books) => sourceAgrees(books, ledgerSource(books))

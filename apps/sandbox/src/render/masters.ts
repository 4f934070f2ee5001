import { classificationOf, type LedgerAccount, natural } from "../ledger/Account.ts"
import { type Ledger, ownBalance } from "../ledger/Ledger.ts"
import { payableIn, receivableIn } from "../ledger/postings.ts"
import type { Party, PaymentTerm } from "../ledger/Party.ts"
import type { Json } from "./Json.ts"
import { amount, currencyRef, hasCurrencies, master, number } from "./parts.ts"

/** Liabilities are negative in `CurrentBalance`; equity has its natural sign; income and cost show nothing. */
const currentBalance = (ledger: Ledger, account: LedgerAccount): bigint => {
  const debit = ownBalance(ledger, account)
  const classification = classificationOf[account.type]
  if (classification === "Asset" || classification === "Liability") return debit
  return classification === "Equity" ? natural(account, debit) : 0n
}

const withSubAccounts = (ledger: Ledger, account: LedgerAccount): bigint =>
  ledger.books.accounts
    .filter((child) => child.parentId === account.id)
    .reduce((sum, child) => sum + withSubAccounts(ledger, child), currentBalance(ledger, account))

export const renderAccount = (ledger: Ledger, account: LedgerAccount): Json => {
  const { startedOn } = ledger.books
  const currency = account.currency ?? ledger.books.currency
  const parent = account.parentId === null ? undefined : ledger.account(account.parentId)
  return {
    Name: account.name,
    SubAccount: parent !== undefined,
    ParentRef: parent === undefined ? undefined : { value: parent.id },
    FullyQualifiedName: parent === undefined ? account.name : `${parent.name}:${account.name}`,
    Active: account.active,
    Classification: classificationOf[account.type],
    AccountType: account.type,
    AccountSubType: account.subType,
    CurrentBalance: amount(currentBalance(ledger, account), currency),
    CurrentBalanceWithSubAccounts: amount(withSubAccounts(ledger, account), currency),
    CurrencyRef: currencyRef(currency),
    ...master(account.id, startedOn)
  }
}

/** In the party's own currency. */
const balanceOf = (ledger: Ledger, accountId: string, party: Party): bigint =>
  (ledger.rowsOfAccount.get(accountId) ?? []).reduce(
    (sum, row) => (row.partyId === party.id ? sum + (row.foreignAmount ?? row.amount) : sum),
    0n
  )

const contact = (party: Party): { readonly [key: string]: Json | undefined } => ({
  DisplayName: party.displayName,
  CompanyName: party.displayName,
  PrintOnCheckName: party.displayName,
  Active: party.active,
  PrimaryEmailAddr: party.email === null ? undefined : { Address: party.email }
})

export const renderVendor = (ledger: Ledger, vendor: Party): Json => ({
  Balance: amount(
    -balanceOf(ledger, payableIn(ledger.control, vendor.currency), vendor),
    vendor.currency ?? ledger.books.currency
  ),
  Vendor1099: false,
  TermRef: vendor.termId === null ? undefined : { value: vendor.termId },
  CurrencyRef: currencyRef(vendor.currency ?? ledger.books.currency),
  ...master(vendor.id, ledger.books.startedOn),
  ...contact(vendor)
})

export const renderCustomer = (ledger: Ledger, customer: Party): Json => {
  const currency = customer.currency ?? ledger.books.currency
  const balance = amount(balanceOf(ledger, receivableIn(ledger.control, customer.currency), customer), currency)
  return {
    Taxable: false,
    Job: false,
    BillWithParent: false,
    Balance: balance,
    BalanceWithJobs: balance,
    SalesTermRef: customer.termId === null ? undefined : { value: customer.termId },
    CurrencyRef: currencyRef(currency),
    ...master(customer.id, ledger.books.startedOn),
    FullyQualifiedName: customer.displayName,
    ...contact(customer)
  }
}

export const renderTerm = (ledger: Ledger, term: PaymentTerm): Json => ({
  Name: term.name,
  Active: true,
  Type: "STANDARD",
  DiscountPercent: number(0),
  DueDays: number(term.dueDays),
  ...master(term.id, ledger.books.startedOn)
})

export const renderCompanyInfo = (ledger: Ledger): Json => ({
  CompanyName: ledger.books.name,
  LegalName: ledger.books.legalName,
  CompanyStartDate: ledger.books.startedOn,
  FiscalYearStartMonth: "January",
  Country: "US",
  SupportedLanguages: "en",
  DefaultTimeZone: ledger.books.timeZone ?? "America/Los_Angeles",
  NameValue: [{ Name: "NeoEnabled", Value: "true" }],
  ...master("1", ledger.books.startedOn)
})

export const renderPreferences = (ledger: Ledger): Json => ({
  AccountingInfoPrefs: { FirstMonthOfFiscalYear: "January" },
  CurrencyPrefs: { MultiCurrencyEnabled: hasCurrencies(ledger), HomeCurrency: { value: ledger.books.currency } },
  ...master("1", ledger.books.startedOn)
})

import { Currency, minorFromDecimal } from "@beep/kernel/Money"
import type { EntityName, EntityTypes } from "@beep/quickbooks/contract/entities/entityTypes"
import { Option, Schema } from "effect"
import { type PartyLineText, partyLines, settledJournals, type SettledText } from "./controlLines.ts"
import type { DraftFigures, Facts, RecordLabel } from "./DraftRecord.ts"
import { homeAmount } from "./homeAmount.ts"

interface Parts {
  readonly txnDate?: string | undefined
  readonly dueDate?: string | undefined
  readonly party?: string | undefined
  readonly account?: string | undefined
  readonly total?: string | undefined
  readonly open?: string | undefined
  readonly homeOpen?: string | undefined
  readonly active?: boolean | undefined
  readonly facts?: Facts
  readonly partyLines?: ReadonlyArray<PartyLineText>
  readonly settles?: ReadonlyArray<SettledText>
  readonly label: RecordLabel
}

const label = (name?: string, doc?: string, memo?: string): RecordLabel => ({
  ...(name === undefined ? {} : { name }),
  ...(doc === undefined ? {} : { doc }),
  ...(memo === undefined ? {} : { memo })
})

const terms = (ref: { readonly value: string } | undefined): Facts => (ref === undefined ? {} : { termId: ref.value })

const partsOf: { readonly [Name in EntityName]: (value: EntityTypes[Name]) => Parts } = {
  CompanyInfo: (value) => ({ label: label(value.CompanyName) }),
  Preferences: () => ({ label: {} }),
  Account: (value) => ({
    active: value.Active ?? true,
    total: value.CurrentBalance,
    facts: {
      accountType: value.AccountType,
      ...(value.AccountSubType === undefined ? {} : { accountSubType: value.AccountSubType }),
      ...(value.ParentRef === undefined ? {} : { parentId: value.ParentRef.value })
    },
    label: label(value.FullyQualifiedName ?? value.Name)
  }),
  Customer: (value) => ({ active: value.Active ?? true, open: value.Balance, label: label(value.DisplayName) }),
  Vendor: (value) => ({
    active: value.Active ?? true,
    open: value.Balance,
    facts: terms(value.TermRef),
    label: label(value.DisplayName)
  }),
  Term: (value) => ({
    active: value.Active ?? true,
    facts: {
      ...(value.DueDays === undefined ? {} : { dueDays: value.DueDays }),
      ...(value.DayOfMonthDue === undefined ? {} : { dayOfMonthDue: value.DayOfMonthDue })
    },
    label: label(value.Name)
  }),
  Invoice: (value) => ({
    txnDate: value.TxnDate,
    dueDate: value.DueDate,
    party: value.CustomerRef?.value,
    total: value.TotalAmt,
    open: value.Balance ?? value.TotalAmt,
    homeOpen: value.HomeBalance,
    facts: terms(value.SalesTermRef),
    label: label(value.CustomerRef?.name, value.DocNumber, value.PrivateNote)
  }),
  Bill: (value) => ({
    txnDate: value.TxnDate,
    dueDate: value.DueDate,
    party: value.VendorRef?.value,
    account: value.APAccountRef?.value,
    total: value.TotalAmt,
    open: value.Balance ?? value.TotalAmt,
    homeOpen: value.HomeBalance,
    facts: terms(value.SalesTermRef),
    label: label(value.VendorRef?.name, value.DocNumber, value.PrivateNote)
  }),
  CreditMemo: (value) => ({
    txnDate: value.TxnDate,
    party: value.CustomerRef?.value,
    total: value.TotalAmt,
    open: value.RemainingCredit ?? value.Balance ?? value.TotalAmt,
    label: label(value.CustomerRef?.name, value.DocNumber)
  }),
  VendorCredit: (value) => ({
    txnDate: value.TxnDate,
    party: value.VendorRef?.value,
    account: value.APAccountRef?.value,
    total: value.TotalAmt,
    open: value.Balance ?? value.TotalAmt,
    label: label(value.VendorRef?.name, value.DocNumber)
  }),
  Payment: (value) => ({
    txnDate: value.TxnDate,
    party: value.CustomerRef?.value,
    account: value.DepositToAccountRef?.value,
    total: value.TotalAmt,
    open: value.UnappliedAmt ?? "0",
    settles: settledJournals(value.Line ?? []),
    label: label(value.CustomerRef?.name, value.PaymentRefNum, value.PrivateNote)
  }),
  BillPayment: (value) => ({
    txnDate: value.TxnDate,
    party: value.VendorRef?.value,
    account: value.CheckPayment?.BankAccountRef?.value ?? value.CreditCardPayment?.CCAccountRef?.value,
    total: value.TotalAmt,
    facts: value.PayType === undefined ? {} : { txnType: value.PayType },
    settles: settledJournals(value.Line ?? []),
    label: label(value.VendorRef?.name, value.DocNumber, value.PrivateNote)
  }),
  Purchase: (value) => ({
    txnDate: value.TxnDate,
    party: value.EntityRef?.value,
    account: value.AccountRef?.value,
    total: value.TotalAmt,
    facts: value.PaymentType === undefined ? {} : { txnType: value.PaymentType },
    label: label(value.EntityRef?.name, value.DocNumber, value.PrivateNote)
  }),
  Deposit: (value) => ({
    txnDate: value.TxnDate,
    account: value.DepositToAccountRef?.value,
    total: value.TotalAmt,
    label: label(undefined, undefined, value.PrivateNote)
  }),
  Transfer: (value) => ({
    txnDate: value.TxnDate,
    account: value.FromAccountRef?.value,
    total: value.Amount,
    facts: value.ToAccountRef === undefined ? {} : { splitAccountId: value.ToAccountRef.value },
    label: {}
  }),
  JournalEntry: (value) => ({
    txnDate: value.TxnDate,
    total: value.TotalAmt,
    partyLines: partyLines(value.Line ?? []),
    label: label(undefined, value.DocNumber, value.PrivateNote)
  }),
  SalesReceipt: (value) => ({
    txnDate: value.TxnDate,
    party: value.CustomerRef?.value,
    account: value.DepositToAccountRef?.value,
    total: value.TotalAmt,
    label: label(value.CustomerRef?.name, value.DocNumber, value.PrivateNote)
  }),
  RefundReceipt: (value) => ({
    txnDate: value.TxnDate,
    party: value.CustomerRef?.value,
    account: value.DepositToAccountRef?.value,
    total: value.TotalAmt,
    label: label(value.CustomerRef?.name, value.DocNumber, value.PrivateNote)
  })
}

/** null = the record has none, undefined = it has one that cannot be kept exactly. */
const minor = (text: string | undefined, currency: Currency): bigint | null | undefined =>
  text === undefined ? null : minorFromDecimal(text, currency)

interface Monetary {
  readonly CurrencyRef?: { readonly value: string }
  readonly ExchangeRate?: string
}

/** Those of `found` in minor units; undefined when one cannot be kept exactly, and nothing where there is none. */
const inMinor = <From extends { readonly amount: string }, To>(
  found: ReadonlyArray<From>,
  currency: Currency,
  make: (from: From, minor: bigint) => To
): ReadonlyArray<To> | undefined => {
  const made = found.flatMap((one) => {
    const amount = minorFromDecimal(one.amount, currency)
    return amount === undefined ? [] : [make(one, amount)]
  })
  return made.length < found.length ? undefined : made
}

/** The figures and the words of one entity; undefined when an amount is unreadable. */
export const figuresOf = <Name extends EntityName>(
  name: Name,
  value: EntityTypes[Name] & Monetary,
  home: Currency
): { readonly figures: DraftFigures; readonly label: RecordLabel } | undefined => {
  const parts = partsOf[name](value)
  const currency = Option.getOrElse(Schema.decodeUnknownOption(Currency)(value.CurrencyRef?.value), () => home)
  const amountMinor = minor(parts.total, currency)
  const openMinor = minor(parts.open, currency)
  const statedHome = minor(parts.homeOpen, home)
  if (amountMinor === undefined || openMinor === undefined || statedHome === undefined) return undefined
  const lines = inMinor(parts.partyLines ?? [], currency, ({ accountId, isDebit, partyId }, amount) => {
    const signed = isDebit ? amount : -amount
    return { accountId, partyId, minor: signed, homeMinor: homeAmount(signed, currency, value.ExchangeRate, home) }
  })
  const settles = inMinor(parts.settles ?? [], currency, ({ journalId }, amount) => ({ journalId, minor: amount }))
  if (lines === undefined || settles === undefined) return undefined
  const inHome = (amount: bigint | null) => (amount === null ? null : homeAmount(amount, currency, value.ExchangeRate, home))
  return {
    figures: {
      txnDate: parts.txnDate ?? null,
      dueDate: parts.dueDate ?? null,
      partyId: parts.party ?? null,
      accountId: parts.account ?? null,
      currency,
      amountMinor,
      openMinor,
      homeAmountMinor: inHome(amountMinor),
      homeOpenMinor: currency !== home && statedHome !== null ? statedHome : inHome(openMinor),
      active: parts.active ?? null,
      facts: {
        ...parts.facts,
        ...(lines.length === 0 ? {} : { partyLines: lines }),
        ...(settles.length === 0 ? {} : { settles })
      }
    },
    label: parts.label
  }
}

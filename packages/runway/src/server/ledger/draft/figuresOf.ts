import { Currency } from "@beep/kernel/Money"
import type { EntityName, EntityTypes } from "@beep/quickbooks/contract/entities/entityTypes"
import type { Line } from "@beep/quickbooks/contract/wire/Line"
import { Option, Schema } from "effect"
import { depositLines, type PartyLineText, partyLines, purchaseLines, settledJournals, type SettledText } from "./controlLines.ts"
import { depositFacts } from "./depositFacts.ts"
import type { DraftFigures, Facts, RecordLabel } from "./DraftRecord.ts"
import { homeAmount } from "./homeAmount.ts"
import { statedAmounts } from "./statedAmounts.ts"

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
  readonly deposited?: ReadonlyArray<Line>
  readonly label: RecordLabel
}

const label = (name?: string, doc?: string, memo?: string): RecordLabel => ({
  ...(name === undefined ? {} : { name }),
  ...(doc === undefined ? {} : { doc }),
  ...(memo === undefined ? {} : { memo })
})

const hasText = (value: string | undefined): value is string => value !== undefined && value.trim() !== ""

type Reachable = Pick<EntityTypes["Customer"], "DisplayName" | "PrimaryEmailAddr" | "PrimaryPhone">

const contact = ({ PrimaryEmailAddr, PrimaryPhone }: Reachable): Facts => ({
  contact: [
    ...(hasText(PrimaryEmailAddr?.Address) ? (["email"] as const) : []),
    ...(hasText(PrimaryPhone?.FreeFormNumber) ? (["phone"] as const) : [])
  ]
})

const reachable = ({ DisplayName, PrimaryEmailAddr }: Reachable): RecordLabel => ({
  ...label(DisplayName),
  ...(hasText(PrimaryEmailAddr?.Address) ? { email: PrimaryEmailAddr.Address } : {})
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
  Customer: (value) => ({
    active: value.Active ?? true,
    open: value.Balance,
    facts: contact(value),
    label: reachable(value)
  }),
  Vendor: (value) => ({
    active: value.Active ?? true,
    open: value.Balance,
    facts: { ...terms(value.TermRef), ...contact(value) },
    label: reachable(value)
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
    homeOpen: value.HomeBalance,
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
    partyLines: purchaseLines(value.Line ?? [], value.EntityRef?.value, value.Credit === true),
    label: label(value.EntityRef?.name, value.DocNumber, value.PrivateNote)
  }),
  Deposit: (value) => ({
    txnDate: value.TxnDate,
    account: value.DepositToAccountRef?.value,
    total: value.TotalAmt,
    partyLines: depositLines(value.Line ?? []),
    deposited: value.Line ?? [],
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

interface Monetary {
  readonly CurrencyRef?: { readonly value: string }
  readonly ExchangeRate?: string
}

/** Whether a line stands on receivables or payables, by the id of its account. */
export type IsControl = (accountId: string) => boolean

/** The figures and the words of one entity; an amount that cannot be kept is named in its facts. */
export const figuresOf = <Name extends EntityName>(
  name: Name,
  value: EntityTypes[Name] & Monetary,
  home: Currency,
  isControl: IsControl
): { readonly figures: DraftFigures; readonly label: RecordLabel } => {
  const parts = partsOf[name](value)
  const currency = Option.getOrElse(Schema.decodeUnknownOption(Currency)(value.CurrencyRef?.value), () => home)
  const stated = statedAmounts()
  const amountMinor = stated.read("amount", parts.total, currency)
  const openMinor = stated.read("open", parts.open, currency)
  // Of a journal entry the account may still become known; a deposit or a cheque has a line for somebody almost always.
  const kept = (parts.partyLines ?? []).filter(({ accountId }) => name === "JournalEntry" || isControl(accountId))
  const lines = kept.flatMap(({ accountId, amount, isDebit, partyId }) => {
    const magnitude = stated.read("open", amount, currency)
    if (magnitude === null) return []
    const minor = isDebit ? magnitude : -magnitude
    return [{ accountId, partyId, minor, homeMinor: homeAmount(minor, currency, value.ExchangeRate, home) }]
  })
  const settles = (parts.settles ?? []).flatMap(({ amount, journalId }) => {
    const minor = stated.read("open", amount, currency)
    return minor === null ? [] : [{ journalId, minor }]
  })
  const inHome = (amount: bigint | null) => (amount === null ? null : homeAmount(amount, currency, value.ExchangeRate, home))
  const homeAmountMinor = stated.kept("home_amount", inHome(amountMinor))
  // QuickBooks' own value in home currency stands before one computed at the document's rate, and alone where there is no rate.
  const homeOpenMinor =
    currency !== home && parts.homeOpen !== undefined
      ? stated.read("home_open", parts.homeOpen, home)
      : stated.kept("home_open", inHome(openMinor))
  return {
    figures: {
      txnDate: parts.txnDate ?? null,
      dueDate: parts.dueDate ?? null,
      partyId: parts.party ?? null,
      accountId: parts.account ?? null,
      currency,
      amountMinor,
      openMinor,
      homeAmountMinor,
      homeOpenMinor,
      active: parts.active ?? null,
      facts: {
        ...parts.facts,
        ...(parts.deposited === undefined ? {} : depositFacts(parts.deposited, currency)),
        ...(lines.length === 0 ? {} : { partyLines: lines }),
        ...(settles.length === 0 ? {} : { settles }),
        ...stated.facts()
      }
    },
    label: parts.label
  }
}

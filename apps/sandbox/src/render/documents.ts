import type { LocalDate } from "@beep/kernel/LocalDate"
import type { Currency } from "@beep/kernel/Money"
import { isValued, rateText, toHome } from "../ledger/Foreign.ts"
import type { Ledger } from "../ledger/Ledger.ts"
import { remaining, remainingAtHome } from "../ledger/openDocuments.ts"
import { payableIn } from "../ledger/postings.ts"
import { type AccountLine, type JournalLine, payeeOf, totalOf, type Transaction } from "../ledger/Transaction.ts"
import { Digits, type Json } from "./Json.ts"
import { accountRef, amount, currencyRef, hasCurrencies, metaData, number, partyRef } from "./parts.ts"

type Members = { readonly [key: string]: Json | undefined }

/** The `TxnType` QuickBooks writes in a link to a transaction. */
const linkType = (transaction: Transaction): string => {
  if (transaction.type === "BillPayment") return `BillPayment${transaction.payType}`
  return transaction.type
}

const linked = (transaction: Transaction): Json => ({ TxnId: transaction.id, TxnType: linkType(transaction) })

const currencyOf = (ledger: Ledger, transaction: Transaction): Currency => transaction.foreign?.currency ?? ledger.books.currency

type WithLines = Extract<Transaction, { readonly lines: ReadonlyArray<AccountLine> }>

const lines = <Line extends AccountLine>(
  ledger: Ledger,
  transaction: WithLines & { readonly lines: ReadonlyArray<Line> },
  detail: (line: Line) => Members
): Json =>
  transaction.lines.map((line, at) => ({
    Id: String(at + 1),
    LineNum: number(at + 1),
    Description: line.memo === "" ? undefined : line.memo,
    // Of an entry the posting type tells the side.
    Amount: amount(
      transaction.type === "JournalEntry" && line.amount < 0n ? -line.amount : line.amount,
      currencyOf(ledger, transaction)
    ),
    ...detail(line)
  }))

/** Whom a line of an entry concerns, where it stands on receivables or payables. */
const kindOf = (ledger: Ledger, partyId: string): "Vendor" | "Customer" =>
  ledger.books.vendors.some(({ id }) => id === partyId) ? "Vendor" : "Customer"

/** A pointer that says what it points to. */
const typedRef = (ledger: Ledger, id: string | null): Json | undefined =>
  id === null ? undefined : { value: id, name: ledger.party(id)?.displayName, type: kindOf(ledger, id) }

const journalEntity = (ledger: Ledger, { partyId }: JournalLine): Json | undefined =>
  partyId === undefined
    ? undefined
    : {
        Type: kindOf(ledger, partyId),
        EntityRef: partyRef(ledger, partyId)
      }

const expenseLines = (ledger: Ledger, transaction: WithLines): Json =>
  lines(ledger, transaction, (line) => ({
    DetailType: "AccountBasedExpenseLineDetail",
    AccountBasedExpenseLineDetail: { AccountRef: accountRef(ledger, line.accountId), BillableStatus: "NotBillable" }
  }))

const salesLines = (ledger: Ledger, transaction: WithLines): Json =>
  lines(ledger, transaction, (line) => ({
    DetailType: "SalesItemLineDetail",
    SalesItemLineDetail: { ItemRef: { value: line.accountId }, ItemAccountRef: accountRef(ledger, line.accountId) }
  }))

const appliedLines = (ledger: Ledger, transaction: Extract<Transaction, { type: "BillPayment" | "Payment" }>): Json =>
  transaction.applied.map((part) => ({
    Amount: amount(part.amount, currencyOf(ledger, transaction)),
    LinkedTxn: [{ TxnId: part.id, TxnType: part.type }]
  }))

const settledByLinks = (ledger: Ledger, transaction: Transaction): Json =>
  ledger.settledBy(transaction.id).map(({ payment }) => linked(payment))

/** What is still open in home currency; left out where the document has no rate, and where it needs none. */
const homeBalance = (ledger: Ledger, transaction: Transaction): Json | undefined =>
  transaction.foreign === undefined || !isValued(transaction.foreign)
    ? undefined
    : amount(remainingAtHome(ledger, transaction), ledger.books.currency)

const own = (ledger: Ledger, transaction: Transaction): Members => {
  const money = (minor: bigint) => amount(minor, currencyOf(ledger, transaction))
  switch (transaction.type) {
    case "Bill":
      return {
        VendorRef: partyRef(ledger, transaction.vendorId),
        APAccountRef: accountRef(ledger, payableIn(ledger.control, transaction.foreign?.currency)),
        SalesTermRef: transaction.termId === null ? undefined : { value: transaction.termId },
        DueDate: transaction.dueDate ?? undefined,
        Balance: money(remaining(ledger, transaction)),
        HomeBalance: homeBalance(ledger, transaction),
        LinkedTxn: settledByLinks(ledger, transaction),
        Line: expenseLines(ledger, transaction)
      }
    case "VendorCredit":
      return {
        VendorRef: partyRef(ledger, transaction.vendorId),
        APAccountRef: accountRef(ledger, payableIn(ledger.control, transaction.foreign?.currency)),
        Balance: money(remaining(ledger, transaction)),
        LinkedTxn: settledByLinks(ledger, transaction),
        Line: expenseLines(ledger, transaction)
      }
    case "BillPayment":
      return {
        VendorRef: partyRef(ledger, transaction.vendorId),
        PayType: transaction.payType,
        ...(transaction.payType === "Check"
          ? { CheckPayment: { BankAccountRef: accountRef(ledger, transaction.accountId), PrintStatus: "NotSet" } }
          : { CreditCardPayment: { CCAccountRef: accountRef(ledger, transaction.accountId) } }),
        Line: appliedLines(ledger, transaction)
      }
    case "Invoice":
      return {
        CustomerRef: partyRef(ledger, transaction.customerId),
        SalesTermRef: transaction.termId === null ? undefined : { value: transaction.termId },
        DueDate: transaction.dueDate ?? undefined,
        Balance: money(remaining(ledger, transaction)),
        HomeBalance: homeBalance(ledger, transaction),
        EmailStatus: transaction.emailed ? "EmailSent" : "NotSet",
        LinkedTxn: settledByLinks(ledger, transaction),
        Line: salesLines(ledger, transaction)
      }
    case "CreditMemo":
      return {
        CustomerRef: partyRef(ledger, transaction.customerId),
        Balance: money(remaining(ledger, transaction)),
        RemainingCredit: money(remaining(ledger, transaction)),
        HomeBalance: homeBalance(ledger, transaction),
        LinkedTxn: settledByLinks(ledger, transaction),
        Line: salesLines(ledger, transaction)
      }
    case "Payment":
      return {
        CustomerRef: partyRef(ledger, transaction.customerId),
        DepositToAccountRef: accountRef(ledger, transaction.accountId),
        UnappliedAmt: money(remaining(ledger, transaction)),
        ProcessPayment: false,
        Line: appliedLines(ledger, transaction)
      }
    case "Purchase":
      return {
        AccountRef: accountRef(ledger, transaction.accountId),
        PaymentType: transaction.payment,
        EntityRef: typedRef(ledger, payeeOf(transaction)),
        Line: expenseLines(ledger, transaction)
      }
    case "Deposit":
      return {
        DepositToAccountRef: accountRef(ledger, transaction.accountId),
        Line: transaction.lines.map((line, at) => ({
          Id: String(at + 1),
          LineNum: number(at + 1),
          Amount: money(line.amount),
          ...(line.paymentId === null
            ? {
                DetailType: "DepositLineDetail",
                DepositLineDetail: {
                  AccountRef: accountRef(ledger, line.accountId),
                  Entity: typedRef(ledger, line.partyId ?? null)
                }
              }
            : { LinkedTxn: [{ TxnId: line.paymentId, TxnType: "Payment", TxnLineId: "0" }] })
        }))
      }
    case "Transfer":
      return {
        FromAccountRef: accountRef(ledger, transaction.fromAccountId),
        ToAccountRef: accountRef(ledger, transaction.toAccountId),
        Amount: money(transaction.amount)
      }
    case "JournalEntry":
      return {
        Adjustment: false,
        Line: lines(ledger, transaction, (line: JournalLine) => ({
          DetailType: "JournalEntryLineDetail",
          JournalEntryLineDetail: {
            PostingType: line.amount < 0n ? "Credit" : "Debit",
            AccountRef: accountRef(ledger, line.accountId),
            Entity: journalEntity(ledger, line)
          }
        }))
      }
    case "SalesReceipt":
    case "RefundReceipt":
      return {
        CustomerRef: partyRef(ledger, transaction.customerId),
        DepositToAccountRef: accountRef(ledger, transaction.accountId),
        Line: salesLines(ledger, transaction)
      }
    case "PayrollCheck":
      return {}
  }
}

/** What the books tell of a document's past: each settlement, and a void, moved its SyncToken and its last update. */
export const pastOf = (ledger: Ledger, transaction: Transaction) => {
  const settlements = ledger.settledBy(transaction.id)
  const { voidedOn } = transaction
  const written = voidedOn ?? transaction.date
  const updated = settlements.reduce((last, { payment }) => (payment.date > last ? payment.date : last), written)
  const seen = (date: LocalDate): LocalDate => (date > ledger.books.asOf ? ledger.books.asOf : date)
  return {
    syncToken: settlements.length + (voidedOn === undefined ? 0 : 1),
    created: seen(transaction.date),
    updated: seen(updated)
  }
}

/** A company with several currencies states a rate on every document, one on its own; without a known rate there is none. */
const exchange = (ledger: Ledger, { foreign, ...transaction }: Transaction): Members => {
  const { currency } = ledger.books
  if (foreign === undefined) return hasCurrencies(ledger) ? { ExchangeRate: number(1) } : {}
  if (foreign.rate === null) return {}
  const total = transaction.type === "Invoice" ? amount(toHome(totalOf(transaction), foreign, currency), currency) : undefined
  return { ...(foreign.homeOnly === true ? {} : { ExchangeRate: new Digits(rateText(foreign.rate)) }), HomeTotalAmt: total }
}

/** The document as the data API answers it. */
export const renderDocument = (ledger: Ledger, transaction: Transaction): Json => {
  const past = pastOf(ledger, transaction)
  return {
    ...own(ledger, transaction),
    DocNumber: transaction.docNumber ?? undefined,
    TxnDate: transaction.date,
    TotalAmt: transaction.type === "Transfer" ? undefined : amount(totalOf(transaction), currencyOf(ledger, transaction)),
    CurrencyRef: currencyRef(currencyOf(ledger, transaction)),
    ...exchange(ledger, transaction),
    PrivateNote: transaction.memo === "" ? undefined : transaction.memo,
    domain: "QBO",
    sparse: false,
    Id: transaction.id,
    SyncToken: String(past.syncToken),
    MetaData: metaData(past.created, past.updated)
  }
}

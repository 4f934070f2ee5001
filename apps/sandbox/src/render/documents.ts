import type { LocalDate } from "@beep/kernel/LocalDate"
import type { Ledger } from "../ledger/Ledger.ts"
import { remaining } from "../ledger/openDocuments.ts"
import { type AccountLine, totalOf, type Transaction } from "../ledger/Transaction.ts"
import type { Json } from "./Json.ts"
import { accountRef, amount, currencyRef, metaData, number, partyRef } from "./parts.ts"

type Members = { readonly [key: string]: Json | undefined }

/** The `TxnType` QuickBooks writes in a link to a transaction. */
const linkType = (transaction: Transaction): string => {
  if (transaction.type === "BillPayment") return `BillPayment${transaction.payType}`
  return transaction.type
}

const linked = (transaction: Transaction): Json => ({ TxnId: transaction.id, TxnType: linkType(transaction) })

const lines = (ledger: Ledger, list: ReadonlyArray<AccountLine>, detail: (line: AccountLine) => Members): Json =>
  list.map((line, at) => ({
    Id: String(at + 1),
    LineNum: number(at + 1),
    Description: line.memo === "" ? undefined : line.memo,
    Amount: amount(line.amount < 0n ? -line.amount : line.amount, ledger.books.currency),
    ...detail(line)
  }))

const expenseLines = (ledger: Ledger, list: ReadonlyArray<AccountLine>): Json =>
  lines(ledger, list, (line) => ({
    DetailType: "AccountBasedExpenseLineDetail",
    AccountBasedExpenseLineDetail: { AccountRef: accountRef(ledger, line.accountId), BillableStatus: "NotBillable" }
  }))

const salesLines = (ledger: Ledger, list: ReadonlyArray<AccountLine>): Json =>
  lines(ledger, list, (line) => ({
    DetailType: "SalesItemLineDetail",
    SalesItemLineDetail: { ItemRef: { value: line.accountId }, ItemAccountRef: accountRef(ledger, line.accountId) }
  }))

const appliedLines = (ledger: Ledger, transaction: Extract<Transaction, { type: "BillPayment" | "Payment" }>): Json =>
  transaction.applied.map((part) => ({
    Amount: amount(part.amount, ledger.books.currency),
    LinkedTxn: [{ TxnId: part.id, TxnType: part.type }]
  }))

const settledByLinks = (ledger: Ledger, transaction: Transaction): Json =>
  ledger.settledBy(transaction.id).map(({ payment }) => linked(payment))

const own = (ledger: Ledger, transaction: Transaction): Members => {
  const money = (minor: bigint) => amount(minor, ledger.books.currency)
  switch (transaction.type) {
    case "Bill":
      return {
        VendorRef: partyRef(ledger, transaction.vendorId),
        APAccountRef: accountRef(ledger, ledger.control.payable),
        SalesTermRef: transaction.termId === null ? undefined : { value: transaction.termId },
        DueDate: transaction.dueDate ?? undefined,
        Balance: money(remaining(ledger, transaction)),
        LinkedTxn: settledByLinks(ledger, transaction),
        Line: expenseLines(ledger, transaction.lines)
      }
    case "VendorCredit":
      return {
        VendorRef: partyRef(ledger, transaction.vendorId),
        APAccountRef: accountRef(ledger, ledger.control.payable),
        Balance: money(remaining(ledger, transaction)),
        LinkedTxn: settledByLinks(ledger, transaction),
        Line: expenseLines(ledger, transaction.lines)
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
        EmailStatus: transaction.emailed ? "EmailSent" : "NotSet",
        LinkedTxn: settledByLinks(ledger, transaction),
        Line: salesLines(ledger, transaction.lines)
      }
    case "CreditMemo":
      return {
        CustomerRef: partyRef(ledger, transaction.customerId),
        Balance: money(remaining(ledger, transaction)),
        RemainingCredit: money(remaining(ledger, transaction)),
        LinkedTxn: settledByLinks(ledger, transaction),
        Line: salesLines(ledger, transaction.lines)
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
        EntityRef: partyRef(ledger, transaction.vendorId),
        Line: expenseLines(ledger, transaction.lines)
      }
    case "Deposit":
      return {
        DepositToAccountRef: accountRef(ledger, transaction.accountId),
        Line: transaction.lines.map((line, at) => ({
          Id: String(at + 1),
          LineNum: number(at + 1),
          Amount: money(line.amount),
          ...(line.paymentId === null
            ? { DetailType: "DepositLineDetail", DepositLineDetail: { AccountRef: accountRef(ledger, line.accountId) } }
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
        Line: lines(ledger, transaction.lines, (line) => ({
          DetailType: "JournalEntryLineDetail",
          JournalEntryLineDetail: {
            PostingType: line.amount < 0n ? "Credit" : "Debit",
            AccountRef: accountRef(ledger, line.accountId)
          }
        }))
      }
    case "SalesReceipt":
    case "RefundReceipt":
      return {
        CustomerRef: partyRef(ledger, transaction.customerId),
        DepositToAccountRef: accountRef(ledger, transaction.accountId),
        Line: salesLines(ledger, transaction.lines)
      }
    case "PayrollCheck":
      return {}
  }
}

/** What the books tell of a document's past: each settlement moved its SyncToken and its last update. */
export const pastOf = (ledger: Ledger, transaction: Transaction) => {
  const settlements = ledger.settledBy(transaction.id)
  const updated = settlements.reduce((last, { payment }) => (payment.date > last ? payment.date : last), transaction.date)
  const seen = (date: LocalDate): LocalDate => (date > ledger.books.asOf ? ledger.books.asOf : date)
  return { syncToken: settlements.length, created: seen(transaction.date), updated: seen(updated) }
}

/** The document as the data API answers it. */
export const renderDocument = (ledger: Ledger, transaction: Transaction): Json => {
  const past = pastOf(ledger, transaction)
  return {
    ...own(ledger, transaction),
    DocNumber: transaction.docNumber ?? undefined,
    TxnDate: transaction.date,
    TotalAmt: transaction.type === "Transfer" ? undefined : amount(totalOf(transaction), ledger.books.currency),
    CurrencyRef: currencyRef(ledger.books.currency),
    PrivateNote: transaction.memo === "" ? undefined : transaction.memo,
    domain: "QBO",
    sparse: false,
    Id: transaction.id,
    SyncToken: String(past.syncToken),
    MetaData: metaData(past.created, past.updated)
  }
}

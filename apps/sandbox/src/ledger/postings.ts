import type { AccountLine, Transaction } from "./Transaction.ts"
import { totalOf } from "./Transaction.ts"

/** One side of a transaction; a debit is positive. */
export interface Posting {
  readonly accountId: string
  readonly amount: bigint
  readonly partyId: string | null
  readonly memo: string
}

/** The accounts QuickBooks posts to by itself. */
export interface ControlAccounts {
  readonly payable: string
  readonly receivable: string
}

/** The account the document itself stands on; the others are its lines. */
const first = (accountId: string, amount: bigint, partyId: string | null, memo: string): Posting => ({
  accountId,
  amount,
  partyId,
  memo
})

const to = (lines: ReadonlyArray<AccountLine>, sign: 1n | -1n, partyId: string | null): ReadonlyArray<Posting> =>
  lines.map((line) => ({ accountId: line.accountId, amount: sign * line.amount, partyId, memo: line.memo }))

/** What a document does to the accounts; the amounts add up to nothing. The first posting is the document's own account. */
export const postingsOf = (transaction: Transaction, control: ControlAccounts): ReadonlyArray<Posting> => {
  const total = totalOf(transaction)
  const { memo } = transaction
  switch (transaction.type) {
    case "Bill":
      return [first(control.payable, -total, transaction.vendorId, memo), ...to(transaction.lines, 1n, transaction.vendorId)]
    case "VendorCredit":
      return [first(control.payable, total, transaction.vendorId, memo), ...to(transaction.lines, -1n, transaction.vendorId)]
    case "BillPayment":
      return [
        first(transaction.accountId, -total, transaction.vendorId, memo),
        first(control.payable, total, transaction.vendorId, memo)
      ]
    case "Invoice":
      return [
        first(control.receivable, total, transaction.customerId, memo),
        ...to(transaction.lines, -1n, transaction.customerId)
      ]
    case "CreditMemo":
      return [
        first(control.receivable, -total, transaction.customerId, memo),
        ...to(transaction.lines, 1n, transaction.customerId)
      ]
    case "Payment":
      return [
        first(transaction.accountId, total, transaction.customerId, memo),
        first(control.receivable, -total, transaction.customerId, memo)
      ]
    case "Purchase":
      return [
        first(transaction.accountId, -total, transaction.vendorId, memo),
        ...to(transaction.lines, 1n, transaction.vendorId)
      ]
    case "PayrollCheck":
      return [first(transaction.accountId, -total, null, memo), ...to(transaction.lines, 1n, null)]
    case "Deposit":
      return [first(transaction.accountId, total, null, memo), ...to(transaction.lines, -1n, null)]
    case "Transfer":
      return [first(transaction.fromAccountId, -total, null, memo), first(transaction.toAccountId, total, null, memo)]
    case "JournalEntry":
      return to(transaction.lines, 1n, null)
    case "SalesReceipt":
      return [
        first(transaction.accountId, total, transaction.customerId, memo),
        ...to(transaction.lines, -1n, transaction.customerId)
      ]
    case "RefundReceipt":
      return [
        first(transaction.accountId, -total, transaction.customerId, memo),
        ...to(transaction.lines, 1n, transaction.customerId)
      ]
  }
}

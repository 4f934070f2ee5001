import type { Currency } from "@beep/kernel/Money"
import { toHome } from "./Foreign.ts"
import { type AccountLine, payeeOf, totalOf, type Transaction } from "./Transaction.ts"

/** One side of a transaction, in home currency; a debit is positive. */
export interface Posting {
  readonly accountId: string
  readonly amount: bigint
  /** The same in the document's currency, where that is another one. */
  readonly foreignAmount?: bigint
  readonly partyId: string | null
  readonly memo: string
}

/** The accounts QuickBooks posts to by itself. */
export interface ControlAccounts {
  readonly payable: string
  readonly receivable: string
  /** Where a payment at another rate than its bill's or invoice's leaves the difference. */
  readonly exchange: string
  /** What is owed in each foreign currency has an account of its own. */
  readonly foreignPayable: ReadonlyMap<Currency, string>
  readonly foreignReceivable: ReadonlyMap<Currency, string>
}

/** The payable account for documents of a currency; undefined is the company's own. */
export const payableIn = (control: ControlAccounts, currency: Currency | undefined): string =>
  (currency === undefined ? undefined : control.foreignPayable.get(currency)) ?? control.payable

export const receivableIn = (control: ControlAccounts, currency: Currency | undefined): string =>
  (currency === undefined ? undefined : control.foreignReceivable.get(currency)) ?? control.receivable

/** The account the document itself stands on; the others are its lines. */
const first = (accountId: string, amount: bigint, partyId: string | null, memo: string): Posting => ({
  accountId,
  amount,
  partyId,
  memo
})

const to = (lines: ReadonlyArray<AccountLine>, sign: 1n | -1n, partyId: string | null): ReadonlyArray<Posting> =>
  lines.map((line) => ({ accountId: line.accountId, amount: sign * line.amount, partyId, memo: line.memo }))

/** The postings in the document's own currency. */
const asWritten = (transaction: Transaction, control: ControlAccounts): ReadonlyArray<Posting> => {
  const total = totalOf(transaction)
  const { memo } = transaction
  const payable = payableIn(control, transaction.foreign?.currency)
  const receivable = receivableIn(control, transaction.foreign?.currency)
  switch (transaction.type) {
    case "Bill":
      return [first(payable, -total, transaction.vendorId, memo), ...to(transaction.lines, 1n, transaction.vendorId)]
    case "VendorCredit":
      return [first(payable, total, transaction.vendorId, memo), ...to(transaction.lines, -1n, transaction.vendorId)]
    case "BillPayment":
      return [first(transaction.accountId, -total, transaction.vendorId, memo), first(payable, total, transaction.vendorId, memo)]
    case "Invoice":
      return [first(receivable, total, transaction.customerId, memo), ...to(transaction.lines, -1n, transaction.customerId)]
    case "CreditMemo":
      return [first(receivable, -total, transaction.customerId, memo), ...to(transaction.lines, 1n, transaction.customerId)]
    case "Payment":
      return [
        first(transaction.accountId, total, transaction.customerId, memo),
        first(receivable, -total, transaction.customerId, memo)
      ]
    case "Purchase":
      return [
        first(transaction.accountId, -total, payeeOf(transaction), memo),
        ...to(transaction.lines, 1n, payeeOf(transaction))
      ]
    case "PayrollCheck":
      return [first(transaction.accountId, -total, null, memo), ...to(transaction.lines, 1n, null)]
    case "Deposit":
      return [
        first(transaction.accountId, total, null, memo),
        ...transaction.lines.flatMap((line) => to([line], -1n, line.partyId ?? null))
      ]
    case "Transfer":
      return [first(transaction.fromAccountId, -total, null, memo), first(transaction.toAccountId, total, null, memo)]
    case "JournalEntry":
      return transaction.lines.map(({ accountId, amount, memo: lineMemo, partyId }) => ({
        accountId,
        amount,
        partyId: partyId ?? null,
        memo: lineMemo
      }))
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

/** What else the postings of a payment need: the documents it settles, and the company's currency. */
export interface Settled {
  readonly home: Currency
  readonly transaction: (id: string) => Transaction | undefined
}

/** A payment takes from what is owed at each document's own rate, whatever its own is. */
const settledAtHome = (
  transaction: Extract<Transaction, { type: "BillPayment" | "Payment" }>,
  { home, transaction: find }: Settled
) => {
  const parts = transaction.applied.map(({ amount, id, type }) => {
    const sign = type === "VendorCredit" || type === "CreditMemo" ? -1n : 1n
    return { amount: sign * amount, home: sign * toHome(amount, find(id)?.foreign, home) }
  })
  const unapplied = totalOf(transaction) - parts.reduce((sum, part) => sum + part.amount, 0n)
  return parts.reduce((sum, part) => sum + part.home, toHome(unapplied, transaction.foreign, home))
}

const atHome = (
  transaction: Transaction,
  written: ReadonlyArray<Posting>,
  control: ControlAccounts,
  settled: Settled
): ReadonlyArray<Posting> => {
  const converted = written.map((posting) => ({
    ...posting,
    amount: toHome(posting.amount, transaction.foreign, settled.home),
    foreignAmount: posting.amount
  }))
  const [own, other, ...more] = converted
  if (own === undefined || other === undefined) return converted
  if (transaction.type === "BillPayment" || transaction.type === "Payment") {
    const sign = transaction.type === "BillPayment" ? 1n : -1n
    const against = { ...other, amount: sign * settledAtHome(transaction, settled) }
    const difference = own.amount + against.amount
    const gain = { accountId: control.exchange, amount: -difference, partyId: own.partyId, memo: "", foreignAmount: 0n }
    return difference === 0n ? [own, against] : [own, against, gain]
  }
  const rest = [other, ...more].reduce((sum, posting) => sum + posting.amount, 0n)
  return [{ ...own, amount: -rest }, other, ...more]
}

/** What a document does to the accounts, in home currency; the amounts add up to nothing. The first posting is the document's own account. */
export const postingsOf = (transaction: Transaction, control: ControlAccounts, settled: Settled): ReadonlyArray<Posting> => {
  const written = asWritten(transaction, control)
  return transaction.foreign === undefined ? written : atHome(transaction, written, control, settled)
}

import type { LocalDate } from "@beep/kernel/LocalDate"
import { isValued, toHome } from "./Foreign.ts"
import type { Ledger } from "./Ledger.ts"
import { payeeOf, totalOf, type Transaction, usedBy } from "./Transaction.ts"

/** A document that is not settled at a date, in home currency. `open` is negative for credits and unapplied payments, and nothing where the books do not tell a rate. */
export interface OpenDocument {
  readonly transaction: Transaction
  readonly partyId: string | null
  readonly dueDate: LocalDate | null
  readonly total: bigint
  readonly open: bigint
}

type Settling = Extract<Transaction, { readonly type: "Payment" | "BillPayment" }>

const partyOf = (transaction: Transaction): string | null => {
  if ("vendorId" in transaction) return transaction.vendorId
  return "customerId" in transaction ? transaction.customerId : null
}

/** Parts of a payment whose document is not there, or not there yet at a date. */
const waiting = (ledger: Ledger, { applied }: Settling, date: LocalDate | undefined) =>
  applied.flatMap((part) => {
    const document = ledger.transaction(part.id)
    return document === undefined || (date !== undefined && document.date > date) ? [{ document, used: usedBy([part]) }] : []
  })

const unapplied = (payment: Settling): bigint => totalOf(payment) - usedBy(payment.applied)

/** What is left of a document: its total less what was applied to it, or for a payment less what it was applied to by then. */
export const remaining = (ledger: Ledger, transaction: Transaction, date?: LocalDate): bigint => {
  if (transaction.type === "Payment" || transaction.type === "BillPayment") {
    return waiting(ledger, transaction, date).reduce((left, { used }) => left + used, unapplied(transaction))
  }
  return ledger
    .settledBy(transaction.id)
    .reduce(
      (left, { amount, payment }) => (date === undefined || payment.date <= date ? left - amount : left),
      totalOf(transaction)
    )
}

/** What a document and what is left of it are worth in home currency at its own rate, line by line as it was posted. */
const totalAtHome = (ledger: Ledger, transaction: Transaction): bigint => {
  const { currency } = ledger.books
  if (transaction.foreign === undefined || transaction.type === "Payment" || !("lines" in transaction)) {
    return toHome(totalOf(transaction), transaction.foreign, currency)
  }
  return transaction.lines.reduce((sum, line) => sum + toHome(line.amount, transaction.foreign, currency), 0n)
}

export const remainingAtHome = (ledger: Ledger, transaction: Transaction, date?: LocalDate): bigint => {
  const { foreign } = transaction
  if (foreign === undefined) return remaining(ledger, transaction, date)
  const { currency } = ledger.books
  if (transaction.type === "Payment" || transaction.type === "BillPayment") {
    // What waits for a document that is dated later was posted at the document's rate; what is unapplied, at its own.
    return waiting(ledger, transaction, date).reduce(
      (left, { document = transaction, used }) => left + toHome(used, document.foreign, currency),
      toHome(unapplied(transaction), foreign, currency)
    )
  }
  return ledger
    .settledBy(transaction.id)
    .reduce(
      (left, { amount, payment }) =>
        date === undefined || payment.date <= date ? left - toHome(amount, foreign, currency) : left,
      totalAtHome(ledger, transaction)
    )
}

const openOf = (
  ledger: Ledger,
  transaction: Transaction,
  sign: 1n | -1n,
  date: LocalDate | undefined
): ReadonlyArray<OpenDocument> => {
  if (date !== undefined && transaction.date > date) return []
  const open = sign * remainingAtHome(ledger, transaction, date)
  return open === 0n && (isValued(transaction.foreign) || remaining(ledger, transaction, date) === 0n)
    ? []
    : [
        {
          transaction,
          partyId: partyOf(transaction),
          dueDate: "dueDate" in transaction ? transaction.dueDate : null,
          total: sign * totalAtHome(ledger, transaction),
          open
        }
      ]
}

/** What payments of a line's party have settled of it; they settle what is owed, not what is a credit. */
const settledOfLine = (ledger: Ledger, id: string, partyId: string | null, date: LocalDate | undefined): bigint =>
  ledger
    .settledBy(id)
    .reduce(
      (sum, { amount, payment }) =>
        partyOf(payment) === partyId && (date === undefined || payment.date <= date) ? sum + amount : sum,
      0n
    )

interface ControlLine {
  readonly accountId: string
  readonly amount: bigint
  readonly partyId: string | null
}

/** Lines for somebody, a debit positive. */
const controlLines = (transaction: Transaction): ReadonlyArray<ControlLine> => {
  switch (transaction.type) {
    case "JournalEntry":
      return transaction.lines.map(({ accountId, amount, partyId = null }) => ({ accountId, amount, partyId }))
    case "Deposit":
      return transaction.lines.map(({ accountId, amount, partyId = null }) => ({ accountId, amount: -amount, partyId }))
    case "Purchase":
      return transaction.lines.map(({ accountId, amount }) => ({ accountId, amount, partyId: payeeOf(transaction) }))
    default:
      return []
  }
}

/** A line of a journal entry, a deposit or a cheque on a control account is a document of its own. */
const linesOf = (ledger: Ledger, transaction: Transaction, accountId: string, sign: 1n | -1n, date: LocalDate | undefined) =>
  date !== undefined && transaction.date > date
    ? []
    : controlLines(transaction)
        .filter((line) => line.accountId === accountId)
        .flatMap(({ amount, partyId }): ReadonlyArray<OpenDocument> => {
          const total = sign * amount
          const open = total > 0n ? total - settledOfLine(ledger, transaction.id, partyId, date) : total
          return open === 0n ? [] : [{ transaction, partyId, dueDate: null, total, open }]
        })

export const openReceivables = (ledger: Ledger, date?: LocalDate): ReadonlyArray<OpenDocument> =>
  ledger.books.transactions.flatMap((transaction) => {
    if (transaction.type === "Invoice") return openOf(ledger, transaction, 1n, date)
    if (transaction.type === "CreditMemo" || transaction.type === "Payment") return openOf(ledger, transaction, -1n, date)
    return linesOf(ledger, transaction, ledger.control.receivable, 1n, date)
  })

export const openPayables = (ledger: Ledger, date?: LocalDate): ReadonlyArray<OpenDocument> =>
  ledger.books.transactions.flatMap((transaction) => {
    if (transaction.type === "Bill") return openOf(ledger, transaction, 1n, date)
    // A payment is open until the day of the bill it pays, when the bill was given a later date than the payment.
    if (transaction.type === "VendorCredit" || transaction.type === "BillPayment") return openOf(ledger, transaction, -1n, date)
    return linesOf(ledger, transaction, ledger.control.payable, -1n, date)
  })

import type { LocalDate } from "@beep/kernel/LocalDate"
import { Result } from "effect"
import type { AccountLine, Transaction } from "../ledger/Transaction.ts"
import { sumOf, totalOf, usedBy } from "../ledger/Transaction.ts"
import { appliedOf, type Draft } from "./Draft.ts"
import { businessRule, deposited, type Refusal } from "./Refusal.ts"

const settles = (transaction: Transaction, id: string): bigint =>
  appliedOf(transaction).reduce((sum, part) => (part.id === id ? sum + part.amount : sum), 0n)

/** What payments have settled of a document. */
export const settledOf = (draft: Draft, id: string): bigint =>
  draft.settling(id).reduce((sum, payment) => sum + settles(payment, id), 0n)

const tooLittle = Result.fail(businessRule("The amount is less than what has been applied."))

/** The first line takes up the difference. */
const relined = <Line extends AccountLine>(
  lines: ReadonlyArray<Line>,
  total: bigint
): Result.Result<ReadonlyArray<Line>, Refusal> => {
  const [first, ...others] = lines
  if (first === undefined) return Result.fail(businessRule("The transaction has no line."))
  const amount = total - sumOf(others)
  return amount < 0n
    ? Result.fail(businessRule("The other lines are already more than the amount."))
    : Result.succeed([{ ...first, amount }, ...others])
}

/** The document worth another amount, or why it cannot be. */
export const withAmount = (draft: Draft, transaction: Transaction, total: bigint): Result.Result<Transaction, Refusal> => {
  if (settledOf(draft, transaction.id) > total) return tooLittle
  switch (transaction.type) {
    case "Payment": {
      return usedBy(transaction.applied) > total ? tooLittle : Result.succeed({ ...transaction, total })
    }
    case "BillPayment": {
      const [part, ...others] = transaction.applied
      const bill = part === undefined ? undefined : draft.transaction(part.id)
      if (part === undefined || bill === undefined || part.type !== "Bill" || others.length > 0)
        return Result.fail(businessRule("The payment settles several documents."))
      const open = totalOf(bill) - settledOf(draft, bill.id) + part.amount
      return total > open
        ? Result.fail(businessRule("The payment is more than the bill's balance."))
        : Result.succeed({ ...transaction, applied: [{ ...part, amount: total }] })
    }
    case "Transfer":
      return Result.succeed({ ...transaction, amount: total })
    case "JournalEntry": {
      const [one, other, ...more] = transaction.lines
      if (one === undefined || other === undefined || more.length > 0)
        return Result.fail(businessRule("The journal entry has more than two lines."))
      const signed = (line: AccountLine) => ({ ...line, amount: line.amount < 0n ? -total : total })
      return one.amount < 0n === other.amount < 0n
        ? Result.fail(businessRule("The journal entry has no two sides."))
        : Result.succeed({ ...transaction, lines: [signed(one), signed(other)] })
    }
    case "Deposit":
      return Result.map(relined(transaction.lines, total), (lines) => ({ ...transaction, lines }))
    default:
      return Result.map(relined(transaction.lines, total), (lines) => ({ ...transaction, lines }))
  }
}

const nothing = <Line extends AccountLine>(lines: ReadonlyArray<Line>): ReadonlyArray<Line> =>
  lines.map((line) => ({ ...line, amount: 0n }))

/** A voided document stays, with its lines at nothing (runway.md 6.5). */
const voided = (transaction: Transaction, voidedOn: LocalDate): Transaction => {
  const memo = "Voided"
  switch (transaction.type) {
    case "Payment":
      return { ...transaction, memo, voidedOn, total: 0n, applied: [] }
    case "BillPayment":
      return { ...transaction, memo, voidedOn, applied: [] }
    case "Transfer":
      return { ...transaction, memo, voidedOn, amount: 0n }
    case "Deposit":
      return { ...transaction, memo, voidedOn, lines: nothing(transaction.lines) }
    default:
      return { ...transaction, memo, voidedOn, lines: nothing(transaction.lines) }
  }
}

const isDeposited = (draft: Draft, id: string): boolean =>
  draft
    .allTransactions()
    .some((transaction) => transaction.type === "Deposit" && transaction.lines.some(({ paymentId }) => paymentId === id))

/** A receipt that stands on a deposit is not changed any more. */
export const changeable = (draft: Draft, transaction: Transaction): Result.Result<void, Refusal> =>
  transaction.type === "Payment" && isDeposited(draft, transaction.id) ? Result.fail(deposited) : Result.succeed(undefined)

/** Takes an invoice out of the payments that settle it; whatever else is settled stays as it is and is refused. */
const unlink = (draft: Draft, transaction: Transaction): Result.Result<void, Refusal> =>
  Result.flatMap(changeable(draft, transaction), () => {
    const payments = draft.settling(transaction.id)
    if (payments.length > 0 && transaction.type !== "Invoice")
      return Result.fail(businessRule("The transaction is linked to a payment. Remove the payment first."))
    for (const payment of payments) {
      if (payment.type === "Payment")
        draft.write({ ...payment, applied: payment.applied.filter((part) => part.id !== transaction.id) })
    }
    return Result.succeed(undefined)
  })

export const voidDocument = (draft: Draft, transaction: Transaction): Result.Result<void, Refusal> =>
  Result.map(unlink(draft, transaction), () => draft.write(voided(transaction, draft.books.asOf), "Void"))

export const deleteDocument = (draft: Draft, transaction: Transaction): Result.Result<void, Refusal> =>
  Result.map(unlink(draft, transaction), () => draft.remove(transaction))

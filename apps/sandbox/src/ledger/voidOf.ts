import type { LocalDate } from "@beep/kernel/LocalDate"
import type { Transaction } from "./Transaction.ts"

/** What is left of a document that was voided: its record, worth nothing and settling nothing. */
export const voidOf = (transaction: Transaction, on: LocalDate): Transaction => {
  const voided = { voidedOn: on, memo: "Voided" }
  const nothing = <Line extends { readonly amount: bigint }>(line: Line): Line => ({ ...line, amount: 0n })
  switch (transaction.type) {
    case "BillPayment":
      return { ...transaction, ...voided, applied: [] }
    case "Payment":
      return { ...transaction, ...voided, applied: [], total: 0n }
    case "Transfer":
      return { ...transaction, ...voided, amount: 0n }
    case "JournalEntry":
      return { ...transaction, ...voided, lines: transaction.lines.map(nothing) }
    case "Deposit":
      return { ...transaction, ...voided, lines: transaction.lines.map(nothing) }
    default:
      return { ...transaction, ...voided, lines: transaction.lines.map(nothing) }
  }
}

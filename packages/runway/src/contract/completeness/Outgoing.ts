import { LocalDate } from "@beep/kernel/LocalDate"
import { Schema } from "effect"
import { LedgerEntityType, QboId } from "../ledger/QboId.ts"

/** What a regular payment arrives as: money out of a bank account, a purchase on a card, or a bill to be paid later. */
export const PaidBy = Schema.Literals(["bank", "card", "bill"])
export type PaidBy = typeof PaidBy.Type

/** A row of the ledger that says that somebody was paid or is to be paid; `amountMinor` is positive. */
export const OutgoingRow = Schema.Struct({
  /** The row's key in the ledger report. */
  key: Schema.String,
  source: Schema.NullOr(LedgerEntityType),
  qboId: Schema.NullOr(QboId),
  date: LocalDate,
  amountMinor: Schema.BigIntFromString
})
export type OutgoingRow = typeof OutgoingRow.Type

export const Outgoing = Schema.Struct({
  ...OutgoingRow.fields,
  /** Who or what is paid, the same for every row of one payee. */
  payeeKey: Schema.String,
  /** The same as a person reads it. */
  payee: Schema.String,
  paidBy: PaidBy
})
export type Outgoing = typeof Outgoing.Type

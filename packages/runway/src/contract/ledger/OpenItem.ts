import { LocalDate } from "@beep/kernel/LocalDate"
import { Currency } from "@beep/kernel/Money"
import { Schema } from "effect"
import { QboId } from "./QboId.ts"

/** Transactions of which single lines may stand on receivables or payables, for a customer or a vendor each. */
export const LineItemType = Schema.Literals(["JournalEntry", "Deposit", "Purchase"])
export type LineItemType = typeof LineItemType.Type

export const isLineItem: (entityType: unknown) => entityType is LineItemType = Schema.is(LineItemType)

export const ReceivableType = Schema.Literals(["Invoice", "CreditMemo", "Payment", ...LineItemType.literals])
export type ReceivableType = typeof ReceivableType.Type

export const PayableType = Schema.Literals(["Bill", "VendorCredit", ...LineItemType.literals])
export type PayableType = typeof PayableType.Type

/**
 * A document with an open balance. Amounts are magnitudes in the document's
 * `currency`: what is left of an Invoice or a Bill, what is unapplied of a
 * CreditMemo, Payment or VendorCredit (the calculation subtracts those; a negative
 * invoice balance stays negative). A JournalEntry, Deposit or Purchase (a cheque
 * or an expense) is what is left of its lines on receivables or payables for one customer or vendor: positive what is owed, negative a
 * credit, due on its own day, as QuickBooks ages it. `homeOpenMinor` is the same in the client's home
 * currency at the document's own exchange rate, null when it carries none. Voided
 * and deleted documents are not in a snapshot.
 */
const fields = {
  qboId: QboId,
  docNumber: Schema.NullOr(Schema.String),
  partyQboId: QboId,
  partyName: Schema.String,
  txnDate: LocalDate,
  dueDate: Schema.NullOr(LocalDate),
  /** The document had no due date; it was computed from its terms. */
  dueDerived: Schema.Boolean,
  totalMinor: Schema.BigIntFromString,
  openMinor: Schema.BigIntFromString,
  homeOpenMinor: Schema.NullOr(Schema.BigIntFromString),
  currency: Currency
}

export const Receivable = Schema.Struct({ entityType: ReceivableType, ...fields })
export type Receivable = typeof Receivable.Type

export const Payable = Schema.Struct({ entityType: PayableType, ...fields })
export type Payable = typeof Payable.Type

export type OpenItem = Receivable | Payable

/**
 * A BillPayment dated after the snapshot's date: QuickBooks has already lowered the
 * bill, the cash has not left yet (runway.md 3.6).
 */
export const ScheduledPayment = Schema.Struct({
  qboId: QboId,
  docNumber: Schema.NullOr(Schema.String),
  partyQboId: QboId,
  partyName: Schema.String,
  txnDate: LocalDate,
  amountMinor: Schema.BigIntFromString,
  homeAmountMinor: Schema.NullOr(Schema.BigIntFromString),
  currency: Currency
})
export type ScheduledPayment = typeof ScheduledPayment.Type

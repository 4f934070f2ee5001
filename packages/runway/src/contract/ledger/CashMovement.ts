import { LocalDate } from "@beep/kernel/LocalDate"
import { Schema } from "effect"
import { LedgerEntityType, QboId } from "./QboId.ts"

/** runway.md 2.3. `refund` is money given back to a customer; `card_payment` settles a card, the card purchases themselves move no cash. */
export const CounterKind = Schema.Literals([
  "bill_payment",
  "payroll",
  "purchase",
  "card_payment",
  "transfer_internal",
  "tax",
  "debt",
  "owner",
  "refund",
  "customer_receipt",
  "other_in",
  "other_out"
])
export type CounterKind = typeof CounterKind.Type

/**
 * One effect on one included cash account, signed in the client's home currency:
 * negative leaves the account. Built from the ledger report over these accounts
 * where there is one, because QuickBooks Payroll cheques are in no entity list.
 * Its key is `reportRowKey` when it came from a report, else source type and id
 * together with `line` (a split transaction has several).
 */
export const CashMovement = Schema.Struct({
  accountQboId: QboId,
  date: LocalDate,
  amountMinor: Schema.BigIntFromString,
  counterKind: CounterKind,
  sourceType: Schema.NullOr(LedgerEntityType),
  sourceQboId: Schema.NullOr(QboId),
  line: Schema.Int,
  reportRowKey: Schema.NullOr(Schema.String),
  label: Schema.String,
  isOneOff: Schema.Boolean,
  oneOffReason: Schema.NullOr(Schema.String)
})
export type CashMovement = typeof CashMovement.Type

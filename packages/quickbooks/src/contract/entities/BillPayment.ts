import { Schema } from "effect"
import { lines } from "../wire/Line.ts"
import { identity, money, Ref } from "../wire/parts.ts"
import { closed, DateText, Decimal } from "../wire/scalars.ts"

/** A voided payment stays as a record of zero. */
export const BillPayment = Schema.Struct({
  ...identity,
  ...money,
  ...lines,
  VendorRef: Schema.optionalKey(Ref),
  TxnDate: DateText,
  DocNumber: Schema.optionalKey(Schema.String),
  TotalAmt: Decimal,
  PayType: Schema.optionalKey(closed(["Check", "CreditCard"])),
  CheckPayment: Schema.optionalKey(Schema.Struct({ BankAccountRef: Schema.optionalKey(Ref) })),
  CreditCardPayment: Schema.optionalKey(Schema.Struct({ CCAccountRef: Schema.optionalKey(Ref) })),
  PrivateNote: Schema.optionalKey(Schema.String)
})
export interface BillPayment extends Schema.Schema.Type<typeof BillPayment> {}

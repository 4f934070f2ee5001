import { Schema } from "effect"
import { lines } from "../wire/Line.ts"
import { identity, money, Ref } from "../wire/parts.ts"
import { DateText, Decimal } from "../wire/scalars.ts"

/** Money received from a customer. Without `DepositToAccountRef` it waits in Undeposited Funds. */
export const Payment = Schema.Struct({
  ...identity,
  ...money,
  ...lines,
  CustomerRef: Schema.optionalKey(Ref),
  TxnDate: DateText,
  TotalAmt: Decimal,
  UnappliedAmt: Schema.optionalKey(Decimal),
  DepositToAccountRef: Schema.optionalKey(Ref),
  PaymentMethodRef: Schema.optionalKey(Ref),
  PaymentRefNum: Schema.optionalKey(Schema.String),
  PrivateNote: Schema.optionalKey(Schema.String)
})
export interface Payment extends Schema.Schema.Type<typeof Payment> {}

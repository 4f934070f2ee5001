import { Schema } from "effect"
import { lines } from "../wire/Line.ts"
import { identity, money, Ref } from "../wire/parts.ts"
import { DateText, Decimal } from "../wire/scalars.ts"

/** `Balance` is what is left to use. */
export const VendorCredit = Schema.Struct({
  ...identity,
  ...money,
  ...lines,
  VendorRef: Schema.optionalKey(Ref),
  APAccountRef: Schema.optionalKey(Ref),
  DocNumber: Schema.optionalKey(Schema.String),
  TxnDate: DateText,
  TotalAmt: Decimal,
  Balance: Schema.optionalKey(Decimal)
})
export interface VendorCredit extends Schema.Schema.Type<typeof VendorCredit> {}

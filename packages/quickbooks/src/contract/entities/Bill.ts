import { Schema } from "effect"
import { lines } from "../wire/Line.ts"
import { identity, money, Ref } from "../wire/parts.ts"
import { DateText, Decimal } from "../wire/scalars.ts"

export const Bill = Schema.Struct({
  ...identity,
  ...money,
  ...lines,
  VendorRef: Schema.optionalKey(Ref),
  APAccountRef: Schema.optionalKey(Ref),
  DocNumber: Schema.optionalKey(Schema.String),
  TxnDate: DateText,
  DueDate: Schema.optionalKey(DateText),
  SalesTermRef: Schema.optionalKey(Ref),
  TotalAmt: Decimal,
  Balance: Schema.optionalKey(Decimal),
  HomeBalance: Schema.optionalKey(Decimal),
  PrivateNote: Schema.optionalKey(Schema.String)
})
export interface Bill extends Schema.Schema.Type<typeof Bill> {}

import { Schema } from "effect"
import { lines } from "../wire/Line.ts"
import { identity, money, Ref } from "../wire/parts.ts"
import { DateText, Decimal } from "../wire/scalars.ts"

export const SalesReceipt = Schema.Struct({
  ...identity,
  ...money,
  ...lines,
  CustomerRef: Schema.optionalKey(Ref),
  DepositToAccountRef: Schema.optionalKey(Ref),
  DocNumber: Schema.optionalKey(Schema.String),
  TxnDate: DateText,
  TotalAmt: Decimal,
  PrivateNote: Schema.optionalKey(Schema.String)
})
export interface SalesReceipt extends Schema.Schema.Type<typeof SalesReceipt> {}

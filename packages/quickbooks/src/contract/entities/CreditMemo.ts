import { Schema } from "effect"
import { lines } from "../wire/Line.ts"
import { identity, money, Ref } from "../wire/parts.ts"
import { DateText, Decimal } from "../wire/scalars.ts"

/** `RemainingCredit`, or `Balance` where that is absent, is what is left to use. */
export const CreditMemo = Schema.Struct({
  ...identity,
  ...money,
  ...lines,
  CustomerRef: Schema.optionalKey(Ref),
  DocNumber: Schema.optionalKey(Schema.String),
  TxnDate: DateText,
  TotalAmt: Decimal,
  Balance: Schema.optionalKey(Decimal),
  RemainingCredit: Schema.optionalKey(Decimal),
  HomeBalance: Schema.optionalKey(Decimal)
})
export interface CreditMemo extends Schema.Schema.Type<typeof CreditMemo> {}

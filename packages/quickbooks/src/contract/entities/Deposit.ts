import { Schema } from "effect"
import { lines } from "../wire/Line.ts"
import { identity, money, Ref } from "../wire/parts.ts"
import { DateText, Decimal } from "../wire/scalars.ts"

export const Deposit = Schema.Struct({
  ...identity,
  ...money,
  ...lines,
  DepositToAccountRef: Schema.optionalKey(Ref),
  TxnDate: DateText,
  TotalAmt: Decimal,
  PrivateNote: Schema.optionalKey(Schema.String)
})
export interface Deposit extends Schema.Schema.Type<typeof Deposit> {}

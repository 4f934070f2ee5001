import { Schema } from "effect"
import { identity, money, Ref } from "../wire/parts.ts"
import { DateText, Decimal } from "../wire/scalars.ts"

export const Transfer = Schema.Struct({
  ...identity,
  ...money,
  FromAccountRef: Schema.optionalKey(Ref),
  ToAccountRef: Schema.optionalKey(Ref),
  TxnDate: DateText,
  Amount: Decimal
})
export interface Transfer extends Schema.Schema.Type<typeof Transfer> {}

import { Schema } from "effect"
import { lines } from "../wire/Line.ts"
import { identity, money, Ref } from "../wire/parts.ts"
import { closed, DateText, Decimal } from "../wire/scalars.ts"

/** A check, cash or card expense. `Credit: true` is a refund to the card and turns the sign round. */
export const Purchase = Schema.Struct({
  ...identity,
  ...money,
  ...lines,
  AccountRef: Schema.optionalKey(Ref),
  EntityRef: Schema.optionalKey(Ref),
  PaymentType: Schema.optionalKey(closed(["Cash", "Check", "CreditCard"])),
  Credit: Schema.optionalKey(Schema.Boolean),
  DocNumber: Schema.optionalKey(Schema.String),
  TxnDate: DateText,
  TotalAmt: Decimal,
  PrivateNote: Schema.optionalKey(Schema.String)
})
export interface Purchase extends Schema.Schema.Type<typeof Purchase> {}

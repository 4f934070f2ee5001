import { Schema } from "effect"
import { lines } from "../wire/Line.ts"
import { EmailAddress, identity, money, Ref } from "../wire/parts.ts"
import { closed, DateText, Decimal } from "../wire/scalars.ts"

export const Invoice = Schema.Struct({
  ...identity,
  ...money,
  ...lines,
  CustomerRef: Schema.optionalKey(Ref),
  DocNumber: Schema.optionalKey(Schema.String),
  TxnDate: DateText,
  DueDate: Schema.optionalKey(DateText),
  SalesTermRef: Schema.optionalKey(Ref),
  TotalAmt: Decimal,
  HomeTotalAmt: Schema.optionalKey(Decimal),
  Balance: Schema.optionalKey(Decimal),
  HomeBalance: Schema.optionalKey(Decimal),
  EmailStatus: Schema.optionalKey(closed(["NotSet", "NeedToSend", "EmailSent"])),
  BillEmail: Schema.optionalKey(EmailAddress),
  DeliveryInfo: Schema.optionalKey(
    Schema.Struct({ DeliveryType: Schema.optionalKey(Schema.String), DeliveryTime: Schema.optionalKey(Schema.String) })
  ),
  PrivateNote: Schema.optionalKey(Schema.String)
})
export interface Invoice extends Schema.Schema.Type<typeof Invoice> {}

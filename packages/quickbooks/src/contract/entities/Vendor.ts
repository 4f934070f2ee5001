import { Schema } from "effect"
import { EmailAddress, identity, money, PhoneNumber, Ref } from "../wire/parts.ts"
import { Decimal } from "../wire/scalars.ts"

export const Vendor = Schema.Struct({
  ...identity,
  ...money,
  DisplayName: Schema.optionalKey(Schema.String),
  Active: Schema.optionalKey(Schema.Boolean),
  PrimaryEmailAddr: Schema.optionalKey(EmailAddress),
  PrimaryPhone: Schema.optionalKey(PhoneNumber),
  TermRef: Schema.optionalKey(Ref),
  Vendor1099: Schema.optionalKey(Schema.Boolean),
  Balance: Schema.optionalKey(Decimal)
})
export interface Vendor extends Schema.Schema.Type<typeof Vendor> {}

import { Schema } from "effect"
import { EmailAddress, identity, money, PhoneNumber, Ref } from "../wire/parts.ts"
import { Decimal } from "../wire/scalars.ts"

export const Customer = Schema.Struct({
  ...identity,
  ...money,
  DisplayName: Schema.optionalKey(Schema.String),
  Active: Schema.optionalKey(Schema.Boolean),
  Job: Schema.optionalKey(Schema.Boolean),
  ParentRef: Schema.optionalKey(Ref),
  PrimaryEmailAddr: Schema.optionalKey(EmailAddress),
  PrimaryPhone: Schema.optionalKey(PhoneNumber),
  SalesTermRef: Schema.optionalKey(Ref),
  Balance: Schema.optionalKey(Decimal),
  BalanceWithJobs: Schema.optionalKey(Decimal)
})
export interface Customer extends Schema.Schema.Type<typeof Customer> {}

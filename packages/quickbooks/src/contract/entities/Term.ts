import { Schema } from "effect"
import { identity } from "../wire/parts.ts"
import { closed, Decimal, WholeNumber } from "../wire/scalars.ts"

/** Upper-case `STANDARD` and `DATE_DRIVEN` are how QuickBooks spells them. */
export const Term = Schema.Struct({
  ...identity,
  Name: Schema.optionalKey(Schema.String),
  Active: Schema.optionalKey(Schema.Boolean),
  Type: Schema.optionalKey(closed(["STANDARD", "DATE_DRIVEN"])),
  DueDays: Schema.optionalKey(WholeNumber),
  DayOfMonthDue: Schema.optionalKey(WholeNumber),
  DiscountPercent: Schema.optionalKey(Decimal),
  DiscountDays: Schema.optionalKey(WholeNumber)
})
export interface Term extends Schema.Schema.Type<typeof Term> {}

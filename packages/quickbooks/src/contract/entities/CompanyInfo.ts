import { Schema } from "effect"
import { identity } from "../wire/parts.ts"

export const CompanyInfo = Schema.Struct({
  ...identity,
  CompanyName: Schema.String,
  LegalName: Schema.optionalKey(Schema.String),
  Country: Schema.optionalKey(Schema.String),
  FiscalYearStartMonth: Schema.optionalKey(Schema.String),
  CompanyStartDate: Schema.optionalKey(Schema.String),
  DefaultTimeZone: Schema.optionalKey(Schema.String)
})
export interface CompanyInfo extends Schema.Schema.Type<typeof CompanyInfo> {}

import { Schema } from "effect"
import { identity, Ref } from "../wire/parts.ts"
import { DateText } from "../wire/scalars.ts"

export const Preferences = Schema.Struct({
  ...identity,
  CurrencyPrefs: Schema.optionalKey(
    Schema.Struct({ HomeCurrency: Schema.optionalKey(Ref), MultiCurrencyEnabled: Schema.optionalKey(Schema.Boolean) })
  ),
  AccountingInfoPrefs: Schema.optionalKey(
    Schema.Struct({
      BookCloseDate: Schema.optionalKey(DateText),
      FirstMonthOfFiscalYear: Schema.optionalKey(Schema.String)
    })
  )
})
export interface Preferences extends Schema.Schema.Type<typeof Preferences> {}

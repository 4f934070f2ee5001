import { Schema } from "effect"
import { lines } from "../wire/Line.ts"
import { identity, money } from "../wire/parts.ts"
import { DateText, Decimal } from "../wire/scalars.ts"

export const JournalEntry = Schema.Struct({
  ...identity,
  ...money,
  ...lines,
  DocNumber: Schema.optionalKey(Schema.String),
  TxnDate: DateText,
  TotalAmt: Schema.optionalKey(Decimal),
  Adjustment: Schema.optionalKey(Schema.Boolean),
  PrivateNote: Schema.optionalKey(Schema.String)
})
export interface JournalEntry extends Schema.Schema.Type<typeof JournalEntry> {}

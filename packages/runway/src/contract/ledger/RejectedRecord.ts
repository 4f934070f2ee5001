import { LocalDate } from "@beep/kernel/LocalDate"
import { Schema } from "effect"
import { LedgerInput } from "./Coverage.ts"
import { LedgerEntityType, QboId } from "./QboId.ts"

/**
 * A record of the books with an amount that is beyond 2^53 minor units or no whole number of
 * them (runway.md 3.9): named as far as it can be, counted nowhere. What it would have been
 * part of is not known; `input` says of what.
 */
export const RejectedRecord = Schema.Struct({
  input: LedgerInput,
  /** Null for a line of a report, which is no record of its own. */
  entityType: Schema.NullOr(LedgerEntityType),
  qboId: Schema.NullOr(QboId),
  /** Its number or its name; empty where the books give none. */
  label: Schema.String,
  partyName: Schema.NullOr(Schema.String),
  date: Schema.NullOr(LocalDate)
})
export type RejectedRecord = typeof RejectedRecord.Type

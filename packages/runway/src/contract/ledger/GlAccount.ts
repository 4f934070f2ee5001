import { LocalDate } from "@beep/kernel/LocalDate"
import { Schema } from "effect"
import { CashRole } from "./CashRole.ts"
import { QboId } from "./QboId.ts"

/** One line of the general ledger report; `key` is stable inside one report. */
export const GlRow = Schema.Struct({
  key: Schema.String,
  date: Schema.NullOr(LocalDate),
  txnType: Schema.String,
  txnQboId: Schema.NullOr(QboId),
  docNumber: Schema.NullOr(Schema.String),
  partyName: Schema.NullOr(Schema.String),
  amountMinor: Schema.BigIntFromString
})
export type GlRow = typeof GlRow.Type

/**
 * One account of the general ledger report: beginning balance plus its lines is the
 * ending balance, in home currency, with the sign the report shows. A balance is null
 * where it cannot be kept, and a line that cannot be kept is not counted.
 */
export const GlAccount = Schema.Struct({
  qboId: Schema.NullOr(QboId),
  name: Schema.String,
  accountType: Schema.NullOr(Schema.String),
  role: CashRole,
  beginningMinor: Schema.NullOr(Schema.BigIntFromString),
  endingMinor: Schema.NullOr(Schema.BigIntFromString),
  lineCount: Schema.Int,
  /** All of its lines, or none where a read asks for sums alone. */
  rows: Schema.Array(GlRow)
})
export type GlAccount = typeof GlAccount.Type

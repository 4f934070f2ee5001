import { LocalDate } from "@beep/kernel/LocalDate"
import { Currency } from "@beep/kernel/Money"
import { Schema } from "effect"
import { QboId } from "../../../contract/ledger/QboId.ts"
import { Facts, MirrorType, type RecordLabel } from "../../ledger/draft/DraftRecord.ts"

/** One version as the database answers it. */
export const StoredRow = Schema.Struct({
  entity_type: MirrorType,
  qbo_id: Schema.String,
  txn_date: Schema.NullOr(LocalDate),
  due_date: Schema.NullOr(LocalDate),
  party_id: Schema.NullOr(QboId),
  account_id: Schema.NullOr(QboId),
  currency: Schema.NullOr(Currency),
  amount_minor: Schema.NullOr(Schema.BigInt),
  open_minor: Schema.NullOr(Schema.BigInt),
  home_amount_minor: Schema.NullOr(Schema.BigInt),
  home_open_minor: Schema.NullOr(Schema.BigInt),
  active: Schema.NullOr(Schema.Boolean),
  facts: Facts,
  page_id: Schema.String,
  page_position: Schema.Int
})
export type StoredRow = typeof StoredRow.Type

/** A version together with its words; `label` is empty when the client's key was destroyed. */
export interface StoredRecord extends StoredRow {
  readonly label: RecordLabel
}

/** One line of `runway.sync_state`. */
export const StoredState = Schema.Struct({
  entity_type: Schema.String,
  phase: Schema.Literals(["succeeded", "failed"]),
  rows_mirrored: Schema.Int,
  last_success_at: Schema.NullOr(Schema.DateTimeUtcFromDate),
  error_code: Schema.NullOr(Schema.String),
  covers_from: Schema.NullOr(LocalDate),
  covers_to: Schema.NullOr(LocalDate)
})
export type StoredState = typeof StoredState.Type

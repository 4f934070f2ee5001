import { LocalDate } from "@beep/kernel/LocalDate"
import { Schema } from "effect"
import { QboId } from "../../../contract/ledger/QboId.ts"
import { Facts } from "../../ledger/draft/DraftRecord.ts"
import type { StoredRecord } from "./StoredRecord.ts"

/** What figures read of a line of the ledger report: a part of a {@link StoredRecord}. */
export type LedgerLine = Pick<StoredRecord, "qbo_id" | "txn_date" | "account_id" | "amount_minor" | "facts" | "label">

const { accountKey, position, splitAccountId, txnId, txnType } = Facts.fields

/** One line as the database answers it. */
export const LineRow = Schema.Struct({
  qbo_id: Schema.String,
  txn_date: LocalDate,
  account_id: Schema.NullOr(QboId),
  amount_minor: Schema.NullOr(Schema.BigInt),
  facts: Schema.Struct({ accountKey, position, splitAccountId, txnId, txnType }),
  page_id: Schema.String,
  page_position: Schema.Int
})
export type LineRow = typeof LineRow.Type

/** The lines of one account of the report that can be kept: how many, and their sums in minor units. */
export const AccountLines = Schema.Struct({
  accountKey: Schema.String,
  account_id: Schema.NullOr(QboId),
  lines: Schema.Int,
  /** Of these, those from the first day the report speaks for, and of those the ones of before the fiscal year. */
  spokenLines: Schema.Int,
  spokenMinor: Schema.BigIntFromString,
  earlierMinor: Schema.BigIntFromString,
  /** Lines with an amount that cannot be kept; not in any of the above. */
  rejected: Schema.Int
})
export type AccountLines = typeof AccountLines.Type

import { Schema } from "effect"
import { LedgerEntityType, QboId } from "./QboId.ts"

/**
 * One mirrored row as a person may see it: named facts in the order to show, never
 * the raw QuickBooks JSON (which is stored encrypted). `version` is QuickBooks'
 * SyncToken; `mirroredAt` is when this version was first seen here.
 */
export const LedgerRecord = Schema.Struct({
  entityType: LedgerEntityType,
  qboId: QboId,
  version: Schema.String,
  title: Schema.String,
  facts: Schema.Array(Schema.Struct({ name: Schema.String, value: Schema.String })),
  lines: Schema.Array(Schema.Struct({ description: Schema.String, amount: Schema.String })),
  qboUpdatedAt: Schema.NullOr(Schema.DateTimeUtcFromString),
  mirroredAt: Schema.DateTimeUtcFromString,
  deletedAt: Schema.NullOr(Schema.DateTimeUtcFromString)
})
export type LedgerRecord = typeof LedgerRecord.Type

import { Schema } from "effect"
import type { AgingBucket } from "../digest/aging.ts"
import type { QboId } from "../ledger/QboId.ts"

/** Buckets of QuickBooks' ageing reports; there a document without a due date is due on its own day. */
export const TieOutBucket = Schema.Literals(["not_due", "1_30", "31_60", "61_90", "over_90"]) satisfies Schema.Schema<
  Exclude<AgingBucket, "undated">
>
export type TieOutBucket = typeof TieOutBucket.Type

export const TieOutEntity = Schema.Literals(["Customer", "Vendor", "Account"])
export type TieOutEntity = typeof TieOutEntity.Type

/** One customer, vendor or account on one side; `amounts` are minor units, one per bucket, or one alone. */
export interface TieOutRow {
  readonly entityType: TieOutEntity
  /** Null where the side names nobody: all such rows of a section are one. */
  readonly qboId: QboId | null
  readonly name: string
  readonly amounts: ReadonlyArray<bigint>
}

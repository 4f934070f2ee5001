import { Schema } from "effect"
import type { EntityTypes } from "../entities/entityTypes.ts"

/** Entities whose fields a person may set from here (runway.md 5.2). */
export const WritableEntity = Schema.Literals(["Bill", "Invoice", "Vendor", "Customer"])
export type WritableEntity = typeof WritableEntity.Type & keyof EntityTypes

/** At most 50 characters alone and 36 in a batch (runway.md 5.6); a repeat within one company answers as the first time did. */
export const RequestId = Schema.String.check(Schema.isPattern(/^[A-Za-z0-9-]{1,36}$/)).pipe(Schema.brand("RequestId"))
export type RequestId = typeof RequestId.Type

/** Tells the items of one batch apart. */
export const BatchItemId = Schema.String.check(Schema.isPattern(/^[A-Za-z0-9]{1,10}$/)).pipe(Schema.brand("BatchItemId"))
export type BatchItemId = typeof BatchItemId.Type

export const batchLimit = 30

/**
 * The body of one update, ready to be sent and to be sent again: the same bytes
 * under the same request id. Made by `updateBody`.
 */
export interface Update<Name extends WritableEntity = WritableEntity> {
  readonly entity: Name
  readonly body: string
}

export interface BatchItem {
  readonly bId: BatchItemId
  readonly update: Update
}

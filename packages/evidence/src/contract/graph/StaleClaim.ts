import { Schema } from "effect"
import { DocumentId } from "@beep/kernel/ids"
import { ClaimId } from "./ids.ts"

/** A claim whose ground went away (beyond.md 7). */
export const StaleClaim = Schema.Struct({
  claimKind: Schema.String,
  claimId: ClaimId,
  reason: Schema.Literals(["superseded", "removed", "moved", "erased"]),
  documentId: DocumentId,
  since: Schema.DateTimeUtcFromString
})
export type StaleClaim = typeof StaleClaim.Type

export const StaleClaims = Schema.Struct({ items: Schema.Array(StaleClaim) })

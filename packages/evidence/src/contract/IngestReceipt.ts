import { Schema } from "effect"
import { DocumentId, DocumentVersionId } from "@beep/kernel/ids"
import { UnreadableReason } from "@beep/gmail/mime/UnreadableReason"

/**
 * What became of received bytes. `created`: a new document with its first
 * version. `new_version`: a known document whose title or content changed.
 * `unchanged`: nothing was written. `unreadable`: kept, without content.
 */
export const IngestReceipt = Schema.Struct({
  outcome: Schema.Literals(["created", "new_version", "unchanged", "unreadable"]),
  documentId: DocumentId,
  /** Null exactly when `unreadableReason` is not. */
  documentVersionId: Schema.NullOr(DocumentVersionId),
  unreadableReason: Schema.NullOr(UnreadableReason),
  /** Mentions found in the current version. */
  mentionCount: Schema.Int
})
export type IngestReceipt = typeof IngestReceipt.Type

import { DocumentId, DocumentVersionId, MentionId } from "@beep/kernel/ids"
import { Schema } from "effect"

/** What of the evidence tab stands in the address. */
export const EvidenceSearch = Schema.Struct({
  document: Schema.optionalKey(DocumentId),
  version: Schema.optionalKey(DocumentVersionId),
  mention: Schema.optionalKey(MentionId)
})
export type EvidenceSearch = typeof EvidenceSearch.Type

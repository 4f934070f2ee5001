import { Schema } from "effect"
import { DocumentId, DocumentVersionId } from "@beep/kernel/ids"
import { OntologyId } from "../ontology/Ontology.ts"
import { KnowledgeExtractionId } from "./ids.ts"

/**
 * `completed`: what it found stands. `superseded`: a newer version of the document or
 * a newer extractor took its place. `retracted`: the document is no longer there.
 */
export const ExtractionState = Schema.Literals(["pending", "running", "completed", "failed", "superseded", "retracted"])
export type ExtractionState = typeof ExtractionState.Type

export const ExtractionRun = Schema.Struct({
  extractionId: KnowledgeExtractionId,
  documentId: DocumentId,
  documentVersionId: DocumentVersionId,
  ontologyId: OntologyId,
  extractor: Schema.String,
  state: ExtractionState,
  attempts: Schema.Int,
  entityCount: Schema.Int,
  relationCount: Schema.Int,
  mentionCount: Schema.Int,
  /** A word: `ontology_violation`, `source_damaged`, `erased`, `model_input_refused`; null unless `failed`. */
  errorCode: Schema.NullOr(Schema.String),
  requestedAt: Schema.DateTimeUtcFromString,
  endedAt: Schema.NullOr(Schema.DateTimeUtcFromString)
})
export type ExtractionRun = typeof ExtractionRun.Type

/** Newest request first; `counts` are of all runs of the client, under the ontology that was named or under all. */
export const ExtractionRuns = Schema.Struct({
  items: Schema.Array(ExtractionRun),
  counts: Schema.Record(ExtractionState, Schema.Int),
  /** Messages that nobody has asked the named ontology about; 0 where none was named. */
  unread: Schema.Int,
  /** Of the failed: messages a language model does not take or says nothing readable about; what rules read of them stands. */
  modelLeft: Schema.Int
})
export type ExtractionRuns = typeof ExtractionRuns.Type

/** What one asking did. `failed` runs say why in the list. */
export const ExtractionReceipt = Schema.Struct({ completed: Schema.Int, failed: Schema.Int, waiting: Schema.Int })
export type ExtractionReceipt = typeof ExtractionReceipt.Type

import { Schema } from "effect"
import { DocumentId, DocumentVersionId } from "@beep/kernel/ids"
import { CharIndex } from "../EvidenceSpan.ts"
import { OntologyId } from "../ontology/Ontology.ts"
import { Entity, GraphSource, Relation } from "./Graph.ts"
import { EntityId } from "./ids.ts"

export const topKRange = { minimum: 1, maximum: 50, default: 10 } as const
export const maxHopsRange = { minimum: 0, maximum: 3, default: 2 } as const
/** Of the context of one answer; a token is counted as four UTF-16 units. */
export const contextTokens = 4_000

/** In a body, because words about a household have no place in an address line. */
export const QueryRequest = Schema.Struct({
  ontologyId: OntologyId,
  query: Schema.String.check(Schema.isTrimmed(), Schema.isBetweenLength(1, 400)),
  topK: Schema.Int.check(Schema.isBetween(topKRange)),
  maxHops: Schema.Int.check(Schema.isBetween(maxHopsRange))
})
export type QueryRequest = typeof QueryRequest.Type

/** Why something is in the answer: rank by each signal that ranked it, 1 the best, and what they add up to. */
export const Score = Schema.Struct({
  /** By its own name; the question's words weigh three times here. */
  name: Schema.NullOr(Schema.Int),
  text: Schema.NullOr(Schema.Int),
  /** By what the words around it mean. */
  vector: Schema.NullOr(Schema.Int),
  distance: Schema.NullOr(Schema.Int),
  recency: Schema.NullOr(Schema.Int),
  confidence: Schema.NullOr(Schema.Int),
  /** Reciprocal rank fusion with k = 60. */
  fused: Schema.Finite
})
export type Score = typeof Score.Type

/**
 * Whether vectors took part: `whole`, `partial` (some of what stands has none yet), `off` (no provider is configured),
 * `only_names` (nothing was left to ask when the names were taken out), `unavailable` (the provider did not answer).
 */
export const VectorsAnswer = Schema.Literals(["whole", "partial", "off", "only_names", "unavailable"])
export type VectorsAnswer = typeof VectorsAnswer.Type

/** A stretch of a document around what was found; the words are those of the version, redacted by policy. */
export const ContextSlice = Schema.Struct({
  documentId: DocumentId,
  documentVersionId: DocumentVersionId,
  startChar: CharIndex,
  endChar: CharIndex,
  /** The redacted words of the span: what a model may see (D-16, D-17). */
  redacted: Schema.String,
  score: Score
})
export type ContextSlice = typeof ContextSlice.Type

/** `entities` and `relations` by fused score, best first; `context` the same. */
export const QueryResult = Schema.Struct({
  entities: Schema.Array(Schema.Struct({ ...Entity.fields, score: Score })),
  relations: Schema.Array(Relation),
  seeds: Schema.Array(EntityId),
  context: Schema.Array(ContextSlice),
  sources: Schema.Array(GraphSource),
  stats: Schema.Struct({
    seedEntityCount: Schema.Int,
    totalEntityCount: Schema.Int,
    totalRelationCount: Schema.Int,
    hopsTraversed: Schema.Int,
    estimatedTokens: Schema.Int,
    truncated: Schema.Boolean,
    vectors: VectorsAnswer
  })
})
export type QueryResult = typeof QueryResult.Type

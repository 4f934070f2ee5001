import { Schema } from "effect"

const Uuid = Schema.String.check(Schema.isUUID())

export const EntityId = Uuid.pipe(Schema.brand("EntityId"))
export type EntityId = typeof EntityId.Type

export const RelationId = Uuid.pipe(Schema.brand("RelationId"))
export type RelationId = typeof RelationId.Type

export const RelationEvidenceId = Uuid.pipe(Schema.brand("RelationEvidenceId"))
export type RelationEvidenceId = typeof RelationEvidenceId.Type

export const KnowledgeExtractionId = Uuid.pipe(Schema.brand("KnowledgeExtractionId"))
export type KnowledgeExtractionId = typeof KnowledgeExtractionId.Type

/** One claim of any room: a bullet of a brief, a figure of a digest. */
export const ClaimId = Uuid.pipe(Schema.brand("ClaimId"))
export type ClaimId = typeof ClaimId.Type

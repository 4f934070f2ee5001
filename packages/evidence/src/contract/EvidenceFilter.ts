import { Schema } from "effect"
import { DocumentId } from "@beep/kernel/ids"
import { ClaimId, EntityId, RelationId } from "./graph/ids.ts"

/** Pieces of evidence in one answer; of a document there are always all. */
export const evidenceLimit = { minimum: 1, maximum: 500, default: 100 } as const

const filters = {
  documentId: Schema.optionalKey(DocumentId),
  entityId: Schema.optionalKey(EntityId),
  relationId: Schema.optionalKey(RelationId),
  meetingPrepBulletId: Schema.optionalKey(ClaimId)
}

/** C-02: exactly one of the four. `limit`: the newest so many of an entity or a relation. */
export const EvidenceFilter = Schema.Struct({
  ...filters,
  limit: Schema.optionalKey(Schema.FiniteFromString.check(Schema.isInt(), Schema.isBetween(evidenceLimit)))
})
export type EvidenceFilter = typeof EvidenceFilter.Type

/** By what evidence is asked for; null unless exactly one filter is set. */
export const filterOf = ({
  limit: _,
  ...filter
}: EvidenceFilter):
  | { readonly by: "document"; readonly id: DocumentId }
  | { readonly by: "entity"; readonly id: EntityId }
  | { readonly by: "relation"; readonly id: RelationId }
  | { readonly by: "meeting_prep_bullet"; readonly id: ClaimId }
  | null => {
  const { documentId, entityId, relationId, meetingPrepBulletId } = filter
  if (Object.values(filter).filter((id) => id !== undefined).length !== 1) return null
  if (documentId !== undefined) return { by: "document", id: documentId }
  if (entityId !== undefined) return { by: "entity", id: entityId }
  if (relationId !== undefined) return { by: "relation", id: relationId }
  return meetingPrepBulletId === undefined ? null : { by: "meeting_prep_bullet", id: meetingPrepBulletId }
}

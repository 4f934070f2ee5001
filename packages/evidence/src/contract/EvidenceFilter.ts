import { Schema } from "effect"
import { DocumentId } from "@beep/kernel/ids"
import { ClaimId, EntityId, RelationId } from "./graph/ids.ts"

const filters = {
  documentId: Schema.optionalKey(DocumentId),
  entityId: Schema.optionalKey(EntityId),
  relationId: Schema.optionalKey(RelationId),
  meetingPrepBulletId: Schema.optionalKey(ClaimId)
}

/** C-02: exactly one of the four. */
export const EvidenceFilter = Schema.Struct(filters)
export type EvidenceFilter = typeof EvidenceFilter.Type

/** By what evidence is asked for; null unless exactly one filter is set. */
export const filterOf = (
  filter: EvidenceFilter
):
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

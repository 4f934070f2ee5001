import { AuditAction } from "@beep/audit/contract/AuditAction"
import { AuditEntry } from "@beep/audit/contract/AuditEntry"
import { Schema } from "effect"

/** What a person did for the client; the names of members are no part of a digest, they change. */
export const DigestActivity = Schema.Struct({
  id: AuditEntry.fields.id,
  at: Schema.DateTimeUtcFromString,
  memberId: AuditEntry.fields.memberId,
  action: AuditAction,
  entityType: AuditEntry.fields.entityType,
  entityId: AuditEntry.fields.entityId
})
export type DigestActivity = typeof DigestActivity.Type

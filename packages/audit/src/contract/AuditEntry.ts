import { Actor } from "@beep/kernel/CurrentActor"
import { ClientId, MemberId, OrganizationId } from "@beep/kernel/ids"
import { Schema } from "effect"
import { AuditAction } from "./AuditAction.ts"
import { AuditResult, AuditToken, AuditValues } from "./AuditEvent.ts"

export const AuditEntryId = Schema.String.check(Schema.isUUID()).pipe(Schema.brand("AuditEntryId"))
export type AuditEntryId = typeof AuditEntryId.Type

/** `2026-11-20T10:28:05.000Z`: UTC, milliseconds, always 24 characters. */
export const AuditInstant = Schema.String.check(Schema.isPattern(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/))

/**
 * One entry exactly as it is hashed: every field present, absent ones null. The
 * leaf is SHA-256(0x00 || UTF-8 of its RFC 8785 canonical JSON), see `merkle/canonicalJson.ts`.
 */
export const AuditEntry = Schema.Struct({
  id: AuditEntryId,
  organizationId: OrganizationId,
  at: AuditInstant,
  actor: Actor,
  memberId: Schema.NullOr(MemberId),
  action: AuditAction,
  entityType: AuditToken,
  entityId: AuditToken,
  clientId: Schema.NullOr(ClientId),
  before: Schema.NullOr(AuditValues),
  after: Schema.NullOr(AuditValues),
  result: AuditResult,
  reason: Schema.NullOr(AuditToken),
  requestId: AuditToken
})
export type AuditEntry = typeof AuditEntry.Type

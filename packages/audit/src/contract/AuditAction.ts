import { Schema } from "effect"

/** Everything the log can say happened. A new word is added here and in `audit.entry`'s check, never reused. */
export const AuditAction = Schema.Literals([
  "org.created",
  "member.added",
  "member.role_changed",
  "member.removed",
  "client.created",
  "client.status_changed",
  "client.archived",
  "assignment.added",
  "assignment.removed",
  "flag.changed",
  "login.succeeded",
  "login.failed",
  "logout",
  "token.issued",
  "access.denied",
  "connection.authorize_started",
  "connection.connected",
  "connection.disconnected",
  "connection.renewed",
  "connection.refresh_failed",
  "sync.started",
  "sync.resumed",
  "sync.completed",
  "sync.failed",
  "document.ingested",
  "document.rejected",
  "evidence.viewed",
  "derivation.viewed",
  "key.rotated",
  "key.destroyed",
  "export.created",
  "scope.used"
])
export type AuditAction = typeof AuditAction.Type

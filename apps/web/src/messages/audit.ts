import type { AuditAction } from "@beep/audit/contract/AuditAction"
import type { AuditRow } from "@beep/audit/contract/AuditApi"

const actions: Readonly<Record<AuditAction, string>> = {
  "org.created": "Organization created",
  "member.added": "Member added",
  "member.role_changed": "Role changed",
  "member.removed": "Member removed",
  "client.created": "Client created",
  "client.status_changed": "Client status changed",
  "client.archived": "Client archived",
  "assignment.added": "Assignment added",
  "assignment.removed": "Assignment removed",
  "flag.changed": "Feature switched",
  "login.succeeded": "Signed in",
  "login.failed": "Sign-in refused",
  logout: "Signed out",
  "token.issued": "Token issued",
  "access.denied": "Access denied",
  "connection.authorize_started": "Connecting to QuickBooks started",
  "connection.connected": "QuickBooks connected",
  "connection.disconnected": "QuickBooks disconnected",
  "connection.renewed": "QuickBooks renewed the connection",
  "connection.refresh_failed": "QuickBooks did not renew the connection",
  "sync.started": "Sync started",
  "sync.resumed": "Sync resumed",
  "sync.completed": "Sync completed",
  "sync.failed": "Sync failed",
  "document.ingested": "Document kept",
  "document.rejected": "Document rejected",
  "evidence.viewed": "Document read",
  "derivation.viewed": "Derivation opened",
  "key.rotated": "Key rotated",
  "key.destroyed": "Key destroyed",
  "export.created": "Export made",
  "onboarding.started": "Onboarding started",
  "onboarding.step_confirmed": "Onboarding step confirmed",
  "onboarding.finished": "Onboarding finished",
  "cash_role.changed": "Role of a bank account changed",
  "payroll.confirmed": "Payroll confirmed",
  "settings.changed": "Settings changed",
  "scope.used": "Work across organizations"
}

const results: Readonly<Record<AuditRow["result"], string>> = { ok: "Done", denied: "Denied", failed: "Failed" }

export const audit = {
  tab: "Audit",
  title: (client: string): string => `${client}, Audit`,
  heading: "Who saw and changed what",
  sub: "Newest first. Entries hold ids, hashes and counts, and cannot be changed.",
  loading: "the audit log",
  empty: "No entries yet",
  emptyText: "What people and jobs do with this client appears here.",
  more: "Load more",
  columns: { at: "When", action: "What", who: "Who", entity: "On", result: "Result", leaf: "Leaf" },
  you: "You",
  member: (id: string): string => `Member ${id.slice(-8)}`,
  job: (name: string): string => `Job ${name}`,
  leafPending: "Pending",
  actions,
  results
} as const

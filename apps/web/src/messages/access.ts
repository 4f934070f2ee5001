import type { Capability } from "@beep/kernel/permissions"

/** What each capability allows, as a person reads it. */
const capabilities: Readonly<Record<Capability, string>> = {
  "clients.read": "See clients with their digest, hygiene list and documents",
  "clients.manage": "Bring clients in and change their state",
  "connections.manage": "Connect and disconnect QuickBooks, set cash roles",
  "evidence.write": "Add documents",
  "hygiene.write": "Fix and review hygiene issues",
  "console.read": "See the console",
  "console.propose": "Propose a hold, a readiness, a reminder",
  "console.decide": "Hold, mark ready, remind",
  "console.approve": "Approve what others propose",
  "payments.record": "Record and schedule payments",
  "audit.read": "Read the audit log of the clients one sees",
  "members.manage": "Invite, suspend and remove members, assign clients",
  "organization.manage": "Time zone, thresholds, retention, legal hold, access review",
  "flags.manage": "Switch features",
  "keys.manage": "Make and revoke API keys"
}

export const access = {
  capabilities,
  rolesText: "What each role may do. A role is given to a member; what it may do is fixed and the same everywhere.",
  loadingRoles: "the roles",
  allows: "May",
  yes: "Yes",
  no: "No",
  keys: "API key",
  reach: "Clients",
  reaches: { all: "Every client", assigned: "Assigned ones" }
} as const

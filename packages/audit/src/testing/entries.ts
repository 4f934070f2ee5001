import { ClientId, MemberId, OrganizationId, UserId } from "@beep/kernel/ids"
import { AuditAction } from "../contract/AuditAction.ts"
import { AuditEntry, AuditEntryId } from "../contract/AuditEntry.ts"

const hex = (n: number, length: number) => n.toString(16).padStart(length, "0")

/** A version 7 uuid that is a function of its arguments, in order of `n`. */
const id = (kind: number, n: number) =>
  `0199${hex(Math.floor(n / 65_536) % 65_536, 4)}-${hex(n % 65_536, 4)}-7${hex(kind, 3)}-8000-${hex(n, 12)}`

export const organizationOf = (n: number): OrganizationId => OrganizationId.make(id(1, n))

const actions = AuditAction.literals

/** `YYYY-MM-DDTHH:MM:SS.mmmZ` within one day of entries, without a clock. */
const instantOf = (n: number): string => {
  const two = (value: number) => String(value).padStart(2, "0")
  const ms = n % 86_400_000
  return `2026-11-20T${two(Math.floor(ms / 3_600_000))}:${two(Math.floor(ms / 60_000) % 60)}:${two(Math.floor(ms / 1000) % 60)}.${String(ms % 1000).padStart(3, "0")}Z`
}

/** Entry `n` of an organization: the same arguments give the same entry, and no two are alike. */
export const entryOf = (organizationId: OrganizationId, n: number): AuditEntry => ({
  id: AuditEntryId.make(id(2, n)),
  organizationId,
  at: instantOf(n),
  actor: n % 5 === 0 ? { kind: "system", job: "sync" } : { kind: "user", userId: UserId.make(id(3, n % 10)) },
  memberId: n % 5 === 0 ? null : MemberId.make(id(4, n % 10)),
  action: actions[n % actions.length] ?? "logout",
  entityType: "document",
  entityId: id(5, n),
  clientId: n % 3 === 0 ? null : ClientId.make(id(6, n % 50)),
  before: n % 2 === 0 ? null : { version: n, state: "open" },
  after: { version: n + 1, state: n % 2 === 0 ? "open" : "closed", tags: ["a", "b"] },
  result: n % 7 === 0 ? "denied" : "ok",
  reason: n % 7 === 0 ? "not_assigned" : null,
  requestId: id(7, n)
})

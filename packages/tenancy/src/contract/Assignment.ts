import { ClientId, MemberId } from "@beep/kernel/ids"
import { Schema } from "effect"

export const AssignmentRole = Schema.Literals(["primary", "secondary", "reviewer"])
export type AssignmentRole = typeof AssignmentRole.Type

/** Lets a member see a client; active while `until` is null. Instants are UTC. */
export const Assignment = Schema.Struct({
  clientId: ClientId,
  memberId: MemberId,
  role: AssignmentRole,
  since: Schema.DateTimeUtc,
  until: Schema.NullOr(Schema.DateTimeUtc)
})
export type Assignment = typeof Assignment.Type

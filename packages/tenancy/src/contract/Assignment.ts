import { ClientId, MemberId } from "@beep/kernel/ids"
import { Schema } from "effect"

export const AssignmentRole = Schema.Literals(["primary", "secondary", "reviewer"])
export type AssignmentRole = typeof AssignmentRole.Type

export const AssignmentId = Schema.String.check(Schema.isUUID()).pipe(Schema.brand("AssignmentId"))
export type AssignmentId = typeof AssignmentId.Type

/** As of now, by the database's clock: `coming` and `ended` ones show nothing. */
export const AssignmentState = Schema.Literals(["coming", "active", "ended"])

/** Lets a member see a client from `since` on until `until`, or for as long as it is null. Instants are UTC. */
export const Assignment = Schema.Struct({
  id: AssignmentId,
  clientId: ClientId,
  memberId: MemberId,
  role: AssignmentRole,
  since: Schema.DateTimeUtc,
  until: Schema.NullOr(Schema.DateTimeUtc),
  state: AssignmentState
})
export type Assignment = typeof Assignment.Type

/** When an assignment counts; from now on and without an end where nothing is said. */
export interface AssignmentSpan {
  readonly from?: Assignment["since"] | undefined
  readonly until?: Assignment["until"] | undefined
}

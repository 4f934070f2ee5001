import { NotFound, StaleObject, Unavailable, ValidationFailed } from "@beep/kernel/errors"
import { ClientId, MemberId } from "@beep/kernel/ids"
import { Role } from "@beep/kernel/Role"
import { RequiredProof, RequiredScope } from "@beep/kernel/Scope"
import { Schema } from "effect"
import { HttpApi, HttpApiEndpoint, HttpApiGroup, HttpApiMiddleware, HttpApiSchema } from "effect/http-api"
import { AssignmentId, AssignmentRole, AssignmentState } from "./Assignment.ts"
import { Authorization } from "./Authorization.ts"
import { Email, EmailInput } from "./Email.ts"
import { Invitation, InvitationId, InvitedClient } from "./Invitation.ts"
import { DisplayName, MemberStatus } from "./Member.ts"
import { AlreadyThere, LastOwner } from "./problems.ts"

/** A member as an owner sees it. `lastSeenAt` is null for somebody who never signed in here, and at most a minute late. */
export const MemberRow = Schema.Struct({
  memberId: MemberId,
  name: DisplayName,
  email: Email,
  role: Role,
  status: MemberStatus,
  hasSecondFactor: Schema.Boolean,
  lastSeenAt: Schema.NullOr(Schema.DateTimeUtcFromString),
  rowVersion: Schema.Int
})
export type MemberRow = typeof MemberRow.Type

/** The version the caller saw; another one now is `StaleObject`. */
const Seen = Schema.Struct({ expectedVersion: Schema.Int })

const changes = { params: { memberId: MemberId }, success: MemberRow } as const

/** One that ended stays in the list for whoever asks who saw what. */
export const AssignmentRow = Schema.Struct({
  assignmentId: AssignmentId,
  clientId: ClientId,
  memberId: MemberId,
  role: AssignmentRole,
  since: Schema.DateTimeUtcFromString,
  until: Schema.NullOr(Schema.DateTimeUtcFromString),
  state: AssignmentState
})
export type AssignmentRow = typeof AssignmentRow.Type

/** `token` is there when no mail is configured: to be handed over by the owner, shown once. */
export const InvitationSent = Schema.Struct({ invitation: Invitation, token: Schema.NullOr(Schema.String) })
export type InvitationSent = typeof InvitationSent.Type

/** Who is in, who is asked in, and who sees which client. */
export class MembersGroup extends HttpApiGroup.make("members")
  .add(
    HttpApiEndpoint.get("list", "/api/members", {
      success: Schema.Struct({ members: Schema.Array(MemberRow) }),
      error: [Unavailable]
    }),
    HttpApiEndpoint.post("changeRole", "/api/members/:memberId/role", {
      ...changes,
      payload: Schema.Struct({ role: Role, ...Seen.fields }),
      error: [NotFound, LastOwner, StaleObject, Unavailable]
    }).annotate(RequiredProof, "stepped_up"),
    /** Every session and token of the member ends at once. */
    HttpApiEndpoint.post("suspend", "/api/members/:memberId/suspend", {
      ...changes,
      payload: Seen,
      error: [NotFound, LastOwner, StaleObject, Unavailable]
    }),
    HttpApiEndpoint.post("resume", "/api/members/:memberId/resume", {
      ...changes,
      payload: Seen,
      error: [NotFound, StaleObject, Unavailable]
    }),
    /** For good: assignments end too, and only a new invitation brings the person back. */
    HttpApiEndpoint.post("remove", "/api/members/:memberId/remove", {
      ...changes,
      payload: Seen,
      error: [NotFound, LastOwner, StaleObject, Unavailable]
    }),
    /** The member becomes an owner and the caller an advisor, both or neither. Answers the new owner. */
    HttpApiEndpoint.post("transferOwnership", "/api/members/:memberId/transfer-ownership", {
      ...changes,
      payload: Seen,
      error: [NotFound, StaleObject, Unavailable]
    }).annotate(RequiredProof, "stepped_up"),
    HttpApiEndpoint.get("invitations", "/api/invitations", {
      success: Schema.Struct({ invitations: Schema.Array(Invitation), mailConfigured: Schema.Boolean }),
      error: [Unavailable]
    }),
    HttpApiEndpoint.post("invite", "/api/invitations", {
      payload: Schema.Struct({ email: EmailInput, role: Role, clients: Schema.Array(InvitedClient) }),
      success: InvitationSent,
      error: [NotFound, AlreadyThere, Unavailable]
    }),
    /** A new token for another seven days; the one before opens nothing any more. */
    HttpApiEndpoint.post("resend", "/api/invitations/:invitationId/resend", {
      params: { invitationId: InvitationId },
      payload: Seen,
      success: InvitationSent,
      error: [NotFound, StaleObject, Unavailable]
    }),
    HttpApiEndpoint.delete("revoke", "/api/invitations/:invitationId", {
      params: { invitationId: InvitationId },
      success: HttpApiSchema.NoContent,
      error: [NotFound, StaleObject, Unavailable]
    }),
    HttpApiEndpoint.get("assignments", "/api/assignments", {
      query: { memberId: Schema.optionalKey(MemberId), clientId: Schema.optionalKey(ClientId) },
      success: Schema.Struct({ assignments: Schema.Array(AssignmentRow) }),
      error: [NotFound, Unavailable]
    }),
    HttpApiEndpoint.post("assign", "/api/assignments", {
      payload: Schema.Struct({
        clientId: ClientId,
        memberId: MemberId,
        role: AssignmentRole,
        from: Schema.optionalKey(Schema.DateTimeUtcFromString),
        until: Schema.optionalKey(Schema.DateTimeUtcFromString)
      }),
      success: AssignmentRow,
      error: [NotFound, AlreadyThere, ValidationFailed, Unavailable]
    }),
    HttpApiEndpoint.post("endAssignment", "/api/assignments/:assignmentId/end", {
      params: { assignmentId: AssignmentId },
      success: AssignmentRow,
      error: [NotFound, Unavailable]
    })
  )
  .annotate(RequiredScope, "members.manage")
  .middleware(Authorization)
  .middleware(HttpApiMiddleware.ProblemDetails) {}

export const MembersLocalApi = HttpApi.make("beep").add(MembersGroup)

import { Effect, Redacted } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import type { Assignment } from "../contract/Assignment.ts"
import type { Member } from "../contract/Member.ts"
import { type AssignmentRow, type InvitationSent, type MemberRow, MembersLocalApi } from "../contract/MembersApi.ts"
import { AccountMail } from "./AccountMail.ts"
import { Assignments } from "./Assignments.ts"
import { Invitations, type Sent } from "./Invitations.ts"
import { type KnownMember, MemberFacts } from "./MemberFacts.ts"
import { Members } from "./Members.ts"

const rowOf = ({ displayName, email, hasSecondFactor, id, lastSeenAt, role, rowVersion, status }: KnownMember): MemberRow => ({
  memberId: id,
  name: displayName,
  email,
  role,
  status,
  hasSecondFactor,
  lastSeenAt,
  rowVersion
})

const sentOf = ({ invitation, token }: Sent): InvitationSent => ({
  invitation,
  token: token === null ? null : Redacted.value(token)
})

const assignmentOf = ({ id, ...rest }: Assignment): AssignmentRow => ({ assignmentId: id, ...rest })

export const membersHandlers = HttpApiBuilder.group(
  MembersLocalApi,
  "members",
  Effect.fn(function* (handlers) {
    const members = yield* Members
    const facts = yield* MemberFacts
    const invitations = yield* Invitations
    const assignments = yield* Assignments
    const mail = yield* AccountMail

    const shown = Effect.fnUntraced(function* (changed: Member) {
      const [known] = yield* facts.of([changed])
      return known === undefined ? yield* Effect.die(new Error("a member without a login")) : rowOf(known)
    })

    return handlers.handleAll({
      list: () =>
        members.list.pipe(
          Effect.flatMap(facts.of),
          Effect.map((known) => ({ members: known.map(rowOf) }))
        ),
      changeRole: ({ params, payload }) =>
        Effect.flatMap(members.changeRole(params.memberId, payload.role, payload.expectedVersion), shown),
      suspend: ({ params, payload }) => Effect.flatMap(members.suspend(params.memberId, payload.expectedVersion), shown),
      resume: ({ params, payload }) => Effect.flatMap(members.resume(params.memberId, payload.expectedVersion), shown),
      remove: ({ params, payload }) => Effect.flatMap(members.remove(params.memberId, payload.expectedVersion), shown),
      transferOwnership: ({ params, payload }) =>
        Effect.flatMap(members.transferOwnership(params.memberId, payload.expectedVersion), shown),
      invitations: () => Effect.map(invitations.list, (invitations) => ({ invitations, mailConfigured: mail.configured })),
      invite: ({ payload }) => Effect.map(invitations.invite(payload), sentOf),
      resend: ({ params, payload }) => Effect.map(invitations.resend(params.invitationId, payload.expectedVersion), sentOf),
      revoke: ({ params }) => invitations.revoke(params.invitationId),
      assignments: ({ query }) => Effect.map(assignments.list(query), (found) => ({ assignments: found.map(assignmentOf) })),
      assign: ({ payload }) =>
        Effect.map(
          assignments.assign(payload.clientId, payload.memberId, payload.role, { from: payload.from, until: payload.until }),
          assignmentOf
        ),
      endAssignment: ({ params }) => Effect.map(assignments.end(params.assignmentId), assignmentOf)
    })
  })
)

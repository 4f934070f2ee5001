import { ClientId, MemberId } from "@beep/kernel/ids"
import { Role } from "@beep/kernel/Role"
import { Schema } from "effect"
import { AssignmentRole } from "./Assignment.ts"
import { Email } from "./Email.ts"
import { MailState } from "./MailState.ts"
import { DisplayName } from "./Member.ts"
import { OrganizationName } from "./Organization.ts"

export const InvitationId = Schema.String.check(Schema.isUUID()).pipe(Schema.brand("InvitationId"))
export type InvitationId = typeof InvitationId.Type

/** How long the token of an invitation opens. */
export const invitationDays = 7

/** 256 random bits, base64url: stands after `#` in a link, and in bodies. */
export const InvitationToken = Schema.RedactedFromValue(Schema.String.check(Schema.isPattern(/^[A-Za-z0-9_-]{43}$/)))
export type InvitationToken = typeof InvitationToken.Type

/** `ended`: nobody accepted it in time; sending it again opens it. */
export const InvitationState = Schema.Literals(["open", "ended", "accepted", "revoked"])
export type InvitationState = typeof InvitationState.Type

export const InvitedClient = Schema.Struct({ clientId: ClientId, role: AssignmentRole })

/** An invitation as an owner sees it. */
export const Invitation = Schema.Struct({
  id: InvitationId,
  email: Email,
  role: Role,
  clients: Schema.Array(InvitedClient),
  state: InvitationState,
  invitedBy: Schema.NullOr(MemberId),
  mail: MailState,
  createdAt: Schema.DateTimeUtcFromString,
  endsAt: Schema.DateTimeUtcFromString,
  rowVersion: Schema.Int
})
export type Invitation = typeof Invitation.Type

/** What whoever holds the token is told. `account` says whether the address signs in already. */
export const InvitationSeen = Schema.Struct({
  organization: OrganizationName,
  invitedBy: Schema.NullOr(DisplayName),
  role: Role,
  email: Email,
  account: Schema.Literals(["new", "known"]),
  endsAt: Schema.DateTimeUtcFromString
})
export type InvitationSeen = typeof InvitationSeen.Type

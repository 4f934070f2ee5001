import { RateLimited, Unavailable } from "@beep/kernel/errors"
import { RequiredScope } from "@beep/kernel/Scope"
import { Schema } from "effect"
import { HttpApi, HttpApiEndpoint, HttpApiGroup, HttpApiMiddleware } from "effect/http-api"
import { Email } from "./Email.ts"
import { InvitationSeen, InvitationToken } from "./Invitation.ts"
import { DisplayName } from "./Member.ts"
import { KnownPassword, NewPassword } from "./Password.ts"
import { AlreadyThere, InvitationClosed, OriginNotAllowed, PasswordTooWeak, SignInRefused } from "./problems.ts"

/** Somebody new names himself and chooses a password; somebody known proves the own one, and keeps name and password. */
export const AcceptInvitation = Schema.Union([
  Schema.Struct({ token: InvitationToken, name: DisplayName, newPassword: NewPassword }),
  Schema.Struct({
    token: InvitationToken,
    name: DisplayName,
    password: KnownPassword
  })
])
export type AcceptInvitation = typeof AcceptInvitation.Type

/**
 * What an invited person does before there is a place to sign in to. The token travels in bodies only. Accepting opens no
 * session: the person signs in, with a second factor where one is due.
 */
export class InvitationGroup extends HttpApiGroup.make("invitation")
  .add(
    HttpApiEndpoint.post("look", "/api/auth/invitation", {
      payload: Schema.Struct({ token: InvitationToken }),
      success: InvitationSeen,
      error: [InvitationClosed, OriginNotAllowed, Unavailable]
    }),
    HttpApiEndpoint.post("accept", "/api/auth/invitation/accept", {
      payload: AcceptInvitation,
      success: Schema.Struct({ email: Email }),
      error: [InvitationClosed, AlreadyThere, PasswordTooWeak, SignInRefused, RateLimited, OriginNotAllowed, Unavailable]
    })
  )
  .annotate(RequiredScope, "public")
  .middleware(HttpApiMiddleware.ProblemDetails) {}

export const InvitationLocalApi = HttpApi.make("beep").add(InvitationGroup)

import { Layer } from "effect"
import { Digest, SecureRandom } from "effect/crypto"
import { HttpApiMiddleware } from "effect/http-api"
import { AccountMail } from "./AccountMail.ts"
import { Accounts } from "./Accounts.ts"
import { accountHandlers } from "./accountHandlers.ts"
import { AccessReview } from "./AccessReview.ts"
import { ApiKeys } from "./ApiKeys.ts"
import { AddressChanges } from "./AddressChanges.ts"
import { Assignments } from "./Assignments.ts"
import { Attempts } from "./Attempts.ts"
import { AuthorizationLayer } from "./AuthorizationLayer.ts"
import { clientAccessLayer, Clients } from "./Clients.ts"
import { EmailTokens } from "./EmailTokens.ts"
import { FeatureFlags } from "./FeatureFlags.ts"
import { authHandlers } from "./handlers.ts"
import { MailedTokens } from "./MailedTokens.ts"
import { MailOutbox } from "./MailOutbox.ts"
import { IdentityTransaction } from "./IdentityTransaction.ts"
import { InvitationDoor } from "./InvitationDoor.ts"
import { invitationHandlers } from "./invitationHandlers.ts"
import { Invitations } from "./Invitations.ts"
import { MemberFacts } from "./MemberFacts.ts"
import { Members } from "./Members.ts"
import { OidcIssuer } from "./OidcIssuer.ts"
import { OidcSignIn } from "./OidcSignIn.ts"
import { membersHandlers } from "./membersHandlers.ts"
import { pulseHandlers } from "./pulseHandlers.ts"
import { organizationHandlers } from "./organizationHandlers.ts"
import { Organizations } from "./Organizations.ts"
import { PasswordChoices } from "./PasswordChoices.ts"
import { PasswordHash } from "./PasswordHash.ts"
import { PasswordResets } from "./PasswordResets.ts"
import { Passwords } from "./Passwords.ts"
import { RefreshTokens } from "./RefreshTokens.ts"
import { RequestLimit } from "./RequestLimit.ts"
import { SealedKeys } from "./SealedKeys.ts"
import { SecondFactors } from "./SecondFactors.ts"
import { Pulse } from "./Pulse.ts"
import { Sessions } from "./Sessions.ts"
import { Settings } from "./Settings.ts"
import { SystemScope } from "./SystemScope.ts"
import { Tokens } from "./Tokens.ts"
import { UserMail } from "./UserMail.ts"
import { Users } from "./Users.ts"
import { VerifiedSessions } from "./VerifiedSessions.ts"

const identity = Layer.mergeAll(
  Users.layer,
  Sessions.layer,
  SecondFactors.layer,
  Passwords.layer,
  PasswordResets.layer,
  AddressChanges.layer,
  MailOutbox.layer
).pipe(
  Layer.provideMerge(Layer.mergeAll(Attempts.layer, UserMail.layer, PasswordChoices.layer, MailedTokens.layer)),
  Layer.provideMerge(AccountMail.layer),
  Layer.provideMerge(Layer.mergeAll(EmailTokens.layer, PasswordHash.layer, IdentityTransaction.layer)),
  Layer.provideMerge(Layer.mergeAll(SealedKeys.layer, VerifiedSessions.layer))
)

/**
 * The services of this room, for a process without HTTP. Asks for `AuthSettings`, `Audit`,
 * `KeyEncryption`, `TenantTransaction`, `AuthSql` and the pool of `beep_app`.
 */
export const TenancyServices = Layer.mergeAll(
  Tokens.layer,
  RefreshTokens.layer,
  OidcSignIn.layer.pipe(Layer.provide(OidcIssuer.layer)),
  Members.layer,
  FeatureFlags.layer,
  SystemScope.layer,
  clientAccessLayer,
  Assignments.layer,
  Invitations.layer,
  InvitationDoor.layer,
  AccessReview.layer,
  ApiKeys.layer,
  Settings.layer,
  Pulse.layer,
  RequestLimit.layer,
  Accounts.layer
).pipe(
  Layer.provideMerge(Layer.mergeAll(Organizations.layer, Clients.layer, MemberFacts.layer)),
  Layer.provideMerge(identity),
  Layer.provide([SecureRandom.layerWebCrypto, Digest.layerWebCrypto])
)

/** Everything of this room: the services, `Authorization` and the handlers of its groups. */
export const TenancyLayer = Layer.mergeAll(
  authHandlers,
  accountHandlers,
  membersHandlers,
  invitationHandlers,
  pulseHandlers,
  organizationHandlers
).pipe(
  Layer.provide(HttpApiMiddleware.layerProblemDetails({ includeDetails: true })),
  Layer.provideMerge(AuthorizationLayer),
  Layer.provideMerge(TenancyServices)
)

import { NotFound, RateLimited, StaleObject, Unauthenticated, Unavailable } from "@beep/kernel/errors"
import { SessionId } from "@beep/kernel/ids"
import { RequiredProof, RequiredScope } from "@beep/kernel/Scope"
import { Schema } from "effect"
import { HttpApi, HttpApiEndpoint, HttpApiGroup, HttpApiMiddleware, HttpApiSchema } from "effect/http-api"
import { Authorization } from "./Authorization.ts"
import { Email, EmailInput } from "./Email.ts"
import { IdentityId, LinkedIdentity, OidcAddress } from "./Oidc.ts"
import { DisplayName } from "./Member.ts"
import { Preferences } from "./Preferences.ts"
import { KnownPassword, NewPassword } from "./Password.ts"
import {
  IssuerNotConfigured,
  LastWayIn,
  MailNotConfigured,
  PasswordTooWeak,
  ProofRefused,
  SecondFactorMandatory
} from "./problems.ts"
import { BackupCodes, Enrolment, SecondFactorCode, SecondFactorState } from "./SecondFactor.ts"
import { OpenSession } from "./Session.ts"

/** The signed-in person's own account. */
export const Account = Schema.Struct({
  name: DisplayName,
  /** Of the name, for {@link AccountChange}. */
  version: Schema.Int,
  email: Email,
  secondFactor: SecondFactorState,
  /** Null for somebody who signs in elsewhere. */
  passwordChangedAt: Schema.NullOr(Schema.DateTimeUtcFromString)
})
export type Account = typeof Account.Type

export const AccountChange = Schema.Struct({ name: DisplayName, expectedVersion: Schema.Int })

/** The password of now, and the next one. */
export const PasswordChange = Schema.Struct({ current: KnownPassword, next: NewPassword })

/** What a person does with the own account; nobody reaches another one's here. */
export class AccountGroup extends HttpApiGroup.make("account")
  .add(
    HttpApiEndpoint.get("get", "/api/account", {
      success: Account,
      error: [Unauthenticated, Unavailable]
    }),
    HttpApiEndpoint.patch("change", "/api/account", {
      payload: AccountChange,
      success: Account,
      error: [StaleObject, Unauthenticated, Unavailable]
    }),
    /** `GET /api/me` answers them. */
    HttpApiEndpoint.put("changePreferences", "/api/account/preferences", {
      payload: Preferences,
      success: Preferences,
      error: [NotFound, Unauthenticated, Unavailable]
    }),
    /** The other sessions end. */
    HttpApiEndpoint.post("changePassword", "/api/account/password", {
      payload: PasswordChange,
      success: HttpApiSchema.NoContent,
      error: [ProofRefused, PasswordTooWeak, RateLimited, Unauthenticated, Unavailable]
    }),
    /** Mails a link to the new address; nothing changes before it is followed. Answers alike when the address is taken. */
    HttpApiEndpoint.post("changeAddress", "/api/account/address", {
      payload: Schema.Struct({ email: EmailInput }),
      success: HttpApiSchema.NoContent,
      error: [MailNotConfigured, RateLimited, Unauthenticated, Unavailable]
    }).annotate(RequiredProof, "stepped_up"),
    HttpApiEndpoint.post("enrolSecondFactor", "/api/account/second-factor/enrol", {
      success: Enrolment,
      error: [Unauthenticated, Unavailable]
    }).annotate(RequiredProof, "enrolling"),
    HttpApiEndpoint.post("confirmSecondFactor", "/api/account/second-factor/confirm", {
      payload: Schema.Struct({ code: SecondFactorCode }),
      success: BackupCodes,
      error: [ProofRefused, RateLimited, Unauthenticated, Unavailable]
    }).annotate(RequiredProof, "enrolling"),
    HttpApiEndpoint.post("renewBackupCodes", "/api/account/second-factor/backup-codes", {
      success: BackupCodes,
      error: [NotFound, Unauthenticated, Unavailable]
    }).annotate(RequiredProof, "stepped_up"),
    HttpApiEndpoint.delete("removeSecondFactor", "/api/account/second-factor", {
      success: HttpApiSchema.NoContent,
      error: [NotFound, SecondFactorMandatory, Unauthenticated, Unavailable]
    }).annotate(RequiredProof, "stepped_up"),
    HttpApiEndpoint.get("identities", "/api/account/identities", {
      success: Schema.Struct({ identities: Schema.Array(LinkedIdentity) }),
      error: [Unauthenticated, Unavailable]
    }),
    /** The browser goes to the answered address; the account it comes back with opens this one from then on. */
    HttpApiEndpoint.post("linkIdentity", "/api/account/identities/link", {
      success: OidcAddress,
      error: [IssuerNotConfigured, Unauthenticated, Unavailable]
    }).annotate(RequiredProof, "stepped_up"),
    HttpApiEndpoint.delete("unlinkIdentity", "/api/account/identities/:identityId", {
      params: { identityId: IdentityId },
      success: HttpApiSchema.NoContent,
      error: [NotFound, LastWayIn, Unauthenticated, Unavailable]
    }).annotate(RequiredProof, "stepped_up"),
    HttpApiEndpoint.get("sessions", "/api/account/sessions", {
      success: Schema.Struct({ sessions: Schema.Array(OpenSession) }),
      error: [Unauthenticated, Unavailable]
    }),
    HttpApiEndpoint.delete("revokeSession", "/api/account/sessions/:sessionId", {
      params: { sessionId: SessionId },
      success: HttpApiSchema.NoContent,
      error: [NotFound, Unauthenticated, Unavailable]
    })
  )
  .annotate(RequiredScope, "session")
  .middleware(Authorization)
  .middleware(HttpApiMiddleware.ProblemDetails) {}

export const AccountLocalApi = HttpApi.make("beep").add(AccountGroup)

import { Schema } from "effect"
import { HttpApiError } from "effect/http-api"
import { PasswordWeakness } from "./passwordWeakness.ts"
import { SessionLack, StepUpBy } from "./SessionStrength.ts"

/** A change that rides on a cookie came from a page of another origin (CSRF). */
export class OriginNotAllowed extends HttpApiError.Problem<OriginNotAllowed>()(
  "OriginNotAllowed",
  {
    type: "urn:beep:problem:origin-not-allowed",
    status: 403,
    title: "This request did not come from a page of Beep"
  },
  { requestId: Schema.optionalKey(Schema.String) }
) {}

/** Unknown user, wrong password, no membership: all the same to whoever asks. */
export class SignInRefused extends HttpApiError.Problem<SignInRefused>()(
  "SignInRefused",
  {
    type: "urn:beep:problem:sign-in-refused",
    status: 401,
    title: "Email or password is not correct"
  },
  { requestId: Schema.optionalKey(Schema.String) }
) {}

/** An organization keeps at least one active owner. */
export class LastOwner extends HttpApiError.Problem<LastOwner>()(
  "LastOwner",
  {
    type: "urn:beep:problem:last-owner",
    status: 409,
    title: "An organization needs at least one owner"
  },
  { requestId: Schema.optionalKey(Schema.String) }
) {}

/** The user is already a member, or the member already sees the client. */
export class AlreadyThere extends HttpApiError.Problem<AlreadyThere>()(
  "AlreadyThere",
  {
    type: "urn:beep:problem:already-there",
    status: 409,
    title: "This already exists"
  },
  { requestId: Schema.optionalKey(Schema.String) }
) {}

/** The session has proved the password alone, and this member must have, or has, a second factor. */
export class SecondFactorRequired extends HttpApiError.Problem<SecondFactorRequired>()(
  "SecondFactorRequired",
  {
    type: "urn:beep:problem:second-factor-required",
    status: 403,
    title: "A second factor is needed first"
  },
  { requestId: Schema.optionalKey(Schema.String), lacks: SessionLack }
) {}

/** This needs a factor proved in the last ten minutes: `POST /api/auth/step-up`, then again. */
export class StepUpRequired extends HttpApiError.Problem<StepUpRequired>()(
  "StepUpRequired",
  {
    type: "urn:beep:problem:step-up-required",
    status: 403,
    title: "Confirm that it is you"
  },
  { requestId: Schema.optionalKey(Schema.String), by: StepUpBy }
) {}

/** A wrong, used or expired code, or a wrong password where one was asked for again. */
export class ProofRefused extends HttpApiError.Problem<ProofRefused>()(
  "ProofRefused",
  {
    type: "urn:beep:problem:proof-refused",
    status: 422,
    title: "This is not correct"
  },
  { requestId: Schema.optionalKey(Schema.String) }
) {}

/** A role of this person is not allowed without a second factor. */
export class SecondFactorMandatory extends HttpApiError.Problem<SecondFactorMandatory>()(
  "SecondFactorMandatory",
  {
    type: "urn:beep:problem:second-factor-mandatory",
    status: 409,
    title: "Your role needs a second factor"
  },
  { requestId: Schema.optionalKey(Schema.String) }
) {}

/** Unknown, used, revoked, over: all the same to whoever holds the token. */
export class InvitationClosed extends HttpApiError.Problem<InvitationClosed>()(
  "InvitationClosed",
  {
    type: "urn:beep:problem:invitation-closed",
    status: 410,
    title: "This invitation does not open anything any more"
  },
  { requestId: Schema.optionalKey(Schema.String) }
) {}

/** A mailed link that is unknown, used, expired or made pointless by what happened since: all the same to whoever asks. */
export class LinkRefused extends HttpApiError.Problem<LinkRefused>()(
  "LinkRefused",
  {
    type: "urn:beep:problem:link-refused",
    status: 410,
    title: "This link no longer works"
  },
  { requestId: Schema.optionalKey(Schema.String) }
) {}

/** What was asked for goes by mail, and no mail server is configured here. */
export class MailNotConfigured extends HttpApiError.Problem<MailNotConfigured>()(
  "MailNotConfigured",
  {
    type: "urn:beep:problem:mail-not-configured",
    status: 409,
    title: "This installation sends no mail"
  },
  { requestId: Schema.optionalKey(Schema.String) }
) {}

/** Long enough and yet among the first a stranger would try. */
export class PasswordTooWeak extends HttpApiError.Problem<PasswordTooWeak>()(
  "PasswordTooWeak",
  {
    type: "urn:beep:problem:password-too-weak",
    status: 422,
    title: "This password is easy to guess"
  },
  { requestId: Schema.optionalKey(Schema.String), because: PasswordWeakness }
) {}

/** Nobody signs in with another issuer here, or the issuer does not answer. */
export class IssuerNotConfigured extends HttpApiError.Problem<IssuerNotConfigured>()(
  "IssuerNotConfigured",
  {
    type: "urn:beep:problem:issuer-not-configured",
    status: 409,
    title: "Signing in with another account is not available"
  },
  { requestId: Schema.optionalKey(Schema.String) }
) {}

/** Without it nobody could open this account any more. */
export class LastWayIn extends HttpApiError.Problem<LastWayIn>()(
  "LastWayIn",
  {
    type: "urn:beep:problem:last-way-in",
    status: 409,
    title: "This is the only way into your account"
  },
  { requestId: Schema.optionalKey(Schema.String) }
) {}

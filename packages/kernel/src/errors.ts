import { Schema } from "effect"
import { HttpApiError } from "effect/http-api"

/**
 * The problems every endpoint may answer (RFC 9457, `application/problem+json`).
 * `requestId` is filled by the server on the way out. No problem carries upstream text.
 */
const fields = { requestId: Schema.optionalKey(Schema.String) }

/** The thing does not exist, or belongs to somebody else: the two look the same. */
export class NotFound extends HttpApiError.Problem<NotFound>()(
  "NotFound",
  {
    type: "urn:beep:problem:not-found",
    status: 404,
    title: "Not found"
  },
  fields
) {}

export class Unauthenticated extends HttpApiError.Problem<Unauthenticated>()(
  "Unauthenticated",
  {
    type: "urn:beep:problem:unauthenticated",
    status: 401,
    title: "Sign in to continue"
  },
  fields
) {}

/** Only for things the member can already see. */
export class RoleForbidden extends HttpApiError.Problem<RoleForbidden>()(
  "RoleForbidden",
  {
    type: "urn:beep:problem:role-forbidden",
    status: 403,
    title: "Your role does not allow this"
  },
  fields
) {}

export class FeatureNotEnabled extends HttpApiError.Problem<FeatureNotEnabled>()(
  "FeatureNotEnabled",
  {
    type: "urn:beep:problem:feature-not-enabled",
    status: 403,
    title: "This feature is not enabled"
  },
  { ...fields, feature: Schema.String }
) {}

/** The shape was right but the values were not; `reason` is a sentence from the message catalogue. */
export class ValidationFailed extends HttpApiError.Problem<ValidationFailed>()(
  "ValidationFailed",
  {
    type: "urn:beep:problem:validation-failed",
    status: 400,
    title: "The request could not be used"
  },
  { ...fields, reason: Schema.String }
) {}

/** The expected version was not the stored one. */
export class StaleObject extends HttpApiError.Problem<StaleObject>()(
  "StaleObject",
  {
    type: "urn:beep:problem:stale-object",
    status: 409,
    title: "Somebody changed this first"
  },
  fields
) {}

export class RateLimited extends HttpApiError.Problem<RateLimited>()(
  "RateLimited",
  {
    type: "urn:beep:problem:rate-limited",
    status: 429,
    title: "Too many attempts"
  },
  { ...fields, retryAfterSeconds: Schema.Int }
) {}

/** A dependency (database, QuickBooks) did not answer; nothing was changed. */
export class Unavailable extends HttpApiError.Problem<Unavailable>()(
  "Unavailable",
  {
    type: "urn:beep:problem:unavailable",
    status: 503,
    title: "Not available right now"
  },
  { ...fields, what: Schema.String }
) {}

/** The connection to QuickBooks must be renewed by a person. */
export class ReconnectRequired extends HttpApiError.Problem<ReconnectRequired>()(
  "ReconnectRequired",
  {
    type: "urn:beep:problem:reconnect-required",
    status: 409,
    title: "QuickBooks needs to be reconnected"
  },
  fields
) {}

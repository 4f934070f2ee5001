import { Schema } from "effect"

/**
 * What a failed call to Google means. `reason` is Google's own word
 * (`userRateLimitExceeded`, `invalid_grant`); no fault carries upstream text.
 */
const fields = { reason: Schema.NullOr(Schema.String), httpStatus: Schema.NullOr(Schema.Int) }

/** 401: renew the access token once and ask once more. */
export class AccessExpired extends Schema.TaggedError<AccessExpired>()("AccessExpired", fields) {}

/** `invalid_grant`: the person took the consent back, or it ended. Only a person can link the account again. */
export class GrantEnded extends Schema.TaggedError<GrantEnded>()("GrantEnded", fields) {}

/** 403 `insufficientPermissions`: the grant does not hold the scope this call needs. */
export class ScopeMissing extends Schema.TaggedError<ScopeMissing>()("ScopeMissing", fields) {}

/** 429, or 403 with a reason of the usage limits. `retryAfterSeconds` is null when Google did not say. */
export class RateLimitedByGoogle extends Schema.TaggedError<RateLimitedByGoogle>()("RateLimitedByGoogle", {
  ...fields,
  retryAfterSeconds: Schema.NullOr(Schema.Finite)
}) {}

/** 404: the message is not in the mailbox any more; on `history` it means the history id is too old. */
export class GoneAtGoogle extends Schema.TaggedError<GoneAtGoogle>()("GoneAtGoogle", fields) {}

/** 5xx, timeouts, broken connections. */
export class GoogleTransient extends Schema.TaggedError<GoogleTransient>()("GoogleTransient", fields) {}

/** Refused, or an answer that cannot be read: asking again changes nothing. */
export class GoogleRefused extends Schema.TaggedError<GoogleRefused>()("GoogleRefused", {
  ...fields,
  kind: Schema.Literals(["refused", "unreadable"])
}) {}

export const GoogleError = Schema.Union([
  AccessExpired,
  GrantEnded,
  ScopeMissing,
  RateLimitedByGoogle,
  GoneAtGoogle,
  GoogleTransient,
  GoogleRefused
])
export type GoogleError = typeof GoogleError.Type

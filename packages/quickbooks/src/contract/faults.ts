import { Schema } from "effect"

/**
 * What a failed call to QuickBooks means (runway.md 6.6). `code` is Intuit's
 * own, without leading zeros; `intuitTid` is the trace id their support asks
 * for. No fault carries upstream text, except the detail of a business rule.
 */
const fields = {
  code: Schema.NullOr(Schema.String),
  httpStatus: Schema.NullOr(Schema.Int),
  intuitTid: Schema.NullOr(Schema.String)
}

/** 3200: refresh the access token once and replay once. */
export class TokenExpired extends Schema.TaggedError<TokenExpired>()("TokenExpired", fields) {}

/** 3100, 120, `invalid_grant`: a person has to link the company again. */
export class ReconnectRequired extends Schema.TaggedError<ReconnectRequired>()("ReconnectRequired", fields) {}

/** 3001: `retryAfterSeconds` is what Intuit asked for, null when it did not say. */
export class RateLimitedByIntuit extends Schema.TaggedError<RateLimitedByIntuit>()("RateLimitedByIntuit", {
  ...fields,
  retryAfterSeconds: Schema.NullOr(Schema.Finite)
}) {}

/** 610: the object was deleted or made inactive. */
export class Gone extends Schema.TaggedError<Gone>()("Gone", fields) {}

/** 5010: somebody changed the object since the given SyncToken. */
export class StaleObject extends Schema.TaggedError<StaleObject>()("StaleObject", fields) {}

/** 6000, 6140, 6240, 6540: `detail` is Intuit's sentence for the person who asked; it may name people, so it is redacted in logs. */
export class BusinessRule extends Schema.TaggedError<BusinessRule>()("BusinessRule", {
  ...fields,
  detail: Schema.Redacted(Schema.String)
}) {}

/** 6210: the date lies in a closed accounting period. */
export class PeriodClosed extends Schema.TaggedError<PeriodClosed>()("PeriodClosed", fields) {}

/** 6190: the company's subscription has lapsed. */
export class CompanyUnavailable extends Schema.TaggedError<CompanyUnavailable>()("CompanyUnavailable", fields) {}

/** 500, 2020, 2170, 2500, an answer we cannot read: asking again changes nothing. */
export class PermanentFault extends Schema.TaggedError<PermanentFault>()("PermanentFault", {
  ...fields,
  reason: Schema.Literals(["refused", "unreadable"])
}) {}

/** HTTP 5xx, timeouts, broken connections. */
export class TransientFault extends Schema.TaggedError<TransientFault>()("TransientFault", fields) {}

export const QuickBooksError = Schema.Union([
  TokenExpired,
  ReconnectRequired,
  RateLimitedByIntuit,
  Gone,
  StaleObject,
  BusinessRule,
  PeriodClosed,
  CompanyUnavailable,
  PermanentFault,
  TransientFault
])
export type QuickBooksError = typeof QuickBooksError.Type

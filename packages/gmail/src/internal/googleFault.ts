import { Option, Schema } from "effect"
import {
  AccessExpired,
  GoneAtGoogle,
  type GoogleError,
  GoogleRefused,
  GoogleTransient,
  GrantEnded,
  RateLimitedByGoogle,
  ScopeMissing
} from "../contract/faults.ts"

/** What a refused call brought. */
export interface Refusal {
  readonly status: number
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: string
}

const Reason = Schema.Struct({ reason: Schema.optionalKey(Schema.String) })
const Api = Schema.fromJsonString(
  Schema.Struct({
    error: Schema.Struct({
      status: Schema.optionalKey(Schema.String),
      errors: Schema.optionalKey(Schema.Array(Reason)),
      details: Schema.optionalKey(Schema.Array(Reason))
    })
  })
)
const OAuth = Schema.fromJsonString(Schema.Struct({ error: Schema.String }))
const decodeApi = Schema.decodeOption(Api)
const decodeOAuth = Schema.decodeOption(OAuth)

/** Only a word may leave: whatever else Google writes into an answer stays there. */
const word = (text: string | undefined): string | null => (text !== undefined && /^\w{1,60}$/.test(text) ? text : null)

const reasonsOf = (body: string): ReadonlyArray<string> => {
  const api = Option.map(decodeApi(body), ({ error }) =>
    [...(error.errors ?? []), ...(error.details ?? [])].map(({ reason }) => reason).concat(error.status)
  )
  const oauth = Option.map(decodeOAuth(body), ({ error }): ReadonlyArray<string | undefined> => [error])
  return Option.getOrElse(Option.firstSomeOf([api, oauth]), (): ReadonlyArray<string | undefined> => []).flatMap((one) => {
    const known = word(one)
    return known === null ? [] : [known]
  })
}

const usageLimits = new Set(["rateLimitExceeded", "userRateLimitExceeded", "quotaExceeded", "dailyLimitExceeded"])
const scopeReasons = new Set(["insufficientPermissions", "ACCESS_TOKEN_SCOPE_INSUFFICIENT"])

const retryAfter = (headers: Refusal["headers"]): number | null => {
  const seconds = Number(headers["retry-after"])
  return headers["retry-after"] !== undefined && Number.isFinite(seconds) && seconds >= 0 ? seconds : null
}

/** Gmail's errors (https://developers.google.com/gmail/api/guides/handle-errors) and OAuth's (RFC 6749 5.2), as what to do about them. */
export const googleFault = ({ body, headers, status }: Refusal): GoogleError => {
  const reasons = reasonsOf(body)
  const fields = { reason: reasons[0] ?? null, httpStatus: status }
  if (reasons.includes("invalid_grant")) return new GrantEnded({ ...fields, reason: "invalid_grant" })
  if (status === 401) return new AccessExpired(fields)
  if (status === 429 || (status === 403 && reasons.some((reason) => usageLimits.has(reason)))) {
    return new RateLimitedByGoogle({ ...fields, retryAfterSeconds: retryAfter(headers) })
  }
  if (status === 403 && reasons.some((reason) => scopeReasons.has(reason))) return new ScopeMissing(fields)
  if (status === 404 || status === 410) return new GoneAtGoogle(fields)
  return status >= 500 ? new GoogleTransient(fields) : new GoogleRefused({ ...fields, kind: "refused" })
}

export const nothingArrived = (): GoogleError => new GoogleTransient({ reason: null, httpStatus: null })

export const unreadable = (): GoogleError => new GoogleRefused({ reason: null, httpStatus: 200, kind: "unreadable" })

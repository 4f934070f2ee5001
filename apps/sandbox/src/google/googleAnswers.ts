import { HttpServerResponse } from "effect/http"

interface ApiFault {
  readonly status: number
  readonly reason: string
  readonly word: string
  readonly message: string
}

/** Gmail's refusals as its guide to errors shows them (https://developers.google.com/gmail/api/guides/handle-errors). */
export const apiFaults = {
  bad_request: { status: 400, reason: "invalidArgument", word: "INVALID_ARGUMENT", message: "Invalid argument" },
  unauthorized: { status: 401, reason: "authError", word: "UNAUTHENTICATED", message: "Invalid Credentials" },
  daily_limit: { status: 403, reason: "dailyLimitExceeded", word: "RESOURCE_EXHAUSTED", message: "Daily Limit Exceeded" },
  insufficient_scope: {
    status: 403,
    reason: "insufficientPermissions",
    word: "PERMISSION_DENIED",
    message: "Request had insufficient authentication scopes."
  },
  project_rate_limited: { status: 403, reason: "rateLimitExceeded", word: "RESOURCE_EXHAUSTED", message: "Rate Limit Exceeded" },
  user_rate_limited: {
    status: 403,
    reason: "userRateLimitExceeded",
    word: "RESOURCE_EXHAUSTED",
    message: "User Rate Limit Exceeded"
  },
  domain_policy: {
    status: 403,
    reason: "domainPolicy",
    word: "PERMISSION_DENIED",
    message: "The domain administrators have disabled Gmail apps."
  },
  not_found: { status: 404, reason: "notFound", word: "NOT_FOUND", message: "Requested entity was not found." },
  rate_limited: {
    status: 429,
    reason: "rateLimitExceeded",
    word: "RESOURCE_EXHAUSTED",
    message: "Too many concurrent requests for user"
  },
  backend_error: { status: 500, reason: "backendError", word: "INTERNAL", message: "Backend Error" },
  unavailable: { status: 503, reason: "backendError", word: "UNAVAILABLE", message: "Service Unavailable" }
} as const satisfies Record<string, ApiFault>

export type ApiFaultName = keyof typeof apiFaults

export const apiFault = (name: ApiFaultName, retryAfterSeconds?: number): HttpServerResponse.HttpServerResponse => {
  const { message, reason, status, word } = apiFaults[name]
  const answer = HttpServerResponse.setStatus(
    HttpServerResponse.jsonUnsafe({
      error: { code: status, message, errors: [{ message, domain: "global", reason }], status: word }
    }),
    status
  )
  return retryAfterSeconds === undefined ? answer : HttpServerResponse.setHeader(answer, "retry-after", String(retryAfterSeconds))
}

import { Predicate } from "effect"

export type FailureKind =
  | "offline"
  | "unauthenticated"
  | "forbidden"
  | "not_found"
  | "rate_limited"
  | "reconnect"
  | "too_large"
  | "invalid"
  | "refused"
  | "unavailable"
  | "unexpected"

/** What a screen can say about a call that failed: one closed kind, and the request it can be asked about by. */
export class ApiFailure extends Error {
  override readonly name = "ApiFailure"
  readonly kind: FailureKind
  readonly requestId: string | undefined
  readonly retryAfterSeconds: number | undefined

  constructor(kind: FailureKind, requestId?: string, retryAfterSeconds?: number) {
    super(kind)
    this.kind = kind
    this.requestId = requestId
    this.retryAfterSeconds = retryAfterSeconds
  }
}

const kinds: Readonly<Record<string, FailureKind>> = {
  NotFound: "not_found",
  Unauthenticated: "unauthenticated",
  RoleForbidden: "forbidden",
  FeatureNotEnabled: "forbidden",
  OriginNotAllowed: "forbidden",
  SignInRefused: "refused",
  ValidationFailed: "invalid",
  BadRequestProblem: "invalid",
  SchemaError: "unexpected",
  StaleObject: "invalid",
  RateLimited: "rate_limited",
  ReconnectRequired: "reconnect",
  DocumentTooLarge: "too_large",
  Unavailable: "unavailable"
}

const isTransport = (error: unknown): boolean =>
  Predicate.isTagged(error, "HttpClientError") &&
  Predicate.hasProperty(error, "reason") &&
  Predicate.isTagged(error.reason, "TransportError")

const headerRequestId = (error: unknown): string | undefined => {
  if (!Predicate.hasProperty(error, "response") || !Predicate.hasProperty(error.response, "headers")) return undefined
  const headers = error.response.headers
  return Predicate.hasProperty(headers, "x-request-id") && Predicate.isString(headers["x-request-id"])
    ? headers["x-request-id"]
    : undefined
}

/** Of any error value a call may end with. */
export const failureOf = (error: unknown): ApiFailure => {
  if (error instanceof ApiFailure) return error
  if (isTransport(error)) return new ApiFailure("offline")
  const tag = Predicate.hasProperty(error, "_tag") && Predicate.isString(error._tag) ? error._tag : ""
  const requestId =
    Predicate.hasProperty(error, "requestId") && Predicate.isString(error.requestId) ? error.requestId : headerRequestId(error)
  const wait =
    Predicate.hasProperty(error, "retryAfterSeconds") && Predicate.isNumber(error.retryAfterSeconds)
      ? error.retryAfterSeconds
      : undefined
  return new ApiFailure(kinds[tag] ?? "unexpected", requestId, wait)
}

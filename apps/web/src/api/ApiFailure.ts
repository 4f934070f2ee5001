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
  | "stale"
  | "refused"
  | "not_proved"
  | "step_up"
  | "not_confirmed"
  | "second_factor"
  | "factor_mandatory"
  | "weak_password"
  | "link_closed"
  | "no_mail"
  | "no_issuer"
  | "last_way_in"
  | "already_there"
  | "last_owner"
  | "unavailable"
  | "unexpected"

/** What a screen can say about a call that failed: one closed kind, and the request it can be asked about by. */
export class ApiFailure extends Error {
  override readonly name = "ApiFailure"
  readonly kind: FailureKind
  readonly requestId: string | undefined
  readonly retryAfterSeconds: number | undefined
  /** The closed word a problem gives with its kind: by what to confirm, why a password is weak. */
  readonly word: string | undefined

  constructor(kind: FailureKind, requestId?: string, retryAfterSeconds?: number, word?: string) {
    super(kind)
    this.kind = kind
    this.requestId = requestId
    this.retryAfterSeconds = retryAfterSeconds
    this.word = word
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
  StaleObject: "stale",
  ProofRefused: "not_proved",
  StepUpRequired: "step_up",
  SecondFactorRequired: "second_factor",
  SecondFactorMandatory: "factor_mandatory",
  PasswordTooWeak: "weak_password",
  LinkRefused: "link_closed",
  InvitationClosed: "link_closed",
  MailNotConfigured: "no_mail",
  IssuerNotConfigured: "no_issuer",
  LastWayIn: "last_way_in",
  AlreadyThere: "already_there",
  LastOwner: "last_owner",
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

const stringOf = (error: unknown, name: string): string | undefined => {
  const value: unknown = Predicate.hasProperty(error, name) ? error[name] : undefined
  return Predicate.isString(value) ? value : undefined
}

/** Of any error value a call may end with. */
export const failureOf = (error: unknown): ApiFailure => {
  if (error instanceof ApiFailure) return error
  if (isTransport(error)) return new ApiFailure("offline")
  const tag = stringOf(error, "_tag") ?? ""
  const requestId = stringOf(error, "requestId") ?? headerRequestId(error)
  const word = stringOf(error, "by") ?? stringOf(error, "because")
  const wait =
    Predicate.hasProperty(error, "retryAfterSeconds") && Predicate.isNumber(error.retryAfterSeconds)
      ? error.retryAfterSeconds
      : undefined
  return new ApiFailure(kinds[tag] ?? "unexpected", requestId, wait, word)
}

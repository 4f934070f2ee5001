import { Duration, Schema } from "effect"
import type { AiError } from "effect/ai/AiError"

/** Why a provider of a model gave nothing: a word, never what it said. */
export class ProviderFailed extends Schema.TaggedError<ProviderFailed>()("ProviderFailed", {
  reason: Schema.Literals(["not_allowed", "input_refused", "rate_limited", "unavailable", "unreadable"]),
  retryAfterSeconds: Schema.NullOr(Schema.Finite)
}) {}

export const worded = ({ reason }: AiError): ProviderFailed => {
  const because = (word: ProviderFailed["reason"]) => new ProviderFailed({ reason: word, retryAfterSeconds: null })
  switch (reason._tag) {
    case "AuthenticationError":
    case "QuotaExhaustedError":
      return because("not_allowed")
    case "InvalidRequestError":
    case "ContentPolicyError":
      return because("input_refused")
    case "RateLimitError": {
      const retryAfterSeconds = reason.retryAfter === undefined ? null : Duration.toSeconds(reason.retryAfter)
      return new ProviderFailed({ reason: "rate_limited", retryAfterSeconds })
    }
    case "InvalidOutputError":
      return because("unreadable")
    default:
      return because("unavailable")
  }
}

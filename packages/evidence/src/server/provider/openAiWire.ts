import { Duration, Effect, Redacted } from "effect"
import * as AiError from "effect/ai/AiError"
import { HttpClient, HttpClientRequest } from "effect/http"

/** Who is asked, and as whom. */
export interface OpenAiSettings {
  /** `https://api.openai.com/v1`, or whatever speaks the same; without a trailing slash. */
  readonly baseUrl: string
  readonly apiKey: Redacted.Redacted
  readonly model: string
}

const retryAfter = (value: string | undefined): Duration.Duration | undefined => {
  const seconds = value === undefined ? Number.NaN : Number(value)
  return Number.isFinite(seconds) && seconds >= 0 ? Duration.seconds(seconds) : undefined
}

/** By status alone: what a provider writes into a refusal may repeat what it was sent, and stays there. */
const refusal = (status: number, wait: string | undefined): AiError.AiErrorReason => {
  if (status === 429) return new AiError.RateLimitError({ retryAfter: retryAfter(wait) })
  const isOfInput = status === 400 || status === 413 || status === 422
  return AiError.reasonFromHttpStatus({ status: isOfInput ? 400 : status })
}

/** One call as OpenAI's wire has it: the body of a good answer, or why there is none. */
export const openAiWire = Effect.fnUntraced(function* (
  { apiKey, baseUrl }: OpenAiSettings,
  of: { readonly module: string; readonly method: string; readonly path: string; readonly patience: Duration.Input }
) {
  const client = yield* HttpClient.HttpClient
  const because = (reason: AiError.AiErrorReason) => AiError.make({ module: of.module, method: of.method, reason })
  const nothingArrived = because(new AiError.InternalProviderError({ description: "no answer came" }))

  const ask = Effect.fnUntraced(function* (body: object) {
    const answer = yield* HttpClientRequest.post(`${baseUrl}${of.path}`).pipe(
      HttpClientRequest.bearerToken(Redacted.value(apiKey)),
      HttpClientRequest.acceptJson,
      HttpClientRequest.bodyJsonUnsafe(body),
      client.execute,
      Effect.flatMap((response) =>
        Effect.map(response.text, (text) => ({ status: response.status, wait: response.headers["retry-after"], text }))
      ),
      Effect.timeout(of.patience),
      Effect.mapError(() => nothingArrived),
      // The client's own spans would carry the address and its parameters.
      Effect.provideService(HttpClient.TracerDisabledWhen, () => true)
    )
    if (answer.status < 200 || answer.status > 299) return yield* because(refusal(answer.status, answer.wait))
    return answer.text
  })
  return { ask, unreadable: (description: string) => because(new AiError.InvalidOutputError({ description })) }
})

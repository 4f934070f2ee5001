import { Duration, Effect, Layer, Option, Redacted, Schema } from "effect"
import * as AiError from "effect/ai/AiError"
import * as EmbeddingModel from "effect/ai/EmbeddingModel"
import { HttpClient, HttpClientRequest } from "effect/http"

export interface OpenAiSettings {
  /** `https://api.openai.com/v1`, or whatever speaks the same; without a trailing slash. */
  readonly baseUrl: string
  readonly apiKey: Redacted.Redacted
  readonly model: string
  readonly dimensions: number
}

const Answer = Schema.Struct({
  data: Schema.Array(Schema.Struct({ index: Schema.Int, embedding: Schema.mutable(Schema.Array(Schema.Finite)) })),
  usage: Schema.optionalKey(Schema.Struct({ prompt_tokens: Schema.optionalKey(Schema.Finite) }))
})
const decode = Schema.decodeUnknownEffect(Schema.fromJsonString(Answer))

const because = (reason: AiError.AiErrorReason) => AiError.make({ module: "OpenAiEmbeddings", method: "embedMany", reason })

const unreadable = because(new AiError.InvalidOutputError({ description: "the answer holds other than one vector per text" }))
const nothingArrived = because(new AiError.InternalProviderError({ description: "no answer came" }))

const retryAfter = (value: string | undefined): Duration.Duration | undefined => {
  const seconds = value === undefined ? Number.NaN : Number(value)
  return Number.isFinite(seconds) && seconds >= 0 ? Duration.seconds(seconds) : undefined
}

/** By status alone: what a provider writes into a refusal may repeat what it was sent, and stays there. */
const refusal = (status: number, wait: string | undefined): AiError.AiError => {
  if (status === 429) return because(new AiError.RateLimitError({ retryAfter: retryAfter(wait) }))
  const isOfInput = status === 400 || status === 413 || status === 422
  return because(AiError.reasonFromHttpStatus({ status: isOfInput ? 400 : status }))
}

/** In the order asked for, each text exactly once. */
const inOrder = (data: (typeof Answer.Type)["data"], count: number): Option.Option<Array<Array<number>>> => {
  const rows = data.toSorted((a, b) => a.index - b.index)
  return rows.length === count && rows.every(({ index }, at) => index === at)
    ? Option.some(rows.map(({ embedding }) => embedding))
    : Option.none()
}

/**
 * `POST /embeddings` as OpenAI defines it and others speak it (https://platform.openai.com/docs/api-reference/embeddings).
 * The library's own provider packages have no release for this version of it; this is what one of them would give.
 */
export const layer = ({
  apiKey,
  baseUrl,
  dimensions,
  model
}: OpenAiSettings): Layer.Layer<EmbeddingModel.EmbeddingModel, never, HttpClient.HttpClient> =>
  Layer.effect(
    EmbeddingModel.EmbeddingModel,
    Effect.gen(function* () {
      const client = yield* HttpClient.HttpClient
      const ask = (inputs: ReadonlyArray<string>) =>
        HttpClientRequest.post(`${baseUrl}/embeddings`).pipe(
          HttpClientRequest.bearerToken(Redacted.value(apiKey)),
          HttpClientRequest.acceptJson,
          HttpClientRequest.bodyJsonUnsafe({ model, input: inputs, dimensions, encoding_format: "float" }),
          client.execute,
          Effect.flatMap((response) =>
            Effect.map(response.text, (body) => ({ status: response.status, wait: response.headers["retry-after"], body }))
          ),
          Effect.timeout("30 seconds"),
          Effect.mapError(() => nothingArrived),
          // The client's own spans would carry the address and its parameters.
          Effect.provideService(HttpClient.TracerDisabledWhen, () => true)
        )
      return yield* EmbeddingModel.make({
        embedMany: Effect.fnUntraced(function* ({ inputs }) {
          const { body, status, wait } = yield* ask(inputs)
          if (status < 200 || status > 299) return yield* refusal(status, wait)
          const { data, usage } = yield* Effect.mapError(decode(body), () => unreadable)
          const results = inOrder(data, inputs.length)
          return Option.isNone(results)
            ? yield* unreadable
            : { results: results.value, usage: { inputTokens: usage?.prompt_tokens } }
        })
      })
    })
  )

import { Effect, Layer, Option, Schema } from "effect"
import * as EmbeddingModel from "effect/ai/EmbeddingModel"
import type { HttpClient } from "effect/http"
import { type OpenAiSettings, openAiWire } from "../provider/openAiWire.ts"

const Answer = Schema.Struct({
  data: Schema.Array(Schema.Struct({ index: Schema.Int, embedding: Schema.mutable(Schema.Array(Schema.Finite)) })),
  usage: Schema.optionalKey(Schema.Struct({ prompt_tokens: Schema.optionalKey(Schema.Finite) }))
})
const decode = Schema.decodeUnknownEffect(Schema.fromJsonString(Answer))

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
export const layer = (
  settings: OpenAiSettings & { readonly dimensions: number }
): Layer.Layer<EmbeddingModel.EmbeddingModel, never, HttpClient.HttpClient> =>
  Layer.effect(
    EmbeddingModel.EmbeddingModel,
    Effect.gen(function* () {
      const { dimensions, model } = settings
      const wire = yield* openAiWire(settings, {
        module: "OpenAiEmbeddings",
        method: "embedMany",
        path: "/embeddings",
        patience: "30 seconds"
      })
      const unreadable = wire.unreadable("the answer holds other than one vector per text")
      return yield* EmbeddingModel.make({
        embedMany: Effect.fnUntraced(function* ({ inputs }) {
          const body = yield* wire.ask({ model, input: inputs, dimensions, encoding_format: "float" })
          const { data, usage } = yield* Effect.mapError(decode(body), () => unreadable)
          const results = inOrder(data, inputs.length)
          return Option.isNone(results)
            ? yield* unreadable
            : { results: results.value, usage: { inputTokens: usage?.prompt_tokens } }
        })
      })
    })
  )

import { Effect, Layer, Schema } from "effect"
import { HttpRouter, HttpServerRequest, HttpServerResponse } from "effect/http"
import { badInput, met, refusedKey, tokensOf } from "../openai/providerAnswers.ts"
import { deskRoutes } from "../script/deskRoutes.ts"
import { embed } from "./embed.ts"
import { EmbeddingDesk } from "./EmbeddingDesk.ts"
import { EmbeddingFault } from "./EmbeddingFault.ts"

const most = 2048

/** https://platform.openai.com/docs/api-reference/embeddings/create */
const Asked = Schema.Struct({
  model: Schema.NonEmptyString,
  input: Schema.Union([Schema.NonEmptyString, Schema.NonEmptyArray(Schema.NonEmptyString).check(Schema.isMaxLength(most))]),
  dimensions: Schema.optionalKey(Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 4096 }))),
  encoding_format: Schema.optionalKey(Schema.Literal("float"))
})

const answer = (model: string, input: ReadonlyArray<string>, dimensions: number, fault: EmbeddingFault["fault"] | undefined) => {
  const length = fault === "wrong_dimensions" ? dimensions - 1 : dimensions
  const data = input.map((text, index) => ({ object: "embedding", index, embedding: embed(text, length) }))
  const sent = fault === "wrong_count" ? data.slice(1) : fault === "out_of_order" ? data.toReversed() : data
  const tokens = tokensOf(input)
  return HttpServerResponse.jsonUnsafe({
    object: "list",
    data: sent,
    model,
    usage: { prompt_tokens: tokens, total_tokens: tokens }
  })
}

const create = Effect.gen(function* () {
  const refused = yield* refusedKey
  if (refused !== null) return refused
  const asked = yield* HttpServerRequest.schemaBodyJson(Asked)
  const input = typeof asked.input === "string" ? [asked.input] : asked.input
  const order = yield* (yield* EmbeddingDesk).take({ model: asked.model, input })
  return (yield* met(order)) ?? answer(asked.model, input, asked.dimensions ?? 1536, order?.fault)
}).pipe(Effect.catchTag("SchemaError", () => Effect.succeed(badInput)))

/** OpenAI's embeddings at `/openai/v1`; what it was sent and the script of its next calls under `/_sandbox/embeddings`. */
export const embeddingRoutes = Layer.mergeAll(
  HttpRouter.add("POST", "/openai/v1/embeddings", create),
  deskRoutes("/_sandbox/embeddings", EmbeddingFault, EmbeddingDesk)
)

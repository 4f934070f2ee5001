import { Effect, Layer, Redacted, Schema } from "effect"
import { HttpRouter, HttpServerRequest, HttpServerResponse } from "effect/http"
import { cutOff } from "../script/cutOff.ts"
import { deskRoutes } from "../script/deskRoutes.ts"
import { heldUp } from "../script/heldUp.ts"
import { embed } from "./embed.ts"
import { EmbeddingDesk } from "./EmbeddingDesk.ts"
import { EmbeddingFault } from "./EmbeddingFault.ts"
import { EmbeddingKey } from "./EmbeddingKey.ts"

const most = 2048

/** https://platform.openai.com/docs/api-reference/embeddings/create */
const Asked = Schema.Struct({
  model: Schema.NonEmptyString,
  input: Schema.Union([Schema.NonEmptyString, Schema.NonEmptyArray(Schema.NonEmptyString).check(Schema.isMaxLength(most))]),
  dimensions: Schema.optionalKey(Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 4096 }))),
  encoding_format: Schema.optionalKey(Schema.Literal("float"))
})

const refused = (status: number, type: string, message: string, code: string | null = null) =>
  HttpServerResponse.setStatus(HttpServerResponse.jsonUnsafe({ error: { message, type, param: null, code } }), status)

const unauthorized = refused(401, "invalid_request_error", "Incorrect API key provided.", "invalid_api_key")
const badInput = refused(400, "invalid_request_error", "The input is not one this model takes.")

const tokensOf = (texts: ReadonlyArray<string>): number => texts.reduce((sum, text) => sum + Math.ceil(text.length / 4), 0)

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
  const request = yield* HttpServerRequest.HttpServerRequest
  const key = yield* EmbeddingKey
  const bearer = /^Bearer (.+)$/i.exec(request.headers["authorization"] ?? "")?.[1]
  if (key === null || bearer !== Redacted.value(key)) return unauthorized
  const asked = yield* HttpServerRequest.schemaBodyJson(Asked)
  const input = typeof asked.input === "string" ? [asked.input] : asked.input
  const order = yield* (yield* EmbeddingDesk).take({ model: asked.model, input })
  switch (order?.fault) {
    case "unauthorized":
      return unauthorized
    case "rate_limited":
      return HttpServerResponse.setHeader(
        refused(429, "requests", "Rate limit reached for requests", "rate_limit_exceeded"),
        "retry-after",
        String(order.seconds ?? 1)
      )
    case "server_error":
      return refused(500, "server_error", "The server had an error while processing your request.")
    case "refused":
      return badInput
    case "reset":
      return yield* cutOff(request)
    case "slow":
      yield* heldUp(order)
  }
  return answer(asked.model, input, asked.dimensions ?? 1536, order?.fault)
}).pipe(Effect.catchTag("SchemaError", () => Effect.succeed(badInput)))

/** OpenAI's embeddings at `/openai/v1`; what it was sent and the script of its next calls under `/_sandbox/embeddings`. */
export const embeddingRoutes = Layer.mergeAll(
  HttpRouter.add("POST", "/openai/v1/embeddings", create),
  deskRoutes("/_sandbox/embeddings", EmbeddingFault, EmbeddingDesk)
)

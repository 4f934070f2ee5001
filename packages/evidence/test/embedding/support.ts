import type { EmbeddingFault } from "@beep/sandbox/embeddings/EmbeddingFault"
import { orderFaults } from "@beep/sandbox/script/orderFaults"
import { sandboxServer } from "@beep/sandbox/server"
import { AdminSql } from "@beep/test-kit/TestDatabase"
import { Context, Effect, Layer, Redacted, Ref, Schema } from "effect"
import { FetchHttpClient, HttpClient, HttpClientRequest, HttpClientResponse, HttpServer } from "effect/http"
import * as Embeddings from "../../src/server/embedding/Embeddings.ts"
import * as OpenAiEmbeddings from "../../src/server/embedding/openAiEmbeddings.ts"
import { suiteWith } from "../support.ts"

export const space = { model: "sandbox-embed-1", dimensions: 256, minSimilarity: 0.2 }

const apiKey = Redacted.make("sandbox embeddings/1")

/** Where the stand-in for a provider of embeddings listens. */
class ProviderUrl extends Context.Service<ProviderUrl, string>()("evidence-test/ProviderUrl") {
  static readonly layer = Layer.effect(
    ProviderUrl,
    Effect.map(HttpServer.HttpServer, ({ address }) => HttpServer.formatAddress(address))
  ).pipe(
    Layer.provide(
      sandboxServer({ clientId: "sandbox-app", clientSecret: apiKey, companies: [], port: 0, embeddingsKey: apiKey })
    ),
    Layer.orDie
  )
}

/** What happens while a call is on its way to the provider. */
export class Meanwhile extends Context.Service<Meanwhile, Ref.Ref<Effect.Effect<void>>>()("evidence-test/Meanwhile") {
  static readonly layer = Layer.effect(Meanwhile, Ref.make<Effect.Effect<void>>(Effect.void))
}

const wire = Layer.effect(
  HttpClient.HttpClient,
  Effect.gen(function* () {
    const meanwhile = yield* Meanwhile
    const client = yield* HttpClient.HttpClient
    return HttpClient.mapRequestEffect(client, (request) => Effect.as(Effect.flatten(Ref.get(meanwhile)), request))
  })
).pipe(Layer.provide(FetchHttpClient.layer))

/** As the server composes it, over real HTTP to the stand-in. */
export const provider = (of: Embeddings.EmbeddingSpace = space) =>
  Embeddings.layer(of).pipe(
    Layer.provide(
      Layer.unwrap(
        Effect.map(ProviderUrl, (url) =>
          OpenAiEmbeddings.layer({ baseUrl: `${url}/openai/v1`, apiKey, model: of.model, dimensions: of.dimensions })
        )
      )
    ),
    Layer.provide(wire)
  )

export const suite = suiteWith(provider()).pipe(Layer.provideMerge(Layer.merge(ProviderUrl.layer, Meanwhile.layer)))

const calls = Effect.fnUntraced(function* (method: "GET" | "DELETE") {
  const request = HttpClientRequest.make(method)(`${yield* ProviderUrl}/_sandbox/embeddings/calls`)
  const answer = yield* Effect.flatMap(HttpClient.execute(request), HttpClientResponse.filterStatusOk)
  return yield* answer.text
}, Effect.provide(FetchHttpClient.layer))

const Calls = Schema.fromJsonString(Schema.Array(Schema.Struct({ model: Schema.String, input: Schema.Array(Schema.String) })))

/** Every text the provider was sent since the last time, by call. */
export const sent = Effect.gen(function* () {
  const made = yield* Effect.flatMap(calls("GET"), Schema.decodeUnknownEffect(Calls))
  yield* calls("DELETE")
  return made.map(({ input }) => input)
})

export const order = Effect.fnUntraced(function* (...faults: ReadonlyArray<EmbeddingFault>) {
  yield* orderFaults(yield* ProviderUrl, "embeddings/faults", faults).pipe(Effect.provide(FetchHttpClient.layer))
})

const Rows = Schema.Array(
  Schema.Struct({
    entityId: Schema.String,
    type: Schema.String,
    model: Schema.String,
    dimensions: Schema.Int,
    outdated: Schema.Boolean,
    bytes: Schema.Int,
    createdAt: Schema.Date
  })
)

/** What is kept of a client, seen from outside of every policy. */
export const kept = Effect.fnUntraced(function* (clientId: string) {
  const admin = yield* AdminSql
  const rows =
    yield* admin`select v.entity_id as "entityId", e.type, v.model, v.dimensions, v.outdated, octet_length(v.vector) as bytes, v.created_at as "createdAt"
    from knowledge.embedding v join knowledge.entity e on e.id = v.entity_id where v.client_id = ${clientId} order by v.entity_id`
  return yield* Schema.decodeUnknownEffect(Rows)(rows)
})

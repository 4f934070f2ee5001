import type { EmbeddingFault } from "@beep/sandbox/embeddings/EmbeddingFault"
import { AdminSql } from "@beep/test-kit/TestDatabase"
import { Effect, Layer, Schema } from "effect"
import * as Embeddings from "../../src/server/embedding/Embeddings.ts"
import * as OpenAiEmbeddings from "../../src/server/embedding/openAiEmbeddings.ts"
import { apiKey, control, Meanwhile, ordered, ProviderUrl, wire } from "../provider.ts"
import { suiteWith } from "../support.ts"

export const space = { model: "sandbox-embed-1", dimensions: 256, minSimilarity: 0.2 }

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

const Calls = Schema.fromJsonString(Schema.Array(Schema.Struct({ model: Schema.String, input: Schema.Array(Schema.String) })))

/** Every text the provider was sent since the last time, by call. */
export const sent = Effect.gen(function* () {
  const made = yield* Effect.flatMap(control("GET", "embeddings/calls"), Schema.decodeUnknownEffect(Calls))
  yield* control("DELETE", "embeddings/calls")
  return made.map(({ input }) => input)
})

export const order = (...faults: ReadonlyArray<EmbeddingFault>) => ordered("embeddings/faults", faults)

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

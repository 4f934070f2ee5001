import { standardOntology } from "@beep/evidence/contract/ontology/wealthManagement"
import { Documents } from "@beep/evidence/server/Documents"
import { QuestionPatience } from "@beep/evidence/server/embedding/Embeddings"
import { Graph } from "@beep/evidence/server/graph/Graph"
import { orderFaults } from "@beep/sandbox/script/orderFaults"
import { sandboxServer } from "@beep/sandbox/server"
import { as, twoTenants } from "@beep/tenancy/testing/twoTenants"
import { AdminSql } from "@beep/test-kit/TestDatabase"
import { NodeServices } from "@effect/platform-node"
import { assert, layer } from "@effect/vitest"
import { Context, Effect, Layer, Redacted, Schema } from "effect"
import { FetchHttpClient, HttpServer } from "effect/http"
import * as Embeddings from "../src/composition/embeddings.ts"
import { layerWith } from "./TestServer.ts"

const apiKey = Redacted.make("sk-7hQ2vXw9LmZr4TnB")

class Provider extends Context.Service<Provider, string>()("server-test/Provider") {}

/** Our server as production composes it, pointed at a stand-in for the provider. */
const servers = Layer.unwrap(
  Effect.gen(function* () {
    const sandbox = yield* Layer.build(
      sandboxServer({ clientId: "sandbox-app", clientSecret: apiKey, companies: [], port: 0, openAiKey: apiKey })
    )
    const url = HttpServer.formatAddress(Context.get(sandbox, HttpServer.HttpServer).address)
    const variables = {
      // The looks of a worker would come between those of the test.
      APP_ROLE: "api",
      AI_OPENAI_URL: `${url}/openai/v1/`,
      AI_OPENAI_API_KEY: Redacted.value(apiKey),
      AI_EMBEDDING_MODEL: "sandbox-embed-1",
      AI_EMBEDDING_DIMENSIONS: "256",
      AI_EMBEDDING_MIN_SIMILARITY: "0.2"
    }
    return Layer.succeed(Provider, url).pipe(Layer.provideMerge(layerWith(variables)))
  })
).pipe(Layer.provide(NodeServices.layer), Layer.orDie)

const bytes = new TextEncoder().encode(
  "From: Ann Ash <ann@ash.example>\r\nTo: Dana Kim <dana@firm.example>\r\nDate: Wed, 14 Jan 2026 10:00:00 -0500\r\nSubject: Flat\r\n\r\nCould you send the mortgage papers to the bank?\r\n"
)

const Waiting = Schema.Tuple([Schema.Struct({ stored: Schema.Int, looks: Schema.Int })])

layer(servers, { excludeTestServices: true, timeout: "2 minutes" })("entities without vectors", (it) => {
  it.effect("are given them by the job, in every organization and once; a provider that is down is asked again", () =>
    Effect.gen(function* () {
      const { a, b } = yield* twoTenants
      const documents = yield* Documents
      const graph = yield* Graph
      const admin = yield* AdminSql
      const provider = yield* Provider
      for (const { clients, owner } of [a, b])
        yield* as(owner)(documents.ingest(clients.shared.id, bytes, { sourceType: "upload" }))
      const held = Effect.flatMap(
        admin`select (select count(*)::int from knowledge.embedding) as stored,
          (select count(*)::int from audit.entry where action = 'scope.used') as looks`,
        Schema.decodeUnknownEffect(Waiting)
      ).pipe(Effect.map(([row]) => row))
      yield* orderFaults(provider, "embeddings/faults", [{ fault: "unauthorized", times: 2 }]).pipe(
        Effect.provide(FetchHttpClient.layer)
      )
      yield* Embeddings.sweep
      const refused = yield* held
      assert.strictEqual(refused.stored, 0)
      yield* Embeddings.sweep
      const made = yield* held
      assert.isAbove(made.stored, 3)
      assert.strictEqual(made.looks, refused.looks + 2)
      yield* Embeddings.sweep
      assert.deepStrictEqual(yield* held, made, "a look that finds nothing leaves nothing")
      for (const { clients, owner } of [a, b]) {
        const found = yield* as(owner)(
          graph.query(clients.shared.id, { ontologyId: standardOntology, query: "home loan", topK: 10, maxHops: 0 })
        ).pipe(Effect.provideService(QuestionPatience, "1 minute"))
        assert.strictEqual(found.stats.vectors, "whole")
        assert.include(found.entities[0]?.label ?? "", "mortgage")
      }
    })
  )
})

import { standardOntology } from "@beep/evidence/contract/ontology/wealthManagement"
import { Documents } from "@beep/evidence/server/Documents"
import { QuestionPatience } from "@beep/evidence/server/embedding/Embeddings"
import { Graph } from "@beep/evidence/server/graph/Graph"
import { orderFaults } from "@beep/sandbox/script/orderFaults"
import { as, twoTenants } from "@beep/tenancy/testing/twoTenants"
import { AdminSql } from "@beep/test-kit/TestDatabase"
import { assert, layer } from "@effect/vitest"
import { Effect, Schema } from "effect"
import { FetchHttpClient } from "effect/http"
import * as Embeddings from "../src/composition/embeddings.ts"
import { apiKey, Provider, withProvider } from "./modelProvider.ts"

const servers = withProvider((url) => ({
  AI_OPENAI_URL: url,
  AI_OPENAI_API_KEY: apiKey,
  AI_EMBEDDING_MODEL: "sandbox-embed-1",
  AI_EMBEDDING_DIMENSIONS: "256",
  AI_EMBEDDING_MIN_SIMILARITY: "0.2"
}))

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

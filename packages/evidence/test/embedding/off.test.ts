import { as, twoTenants } from "@beep/tenancy/testing/twoTenants"
import { assert, layer } from "@effect/vitest"
import { Effect } from "effect"
import { standardOntology } from "../../src/contract/ontology/wealthManagement.ts"
import { Documents } from "../../src/server/Documents.ts"
import { EntityVectors } from "../../src/server/embedding/EntityVectors.ts"
import { Graph } from "../../src/server/graph/Graph.ts"
import { mail, suite, upload } from "../support.ts"
import { kept } from "./support.ts"

layer(suite)("without a provider of embeddings", (it) => {
  it.effect("nothing is made, nothing waits, and a question says so and is answered by its other signals", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const clientId = a.clients.shared.id
      const documents = yield* Documents
      const vectors = yield* EntityVectors
      const graph = yield* Graph
      yield* as(a.owner)(documents.ingest(clientId, mail({ body: "Please send the mortgage papers.\n\nMara Ortiz" }), upload))
      assert.deepStrictEqual(yield* as(a.owner)(vectors.waiting), [])
      assert.deepStrictEqual(yield* as(a.owner)(vectors.run(clientId)), { stored: 0, left: 0 })
      assert.deepStrictEqual(yield* kept(clientId), [])
      const found = yield* as(a.advisor)(
        graph.query(clientId, { ontologyId: standardOntology, query: "mortgage papers", topK: 10, maxHops: 1 })
      )
      assert.strictEqual(found.stats.vectors, "off")
      assert.isTrue(found.entities.some(({ score }) => score.text !== null))
      assert.isTrue(found.entities.every(({ score }) => score.vector === null))
    })
  )
})

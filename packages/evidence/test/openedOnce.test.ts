import * as Counted from "@beep/test-kit/CountedTrips"
import { as, twoTenants } from "@beep/tenancy/testing/twoTenants"
import { assert, layer } from "@effect/vitest"
import { Effect } from "effect"
import { standardOntology } from "../src/contract/ontology/wealthManagement.ts"
import { Documents } from "../src/server/Documents.ts"
import { Graph } from "../src/server/graph/Graph.ts"
import { countedSuite, mail, upload } from "./support.ts"

layer(countedSuite)("a client's graph", (it) => {
  it.effect("is opened once while nothing of it moves, and once more after mail, for a view and for a question alike", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const documents = yield* Documents
      const graph = yield* Graph
      const trips = yield* Counted.Trips
      const clientId = a.clients.shared.id
      const ontologyId = standardOntology
      const read = (body: string) => as(a.owner)(documents.ingest(clientId, mail({ body: `${body}\n\nMara Ortiz` }), upload))
      const looks = {
        view: Effect.asVoid(graph.neighbourhood(clientId, { ontologyId, hops: 3 })),
        question: Effect.asVoid(graph.query(clientId, { ontologyId, query: "Schwab IRA", topK: 10, maxHops: 2 }))
      }
      const counted = (look: keyof typeof looks) =>
        Effect.gen(function* () {
          yield* trips.take
          yield* as(a.advisor)(looks[look])
          return yield* trips.take
        })
      yield* read("Please check my Schwab traditional IRA ending in 4521.")
      // What a process reads once for itself is no part of what a graph costs.
      yield* Effect.all([counted("view"), counted("question")])
      for (const look of ["view", "question"] as const) {
        yield* read(`I will call Fidelity about the ${look} of my Roth IRA.`)
        const [opened, again, third] = [yield* counted(look), yield* counted(look), yield* counted(look)]
        assert.isBelow(again, opened, look)
        assert.strictEqual(third, again, look)
      }
    })
  )
})

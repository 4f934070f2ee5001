import { standardOntology } from "@beep/evidence/contract/ontology/wealthManagement"
import { Documents } from "@beep/evidence/server/Documents"
import { Graph } from "@beep/evidence/server/graph/Graph"
import { as, twoTenants } from "@beep/tenancy/testing/twoTenants"
import { AdminSql } from "@beep/test-kit/TestDatabase"
import { assert, layer } from "@effect/vitest"
import { Effect } from "effect"
import * as Extractions from "../src/composition/extractions.ts"
import { layer as testServer } from "./TestServer.ts"

const bytes = new TextEncoder().encode(
  "From: Ann Ash <ann@ash.example>\r\nTo: Dana Kim <dana@firm.example>\r\nDate: Wed, 14 Jan 2026 10:00:00 -0500\r\nSubject: IRA\r\n\r\nPlease check my Schwab Roth IRA ending in 8830.\r\n"
)

layer(testServer)("messages a restart left unread", (it) => {
  it.effect(
    "are read without anybody asking, for every organization, and once",
    () =>
      Effect.gen(function* () {
        const { a, b } = yield* twoTenants
        const documents = yield* Documents
        const graph = yield* Graph
        const admin = yield* AdminSql
        for (const { owner, clients } of [a, b])
          yield* as(owner)(documents.ingest(clients.shared.id, bytes, { sourceType: "upload" }))
        // As a process leaves them that ended between the ingest and the run.
        yield* admin`alter table knowledge.mention disable trigger grows_only`
        yield* admin`alter table knowledge.relation_evidence disable trigger grows_only`
        for (const table of ["mention", "relation_evidence", "relation", "entity"])
          yield* admin`delete from ${admin.literal(`knowledge.${table}`)}`
        yield* admin`alter table knowledge.mention enable always trigger grows_only`
        yield* admin`alter table knowledge.relation_evidence enable always trigger grows_only`
        yield* admin`update knowledge.extraction set state = 'running', ended_at = null`
        const seen = ({ owner, clients }: typeof a) =>
          Effect.map(
            as(owner)(graph.neighbourhood(clients.shared.id, { ontologyId: standardOntology })),
            ({ entities }) => entities.length
          )
        assert.deepStrictEqual([yield* seen(a), yield* seen(b)], [0, 0])
        yield* Extractions.sweep
        const first = [yield* seen(a), yield* seen(b)]
        assert.isAbove(first[0] ?? 0, 1)
        assert.strictEqual(first[0], first[1])
        yield* Extractions.sweep
        assert.deepStrictEqual([yield* seen(a), yield* seen(b)], first)
      }),
    { timeout: 120_000 }
  )
})

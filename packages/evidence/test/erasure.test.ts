import { TenantTransaction } from "@beep/sql/TenantTransaction"
import { as, twoTenants } from "@beep/tenancy/testing/twoTenants"
import { AdminSql } from "@beep/test-kit/TestDatabase"
import { KeyCustody } from "@beep/vault/KeyCustody"
import { assert, layer } from "@effect/vitest"
import { Effect, Schema } from "effect"
import { standardOntology } from "../src/contract/ontology/wealthManagement.ts"
import { Documents } from "../src/server/Documents.ts"
import { Extraction } from "../src/server/extraction/Extraction.ts"
import { Graph } from "../src/server/graph/Graph.ts"
import { promise, suite, upload } from "./support.ts"

const Rows = Schema.Array(Schema.Struct({ client: Schema.String, said: Schema.String }))

/** The one column in which words of mail stand unsealed, seen from outside of every policy. */
const readable = Effect.fnUntraced(function* (organizationId: string) {
  const admin = yield* AdminSql
  const rows = yield* admin`select client_id::text as client, redacted as said from knowledge.search_text
    where organization_id = ${organizationId} order by client_id`
  return yield* Schema.decodeUnknownEffect(Rows)(rows)
})

layer(suite)("erasing a client", (it) => {
  it.effect("takes the search text with the key, in one transaction, and leaves that of others", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const documents = yield* Documents
      const extraction = yield* Extraction
      const graph = yield* Graph
      const custody = yield* KeyCustody
      const transaction = yield* TenantTransaction
      const { advised, shared } = a.clients
      for (const { id } of [advised, shared]) yield* as(a.owner)(documents.ingest(id, promise, upload))
      assert.deepStrictEqual(
        new Set((yield* readable(a.organization.id)).map(({ client }) => client)),
        new Set([advised.id, shared.id])
      )
      yield* Effect.exit(
        as(a.owner)(
          transaction.run(Effect.andThen(custody.destroyClientKey(advised.id), Effect.die(new Error("the transaction fails"))))
        )
      )
      assert.strictEqual((yield* readable(a.organization.id)).length, 2, "nothing was destroyed, nothing is gone")
      yield* as(a.owner)(transaction.run(custody.destroyClientKey(advised.id)))
      const left = yield* readable(a.organization.id)
      assert.deepStrictEqual(
        left.map(({ client }) => client),
        [shared.id]
      )
      assert.include(left[0]?.said, "invoice 1043")
      const answer = yield* as(a.owner)(
        graph.query(advised.id, { ontologyId: standardOntology, query: "invoice 1043", topK: 10, maxHops: 1 })
      )
      assert.deepStrictEqual(answer.context, [])
      yield* as(a.owner)(extraction.run(advised.id, standardOntology))
      assert.strictEqual((yield* readable(a.organization.id)).length, 1, "no later run writes it again")
    })
  )
})

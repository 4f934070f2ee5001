import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { ClientId } from "@beep/kernel/ids"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import { as, twoTenants } from "@beep/tenancy/testing/twoTenants"
import { AdminSql } from "@beep/test-kit/TestDatabase"
import { assert, layer } from "@effect/vitest"
import { Effect, Schema } from "effect"
import { standardOntology } from "../src/contract/ontology/wealthManagement.ts"
import { Documents } from "../src/server/Documents.ts"
import { Extraction } from "../src/server/extraction/Extraction.ts"
import { mail, suite, upload } from "./support.ts"

const rowsOf = (table: string, clientId: ClientId) =>
  Effect.flatMap(
    AdminSql,
    (sql) => sql`select * from ${sql.literal(`knowledge.${table}`)} where client_id = ${clientId} order by id`
  )

const promise = mail({
  body: "Hi Dana,\n\nI will send the signed form by January 23. Could you send the RMD worksheet?\n\nPlease look at my Schwab traditional IRA ending in 4521.\n\nMara Ortiz"
})

layer(suite)("the graph of a client", (it) => {
  it.effect("PR2: a message becomes entities and relations, each with a span pinned to its version, in one transaction", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const documents = yield* Documents
      const clientId = a.clients.shared.id
      const receipt = yield* as(a.advisor)(documents.ingest(clientId, promise, upload))
      const [run] = yield* rowsOf("extraction", clientId)
      assert.strictEqual(run?.["state"], "completed")
      const mentions = yield* rowsOf("mention", clientId)
      assert.isAbove(mentions.length, 2)
      for (const mention of mentions) assert.strictEqual(mention["document_version_id"], receipt.documentVersionId)
      assert.isAbove((yield* rowsOf("relation_evidence", clientId)).length, 2)
    })
  )
})

import { as, twoTenants } from "@beep/tenancy/testing/twoTenants"
import { AdminSql } from "@beep/test-kit/TestDatabase"
import { assert, layer } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { registered } from "../../src/contract/ontology/registered.ts"
import { standardOntology } from "../../src/contract/ontology/wealthManagement.ts"
import { Evidence } from "../../src/server/Evidence.ts"
import { Ontologies } from "../../src/server/extraction/Ontologies.ts"
import { Graph } from "../../src/server/graph/Graph.ts"
import { Threads } from "../../src/server/mail/Threads.ts"
import { control, dana, link, readMail, suite, thompsons } from "./support.ts"

// By the clock of the machine: two messages of one thread may cross, and who comes second tries again after a moment.
layer(suite, { excludeTestServices: true })("gates of knowledge.md, appendix A", (it) => {
  it.effect(
    "PR2B deterministic listing after a re-sync, no citation drift",
    () =>
      Effect.gen(function* () {
        const { a } = yield* twoTenants
        const client = yield* thompsons(a)
        const mailbox = yield* link(a.advisor, dana)
        yield* readMail(a, mailbox)
        const threads = yield* Threads
        const evidence = yield* Evidence
        const seen = Effect.gen(function* () {
          const { items } = yield* as(a.advisor)(threads.ofClient(client, {}))
          const details = yield* Effect.forEach(items, ({ threadId }) => as(a.advisor)(threads.get(client, threadId)))
          const messages = details.flatMap((detail) => detail.messages)
          const cited = yield* Effect.forEach(messages, ({ documentId }) => as(a.advisor)(evidence.list(client, { documentId })))
          return { order: items.map(({ threadId }) => threadId), messages, cited }
        })
        const before = yield* seen
        assert.isAbove(before.cited.flatMap(({ items }) => items).length, 50)
        assert.strictEqual(before.cited.filter(({ omitted }) => omitted > 0).length, 0)
        yield* control("POST", "scenarios/history_too_old", { mailbox: dana })
        assert.deepInclude(yield* readMail(a, mailbox), { mode: "full", outcome: "succeeded", done: 11 })
        assert.deepStrictEqual(yield* seen, before)
      }),
    { timeout: 60_000 }
  )

  it.effect(
    "PR2 GraphRAG is not empty on the dataset: entities, relations and words for a question about the household",
    () =>
      Effect.gen(function* () {
        const { a } = yield* twoTenants
        const client = yield* thompsons(a)
        yield* readMail(a, yield* link(a.advisor, dana))
        const graph = yield* Graph
        const found = yield* as(a.advisor)(
          graph.query(client, { ontologyId: standardOntology, query: "Roth conversion", topK: 10, maxHops: 2 })
        )
        assert.isAbove(found.entities.length, 0)
        assert.isAbove(found.relations.length, 0)
        assert.isAbove(found.context.length, 0)
        const elsewhere = yield* as(a.advisor)(
          graph.query(a.clients.shared.id, { ontologyId: standardOntology, query: "Roth conversion", topK: 10, maxHops: 2 })
        )
        assert.deepStrictEqual([elsewhere.entities, elsewhere.relations, elsewhere.context], [[], [], []], "no other client's")
      }),
    { timeout: 60_000 }
  )

  it.effect(
    "PR3 relation evidence from its own table with direct span fields: version on every row, no fragile join, no JSON beside it",
    () =>
      Effect.gen(function* () {
        const admin = yield* AdminSql
        const spans = yield* admin`select c.relname as name, a.attname as field, a.attnotnull as held
          from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
          where n.nspname = 'knowledge' and c.relname in ('mention', 'relation_evidence')
            and a.attname in ('document_id', 'document_version_id', 'start_char', 'end_char') order by 1, 2`
        assert.strictEqual(spans.length, 8)
        assert.isTrue(spans.every((span) => span["held"] === true))
        const others = yield* admin`select a.attname as field from pg_attribute a join pg_class c on c.oid = a.attrelid
          join pg_namespace n on n.oid = c.relnamespace join pg_type t on t.oid = a.atttypid
          where n.nspname = 'knowledge' and c.relname in ('entity', 'relation')
            and (t.typname in ('json', 'jsonb') or a.attname = 'extraction_id')`
        assert.deepStrictEqual(others, [], "evidence hangs on no reading of a relation and on no JSON")
      })
  )

  it.effect("PR2C ids of ontologies are stable over a restart, and each is known by its own", () =>
    Effect.gen(function* () {
      const listed = Effect.scoped(
        Effect.flatMap(Layer.build(Ontologies.layer), (context) =>
          Effect.map(Effect.provide(Ontologies, context), ({ list }) => list.map(({ enabled, id }) => [id, enabled]))
        )
      )
      const first = yield* listed
      assert.deepStrictEqual(yield* listed, first)
      assert.deepInclude(first, ["wm.v1", true])
      assert.strictEqual(new Set(registered.map(({ id }) => id)).size, registered.length)
    })
  )
})

import { newId } from "@beep/kernel/ids"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import { as, twoTenants } from "@beep/tenancy/testing/twoTenants"
import { AdminSql } from "@beep/test-kit/TestDatabase"
import { assert, layer } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { ClaimId } from "../src/contract/graph/ids.ts"
import { OntologyId } from "../src/contract/ontology/Ontology.ts"
import { registered } from "../src/contract/ontology/registered.ts"
import { standardOntology } from "../src/contract/ontology/wealthManagement.ts"
import { Documents } from "../src/server/Documents.ts"
import { Evidence } from "../src/server/Evidence.ts"
import { Extraction } from "../src/server/extraction/Extraction.ts"
import { Ontologies } from "../src/server/extraction/Ontologies.ts"
import { Cascade } from "../src/server/graph/Cascade.ts"
import { Graph } from "../src/server/graph/Graph.ts"
import { auditCount, mail, suite, upload } from "./support.ts"

const rows = (table: string, clientId: string) =>
  Effect.flatMap(
    AdminSql,
    (sql) => sql`select * from ${sql.literal(`knowledge.${table}`)} where client_id = ${clientId} order by created_at, id`
  )

const runs = (clientId: string) =>
  Effect.flatMap(
    AdminSql,
    (sql) => sql`select * from knowledge.extraction where client_id = ${clientId} order by requested_at, id`
  )

const letter = mail({
  body: "Hi Dana 🎉,\n\nI will send the signed form by January 23. Could you send the RMD worksheet?\n\nPlease check my Schwab traditional IRA ending in 4521.\n\nMara Ortiz"
})

const view = { ontologyId: standardOntology }

layer(suite, { timeout: "2 minutes" })("the graph of a client", (it) => {
  it.effect("PR2: a message becomes a graph that is not empty, every mention pinned to its version", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const documents = yield* Documents
      const graph = yield* Graph
      const clientId = a.clients.shared.id
      const receipt = yield* as(a.advisor)(documents.ingest(clientId, letter, upload))
      const [run] = yield* runs(clientId)
      assert.strictEqual(run?.["state"], "completed")
      const mentions = yield* rows("mention", clientId)
      assert.isAbove(mentions.length, 4)
      assert.isTrue(mentions.every((mention) => mention["document_version_id"] === receipt.documentVersionId))
      const shown = yield* as(a.advisor)(graph.neighbourhood(clientId, view))
      assert.isTrue(shown.entities.some(({ label }) => label === "Schwab Traditional IRA ••4521"))
      assert.deepStrictEqual(
        shown.entities.filter(({ label, mentionCount }) => label === null || mentionCount === 0),
        []
      )
    })
  )

  it.effect("PR2, PR3: offsets count on that version in UTF-16, and the slice equals the text", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const documents = yield* Documents
      const evidence = yield* Evidence
      const graph = yield* Graph
      const clientId = a.clients.shared.id
      const { documentId } = yield* as(a.advisor)(documents.ingest(clientId, letter, upload))
      const { content } = yield* as(a.advisor)(documents.get(clientId, documentId))
      const shown = yield* as(a.advisor)(graph.neighbourhood(clientId, view))
      const account = shown.entities.find(({ type }) => type === "Account")
      assert.isDefined(account)
      const ofEntity = yield* as(a.advisor)(evidence.list(clientId, { entityId: account.entityId }))
      const [attribute] = account.attributes
      assert.isDefined(attribute)
      const ofRelation = yield* as(a.advisor)(evidence.list(clientId, { relationId: attribute.relationId }))
      assert.deepStrictEqual([ofEntity.items[0]?.kind, ofRelation.items[0]?.kind], ["mention", "relation"])
      assert.isString(ofRelation.items[0]?.source.relationEvidenceId)
      for (const { items, omitted } of [ofEntity, ofRelation]) {
        assert.strictEqual(omitted, 0)
        for (const item of items) {
          assert.isString(item.documentVersionId)
          assert.strictEqual(content?.slice(item.startChar, item.endChar), item.text)
        }
      }
      const all = yield* as(a.advisor)(evidence.list(clientId, { documentId }))
      assert.deepStrictEqual([...new Set(all.items.map(({ kind }) => kind))].toSorted(), ["mention", "relation"])
      assert.deepStrictEqual(yield* as(a.advisor)(evidence.list(clientId, { documentId })), all)
    })
  )

  it.effect("PR3: bounds are validated by the database, whoever writes", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const documents = yield* Documents
      const admin = yield* AdminSql
      const clientId = a.clients.shared.id
      yield* as(a.advisor)(documents.ingest(clientId, letter, upload))
      for (const table of ["mention", "relation_evidence"]) {
        const columns = yield* admin`select string_agg(quote_ident(column_name), ',') as all from information_schema.columns
          where table_schema = 'knowledge' and table_name = ${table} and column_name not in ('id', 'end_char')`
        const list = String(columns[0]?.["all"])
        const copy = (end: string) =>
          admin.unsafe(
            `insert into knowledge.${table} (id, end_char, ${list}) select gen_random_uuid(), ${end}, ${list} from knowledge.${table} where client_id = '${clientId}' limit 1`
          )
        assert.strictEqual((yield* Effect.flip(copy("content_length + 1")))._tag, "SqlError")
        assert.strictEqual((yield* Effect.flip(copy("null")))._tag, "SqlError")
        yield* copy("content_length")
      }
    })
  )

  it.effect("PR3: a span that no longer equals its source is omitted, counted and never shown", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const documents = yield* Documents
      const evidence = yield* Evidence
      const graph = yield* Graph
      const admin = yield* AdminSql
      const clientId = a.clients.shared.id
      yield* as(a.owner)(documents.ingest(clientId, letter, upload))
      const shown = yield* as(a.owner)(graph.neighbourhood(clientId, view))
      const account = shown.entities.find(({ type }) => type === "Account")
      assert.isDefined(account)
      const before = yield* as(a.owner)(evidence.list(clientId, { entityId: account.entityId }))
      yield* admin.withTransaction(
        Effect.andThen(
          admin`alter table knowledge.mention disable trigger grows_only`,
          Effect.andThen(
            admin`update knowledge.mention set start_char = start_char + 1 where entity_id = ${account.entityId}`,
            admin`alter table knowledge.mention enable always trigger grows_only`
          )
        )
      )
      const after = yield* as(a.owner)(evidence.list(clientId, { entityId: account.entityId }))
      assert.deepStrictEqual([after.items, after.omitted], [[], before.items.length])
    })
  )

  it.effect("PR2C: an unknown and a disabled ontology are typed errors, and nothing falls back", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const extraction = yield* Extraction
      const graph = yield* Graph
      const clientId = a.clients.shared.id
      const refusal = (id: string) =>
        Effect.all([
          as(a.owner)(Effect.flip(extraction.run(clientId, OntologyId.make(id)))),
          as(a.owner)(Effect.flip(graph.neighbourhood(clientId, { ontologyId: OntologyId.make(id) })))
        ]).pipe(Effect.map((errors) => errors.map(({ _tag }) => _tag)))
      assert.deepStrictEqual(yield* refusal("wm.v9"), ["OntologyUnknown", "OntologyUnknown"])
      assert.deepStrictEqual(yield* refusal("wm.v0"), ["OntologyDisabled", "OntologyDisabled"])
      assert.strictEqual((yield* as(a.owner)(graph.neighbourhood(clientId, view))).ontologyId, "wm.v1")
      const broken = Ontologies.layerOf([...registered, ...registered])
      assert.strictEqual((yield* Effect.exit(Effect.scoped(Layer.build(broken))))._tag, "Failure")
    })
  )

  it.effect("PR2: what is known of a client outlives the process, and the same mail again adds nothing", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const documents = yield* Documents
      const graph = yield* Graph
      const extraction = yield* Extraction
      const clientId = a.clients.shared.id
      yield* as(a.advisor)(documents.ingest(clientId, letter, upload))
      const before = yield* as(a.advisor)(graph.neighbourhood(clientId, view))
      yield* as(a.advisor)(documents.ingest(clientId, letter, upload))
      assert.deepStrictEqual(yield* as(a.advisor)(extraction.run(clientId, standardOntology)), {
        completed: 0,
        failed: 0,
        waiting: 0
      })
      const other = Layer.fresh(Graph.layer)
      const again = yield* Effect.provide(
        Effect.flatMap(Graph, (fresh) => as(a.advisor)(fresh.neighbourhood(clientId, view))),
        other
      )
      assert.deepStrictEqual(again, before)
    })
  )

  it.effect("takes up runs that a process left behind, and what an older extractor found stands no more", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const documents = yield* Documents
      const extraction = yield* Extraction
      const graph = yield* Graph
      const admin = yield* AdminSql
      const clientId = a.clients.shared.id
      yield* as(a.owner)(documents.ingest(clientId, letter, upload))
      const before = yield* as(a.owner)(graph.neighbourhood(clientId, view))
      yield* admin`update knowledge.extraction set extractor = 'graph.v0' where client_id = ${clientId}`
      yield* as(a.owner)(extraction.run(clientId, standardOntology))
      const [old, now] = yield* runs(clientId)
      assert.deepStrictEqual([old?.["state"], now?.["state"]], ["superseded", "completed"])
      assert.strictEqual(old?.["superseded_by"], now?.["id"])
      const after = yield* as(a.owner)(graph.neighbourhood(clientId, view))
      const shape = ({ entities }: typeof before) =>
        entities.map(({ label, mentionCount }) => `${label} ${mentionCount}`).toSorted()
      assert.deepStrictEqual(shape(after), shape(before))

      yield* as(a.owner)(documents.ingest(clientId, mail({ body: "My daughter Emily Ortiz graduates in June." }), upload))
      yield* admin`update knowledge.extraction set state = 'running', ended_at = null where client_id = ${clientId} and state = 'completed'`
      const left = yield* as(a.owner)(extraction.run(clientId, standardOntology))
      assert.deepStrictEqual([left.completed, left.failed], [2, 0])

      yield* admin`update knowledge.extraction set state = 'failed', error_code = 'source_damaged' where client_id = ${clientId} and state = 'completed'`
      assert.deepStrictEqual(yield* as(a.owner)(extraction.run(clientId, standardOntology)), {
        completed: 0,
        failed: 0,
        waiting: 0
      })
      const again = yield* as(a.owner)(extraction.run(clientId, standardOntology, "failed"))
      assert.deepStrictEqual(
        again,
        { completed: 2, failed: 0, waiting: 0 },
        "what failed is read when somebody asks, and not by itself"
      )
    })
  )

  it.effect("isolates clients and organizations: the same mail, another's ids answer 404 and are audited, one's own do not", () =>
    Effect.gen(function* () {
      const { a, b } = yield* twoTenants
      const documents = yield* Documents
      const evidence = yield* Evidence
      const graph = yield* Graph
      const [mine, hidden, foreign] = [a.clients.shared.id, a.clients.unassigned.id, b.clients.shared.id]
      yield* as(a.owner)(documents.ingest(mine, letter, upload))
      yield* as(a.owner)(documents.ingest(hidden, letter, upload))
      yield* as(b.owner)(documents.ingest(foreign, letter, upload))
      const of = (who: typeof a.owner, clientId: typeof mine) =>
        Effect.map(as(who)(graph.neighbourhood(clientId, view)), ({ entities }) => entities)
      const [own, others, foreigners] = [yield* of(a.owner, mine), yield* of(a.owner, hidden), yield* of(b.owner, foreign)]
      assert.deepStrictEqual(own.map(({ label }) => label).toSorted(), foreigners.map(({ label }) => label).toSorted())
      const ids = new Set(own.map(({ entityId }) => entityId))
      assert.isFalse([...others, ...foreigners].some(({ entityId }) => ids.has(entityId)))
      for (const { entityId, attributes } of [...others, ...foreigners]) {
        const seeded = yield* as(a.owner)(Effect.flip(graph.neighbourhood(mine, { ...view, seed: entityId })))
        assert.strictEqual(seeded._tag, "NotFound")
        assert.strictEqual((yield* as(a.owner)(Effect.flip(evidence.list(mine, { entityId }))))._tag, "NotFound")
        assert.strictEqual(yield* auditCount(a.organization.id, "access.denied", entityId), 2)
        for (const { relationId } of attributes) {
          assert.strictEqual((yield* as(a.owner)(Effect.flip(evidence.list(mine, { relationId }))))._tag, "NotFound")
        }
      }
      const question = { ...view, query: "Schwab IRA worksheet", topK: 10, maxHops: 2 }
      const found = yield* as(a.advisor)(graph.query(mine, question))
      assert.isAbove(found.entities.length, 0)
      assert.isTrue(found.entities.every(({ entityId }) => ids.has(entityId)))
      assert.strictEqual((yield* as(a.advisor)(Effect.flip(graph.query(hidden, question))))._tag, "NotFound")
      assert.strictEqual((yield* as(a.advisor)(Effect.flip(graph.query(foreign, question))))._tag, "NotFound")
      for (const { entityId } of own) assert.isAbove((yield* as(a.owner)(evidence.list(mine, { entityId }))).items.length, 0)
    })
  )

  it.effect("a document that is gone makes exactly what rests on it stale, and a bullet still cites what it cited", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const documents = yield* Documents
      const evidence = yield* Evidence
      const graph = yield* Graph
      const cascade = yield* Cascade
      const transaction = yield* TenantTransaction
      const clientId = a.clients.shared.id
      const { documentId } = yield* as(a.owner)(documents.ingest(clientId, letter, upload))
      const other = yield* as(a.owner)(
        documents.ingest(clientId, mail({ body: "I will call Fidelity about my Roth IRA ending in 8830." }), upload)
      )
      const itemOf = (id: typeof documentId) =>
        Effect.map(as(a.owner)(evidence.list(clientId, { documentId: id })), ({ items }) =>
          items.find(({ source }) => source.ontologyId !== undefined)
        )
      const [cited, kept] = [yield* itemOf(documentId), yield* itemOf(other.documentId)]
      assert.isString(cited?.source.mentionId)
      assert.isString(kept?.source.mentionId)
      const [bullet, digest, untouched] = [yield* newId(ClaimId), yield* newId(ClaimId), yield* newId(ClaimId)]
      yield* as(a.owner)(
        transaction.run(
          Effect.gen(function* () {
            yield* cascade.restOn(clientId, { kind: "meeting_prep_bullet", id: bullet }, [
              { kind: "mention", id: cited?.source.mentionId ?? "" }
            ])
            yield* cascade.restOn(clientId, { kind: "digest", id: digest }, [{ kind: "meeting_prep_bullet", id: bullet }])
            yield* cascade.restOn(clientId, { kind: "meeting_prep_bullet", id: untouched }, [
              { kind: "mention", id: kept?.source.mentionId ?? "" }
            ])
          })
        )
      )
      assert.deepStrictEqual(yield* as(a.owner)(graph.staleClaims(clientId)), [])
      yield* as(a.owner)(transaction.run(cascade.remove(clientId, documentId)))
      const stale = yield* as(a.owner)(graph.staleClaims(clientId))
      assert.deepStrictEqual(stale.map(({ claimId }) => claimId).toSorted(), [bullet, digest].toSorted())
      assert.isTrue(stale.every((one) => one.documentId === documentId && one.reason === "removed"))
      const shown = yield* as(a.owner)(graph.neighbourhood(clientId, view))
      assert.isFalse(shown.entities.some(({ label }) => label?.includes("4521")))
      assert.isTrue(shown.entities.some(({ label }) => label?.includes("8830")))
      const list = yield* as(a.owner)(evidence.list(clientId, { meetingPrepBulletId: bullet }))
      assert.deepStrictEqual(
        list.items.map(({ text, source }) => ({ text, bullet: source.meetingPrepBulletId })),
        [{ text: cited?.text ?? "", bullet }]
      )
      yield* as(a.owner)(transaction.run(cascade.reinstate(clientId, documentId)))
      const back = yield* as(a.owner)(graph.neighbourhood(clientId, view))
      assert.isTrue(back.entities.some(({ label }) => label?.includes("4521")))
    })
  )

  it.effect("5.7 a mail writes the rows it speaks of, and no other row of the things in it", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const documents = yield* Documents
      const admin = yield* AdminSql
      const clientId = a.clients.shared.id
      const say = (body: string, date: string) => as(a.owner)(documents.ingest(clientId, mail({ body, date }), upload))
      const balances = admin`select id, state, xmin::text as written from knowledge.relation
        where client_id = ${clientId} and predicate = 'balance' order by created_at, id`
      const account = "my Schwab traditional IRA ending in 4521"
      yield* say(`As of Friday ${account} stood at $10,000.00.`, "Wed, 14 Jan 2026 10:00:00 -0500")
      const before = yield* balances
      assert.deepStrictEqual(
        before.map(({ state }) => state),
        ["current"]
      )
      yield* say(`I have a question about ${account}.`, "Fri, 16 Jan 2026 10:00:00 -0500")
      assert.deepStrictEqual(yield* balances, before)
      yield* say(`As of Friday ${account} stood at $12,000.00.`, "Mon, 19 Jan 2026 10:00:00 -0500")
      assert.deepStrictEqual(
        (yield* balances).map(({ state }) => state),
        ["superseded", "current"]
      )
    })
  )

  it.effect("a query without the filter of C-02, or with two, is refused", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const evidence = yield* Evidence
      const clientId = a.clients.shared.id
      assert.strictEqual((yield* as(a.owner)(Effect.flip(evidence.list(clientId, {}))))._tag, "ValidationFailed")
    })
  )
})

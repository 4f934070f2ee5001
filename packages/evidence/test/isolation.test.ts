import { type ClientId, newId } from "@beep/kernel/ids"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import { as, type Firm, type Person, twoTenants } from "@beep/tenancy/testing/twoTenants"
import { AdminSql } from "@beep/test-kit/TestDatabase"
import { assert, layer } from "@effect/vitest"
import { Effect, Schema } from "effect"
import { SqlClient } from "effect/sql"
import { ClaimId } from "../src/contract/graph/ids.ts"
import { standardOntology } from "../src/contract/ontology/wealthManagement.ts"
import { Documents } from "../src/server/Documents.ts"
import { EntityVectors } from "../src/server/embedding/EntityVectors.ts"
import { Evidence } from "../src/server/Evidence.ts"
import { Extraction } from "../src/server/extraction/Extraction.ts"
import { Cascade } from "../src/server/graph/Cascade.ts"
import { Graph } from "../src/server/graph/Graph.ts"
import { Threads } from "../src/server/mail/Threads.ts"
import { dana, link, readMail, suiteWithVectors, thompsons } from "./mail/support.ts"
import { mail, upload } from "./support.ts"

/** The same mail for everybody: only ids tell the clients apart. Its sender carries another address in the name, which is flagged. */
const letter = mail({
  from: '"mara@ortizroofing.example" <mara@elsewhere.example>',
  body: "Hi Dana,\n\nI will send the signed form by January 23.\n\nPlease check my Schwab traditional IRA ending in 4521.\n\nMara Ortiz"
})

const view = { ontologyId: standardOntology }

/** Mail of the same mailbox at Google, the same upload, and claims of the same ids, one that stands and one that is stale. */
const planted = Effect.fnUntraced(function* (firm: Firm, claims: { readonly standing: ClaimId; readonly stale: ClaimId }) {
  const documents = yield* Documents
  const evidence = yield* Evidence
  const cascade = yield* Cascade
  const vectors = yield* EntityVectors
  const transaction = yield* TenantTransaction
  yield* thompsons(firm, ["emily"])
  yield* readMail(firm, yield* link(firm.advisor, dana))
  const run = as(firm.owner)
  for (const { id: clientId } of [firm.clients.shared, firm.clients.unassigned]) {
    const kept = yield* run(documents.ingest(clientId, letter, upload))
    const gone = yield* run(documents.ingest(clientId, mail({ body: "I will call Fidelity by January 9." }), upload))
    const mention = Effect.fnUntraced(function* (documentId: typeof kept.documentId) {
      const { items } = yield* run(evidence.list(clientId, { documentId }))
      const id = items.find(({ source }) => source.ontologyId !== undefined)?.source.mentionId
      return id === undefined ? yield* Effect.die(new Error("nothing was found in the mail")) : id
    })
    const grounds = { standing: yield* mention(kept.documentId), stale: yield* mention(gone.documentId) }
    yield* run(
      transaction.run(
        Effect.gen(function* () {
          for (const claim of ["standing", "stale"] as const)
            yield* cascade.restOn(clientId, { kind: "meeting_prep_bullet", id: claims[claim] }, [
              { kind: "mention", id: grounds[claim] }
            ])
          yield* cascade.remove(clientId, gone.documentId)
        })
      )
    )
    yield* run(vectors.run(clientId))
  }
})

const twoFirms = Effect.gen(function* () {
  const { a, b } = yield* twoTenants
  const claims = { standing: yield* newId(ClaimId), stale: yield* newId(ClaimId) }
  yield* planted(a, claims)
  yield* planted(b, claims)
  return { a, b, claims }
})

/** What a client holds, found by its own people. */
const holdings = Effect.fnUntraced(function* (who: Person, clientId: ClientId) {
  const { entities } = yield* as(who)(Effect.flatMap(Graph, (graph) => graph.neighbourhood(clientId, view)))
  const { items } = yield* as(who)(Effect.flatMap(Documents, (documents) => documents.list(clientId, {})))
  const [entity] = entities
  const relation = entities.flatMap(({ attributes }) => attributes)[0]
  const [document] = items
  return entity === undefined || relation === undefined || document === undefined
    ? yield* Effect.die(new Error("the client holds nothing"))
    : { entityId: entity.entityId, relationId: relation.relationId, documentId: document.documentId }
})

/** There and back: what a message was under another client stays behind. */
const movedAndBack = Effect.fnUntraced(function* ({ clients, owner }: Firm) {
  const threads = yield* Threads
  const [thread] = (yield* as(owner)(threads.ofClient(clients.advised.id, {}))).items
  if (thread === undefined) return yield* Effect.die(new Error("no thread is filed"))
  yield* as(owner)(threads.move(clients.advised.id, thread.threadId, clients.shared.id))
  yield* as(owner)(threads.move(clients.shared.id, thread.threadId, clients.advised.id))
})

const Tables = Schema.Array(
  Schema.Struct({ name: Schema.String, ofClient: Schema.Boolean, ofMember: Schema.Boolean, count: Schema.Int })
)
const Count = Schema.Tuple([Schema.Struct({ n: Schema.Int })])

layer(suiteWithVectors, { timeout: "2 minutes" })("5.5 what mail says stays with its organization and its client", (it) => {
  it.effect("every table of documents, mail and graph shows each person what is theirs to see, all of it and nothing else", () =>
    Effect.gen(function* () {
      const { a, b } = yield* twoFirms
      yield* movedAndBack(a)
      yield* movedAndBack(b)
      const admin = yield* AdminSql
      const sql = yield* SqlClient.SqlClient
      const transaction = yield* TenantTransaction
      const counted = (rows: unknown) => Effect.map(Schema.decodeUnknownEffect(Count)(rows), ([{ n }]) => n)
      const tables = yield* Schema.decodeUnknownEffect(Tables)(
        yield* admin`select format('%I.%I', n.nspname, c.relname) as name, 0 as count,
            exists (select 1 from pg_attribute x where x.attrelid = c.oid and x.attname = 'client_id') as "ofClient",
            exists (select 1 from pg_attribute x where x.attrelid = c.oid and x.attname = 'mailbox_member_id') as "ofMember"
          from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where n.nspname in ('evidence', 'knowledge') and c.relkind = 'r' order by 1`
      )
      assert.isAbove(tables.length, 18)
      const empty: Array<string> = []
      for (const { name, ofClient, ofMember } of tables) {
        const held = (firm: Firm, more = "true") =>
          Effect.flatMap(
            admin.unsafe(
              `select count(*)::int as n from ${name} where organization_id = '${firm.organization.id}' and (${more})`
            ),
            counted
          )
        const shown = (who: Person) =>
          Effect.flatMap(as(who)(transaction.run(sql.unsafe(`select count(*)::int as n from ${name}`))), counted)
        const mine = ({ member }: Person) => (ofMember ? `mailbox_member_id = '${member.id}'` : "false")
        const within = (who: Person, clients: ReadonlyArray<{ readonly id: string }>) => {
          // How far a mailbox is read is nobody's mail: every member of the organization may know it.
          if (!ofClient) return name === "evidence.waiting_message" ? mine(who) : "true"
          const ids = clients.map(({ id }) => `'${id}'`).join()
          return `${ids === "" ? "false" : `client_id in (${ids})`} or (client_id is null and ${mine(who)})`
        }
        const all = yield* held(a)
        if (all === 0) empty.push(name)
        assert.strictEqual(yield* shown(a.owner), all, `${name}, owner`)
        assert.strictEqual(yield* shown(b.owner), yield* held(b), `${name}, owner of the other`)
        const { advised, shared } = a.clients
        for (const [who, clients] of [
          [a.advisor, [shared, advised]],
          [a.staff, [shared]],
          [a.viewer, [shared]],
          [a.idleAdvisor, []]
        ] as const)
          assert.strictEqual(yield* shown(who), yield* held(a, within(who, clients)), `${name}, ${who.email}`)
        assert.strictEqual(yield* counted(yield* sql.unsafe(`select count(*)::int as n from ${name}`)), 0, `${name}, nobody`)
      }
      // What a run had to do is removed with its end; everything else holds rows that could have been seen.
      assert.deepStrictEqual(empty, ["evidence.mail_sync_item"])
    })
  )

  it.effect("documents, evidence by each filter, graph, extraction: ids of another client or organization find nothing", () =>
    Effect.gen(function* () {
      const { a, b } = yield* twoFirms
      const documents = yield* Documents
      const evidence = yield* Evidence
      const graph = yield* Graph
      const extraction = yield* Extraction
      const mine = a.clients.shared.id
      const own = yield* holdings(a.owner, mine)
      const others = [yield* holdings(a.owner, a.clients.unassigned.id), yield* holdings(b.owner, b.clients.shared.id)]
      const run = as(a.owner)
      const outcome = <A, E extends { readonly _tag: string }, R>(asked: Effect.Effect<A, E, R>) =>
        Effect.match(asked, { onFailure: ({ _tag }) => _tag, onSuccess: () => "found" })
      const paths = (ids: typeof own) => ({
        document: run(outcome(documents.get(mine, ids.documentId))),
        "evidence of a document": run(outcome(evidence.list(mine, { documentId: ids.documentId }))),
        "evidence of an entity": run(outcome(evidence.list(mine, { entityId: ids.entityId }))),
        "evidence of a relation": run(outcome(evidence.list(mine, { relationId: ids.relationId }))),
        neighbourhood: run(outcome(graph.neighbourhood(mine, { ...view, seed: ids.entityId })))
      })
      for (const ids of others) {
        for (const [name, asked] of Object.entries(paths(ids))) assert.strictEqual(yield* asked, "NotFound", name)
        assert.deepStrictEqual((yield* run(extraction.list(mine, { documentId: ids.documentId }))).items, [])
        assert.deepStrictEqual(yield* run(extraction.run(mine, standardOntology, ids.documentId)), {
          completed: 0,
          failed: 0,
          waiting: 0
        })
      }
      for (const [name, asked] of Object.entries(paths(own))) assert.strictEqual(yield* asked, "found", name)
      assert.strictEqual((yield* run(extraction.list(mine, { documentId: own.documentId }))).items.length, 1)
    })
  )

  it.effect("a bullet and a stale claim of the same id answer with what their own client's rests on", () =>
    Effect.gen(function* () {
      const { a, b, claims } = yield* twoFirms
      const evidence = yield* Evidence
      const graph = yield* Graph
      const seen: Array<string> = []
      for (const [who, clientId] of [
        [a.owner, a.clients.shared.id],
        [a.owner, a.clients.unassigned.id],
        [b.owner, b.clients.shared.id],
        [b.owner, b.clients.unassigned.id]
      ] as const) {
        const { items } = yield* as(who)(evidence.list(clientId, { meetingPrepBulletId: claims.standing }))
        assert.strictEqual(items.length, 1)
        const own = (yield* as(who)(Effect.flatMap(Documents, (documents) => documents.list(clientId, { limit: 100 })))).items
        assert.isTrue(own.some(({ documentId }) => documentId === items[0]?.documentId))
        const stale = yield* as(who)(graph.staleClaims(clientId))
        assert.deepStrictEqual(
          stale.map(({ claimId }) => claimId),
          [claims.stale]
        )
        seen.push(items[0]?.documentId ?? "", stale[0]?.documentId ?? "")
      }
      assert.strictEqual(new Set(seen).size, 8)
      const none = evidence.list(a.clients.advised.id, { meetingPrepBulletId: claims.standing })
      assert.strictEqual((yield* Effect.flip(as(a.owner)(none)))._tag, "NotFound")
    })
  )

  it.effect("a question finds the same words in every client, and answers with one client's only", () =>
    Effect.gen(function* () {
      const { a, b } = yield* twoFirms
      const graph = yield* Graph
      const question = { ...view, query: "the signed form for Mara Ortiz", topK: 50, maxHops: 3 }
      const meant = { ...view, query: "paperwork with a signature", topK: 50, maxHops: 0 }
      const answerOf = Effect.fnUntraced(function* (who: Person, clientId: ClientId) {
        const found = yield* as(who)(graph.query(clientId, question))
        assert.isAbove(found.entities.length, 0)
        assert.isAbove(found.context.length, 0)
        const alike = yield* as(who)(graph.query(clientId, meant))
        assert.isAbove(alike.entities.filter(({ score }) => score.vector !== null).length, 0)
        return [
          ...alike.entities.map(({ entityId }): string => entityId),
          ...found.entities.map(({ entityId }): string => entityId),
          ...found.relations.map(({ relationId }): string => relationId),
          ...found.context.map(({ documentId }): string => documentId),
          ...found.sources.map(({ documentId }): string => documentId)
        ]
      })
      const answers = [
        yield* answerOf(a.owner, a.clients.shared.id),
        yield* answerOf(a.owner, a.clients.unassigned.id),
        yield* answerOf(b.owner, b.clients.shared.id)
      ]
      const all = answers.flatMap((ids) => [...new Set(ids)])
      assert.strictEqual(new Set(all).size, all.length)
    })
  )

  it.effect("threads of the same mailbox at Google: each firm lists, opens and files its own", () =>
    Effect.gen(function* () {
      const { a, b } = yield* twoFirms
      const threads = yield* Threads
      const waiting = (who: Person) => Effect.map(as(who)(threads.unfiled), ({ items }) => items)
      const filed = (firm: Firm) =>
        Effect.map(as(firm.advisor)(threads.ofClient(firm.clients.advised.id, {})), ({ items }) => items)
      const [own, foreign] = [yield* filed(a), yield* filed(b)]
      const [ownWaiting, foreignWaiting] = [yield* waiting(a.advisor), yield* waiting(b.advisor)]
      assert.deepStrictEqual(own.map(({ subject }) => subject).toSorted(), foreign.map(({ subject }) => subject).toSorted())
      assert.strictEqual(ownWaiting.length, foreignWaiting.length)
      const ids = [...own, ...ownWaiting].map(({ threadId }) => threadId)
      assert.isAbove(ids.length, 2)
      assert.isFalse([...foreign, ...foreignWaiting].some(({ threadId }) => ids.includes(threadId)))
      for (const { threadId } of foreign)
        assert.strictEqual((yield* Effect.flip(as(a.owner)(threads.get(a.clients.advised.id, threadId))))._tag, "NotFound")
      for (const { threadId } of own) {
        assert.strictEqual((yield* Effect.flip(as(a.owner)(threads.get(a.clients.shared.id, threadId))))._tag, "NotFound")
        yield* as(a.owner)(threads.get(a.clients.advised.id, threadId))
      }
      for (const { threadId } of foreignWaiting)
        assert.strictEqual((yield* Effect.flip(as(a.owner)(threads.file(threadId, a.clients.shared.id))))._tag, "NotFound")
      assert.deepStrictEqual(yield* waiting(a.idleAdvisor), [])
      assert.deepStrictEqual(yield* waiting(b.advisor), foreignWaiting)
      const [first] = ownWaiting
      if (first === undefined) return assert.fail("nothing waits")
      assert.strictEqual((yield* as(a.advisor)(threads.file(first.threadId, a.clients.shared.id))).clientId, a.clients.shared.id)
    })
  )
})

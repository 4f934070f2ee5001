import { TenantTransaction } from "@beep/sql/TenantTransaction"
import { as, type Person, twoTenants } from "@beep/tenancy/testing/twoTenants"
import { AdminSql } from "@beep/test-kit/TestDatabase"
import { KeyCustody } from "@beep/vault/KeyCustody"
import { assert, layer } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { standardOntology } from "../src/contract/ontology/wealthManagement.ts"
import { Documents } from "../src/server/Documents.ts"
import { Evidence } from "../src/server/Evidence.ts"
import { Cascade } from "../src/server/graph/Cascade.ts"
import { Graph } from "../src/server/graph/Graph.ts"
import { auditCount, mail, suite, upload } from "./support.ts"

const view = { ontologyId: standardOntology, hops: 3 }
const letter = mail({ body: "Please check my Schwab traditional IRA ending in 4521.\n\nMara Ortiz" })
const other = mail({ body: "I will call Fidelity about my Roth IRA ending in 8830.\n\nMara Ortiz" })

layer(suite, { timeout: "2 minutes" })("an opened graph", (it) => {
  it.effect("is answered again while nothing moves, and says what a process says that opens it anew after each change", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const admin = yield* AdminSql
      const documents = yield* Documents
      const cascade = yield* Cascade
      const transaction = yield* TenantTransaction
      const custody = yield* KeyCustody
      const graph = yield* Graph
      const run = as(a.owner)
      const clientId = a.clients.advised.id
      const kept = run(graph.neighbourhood(clientId, view))
      const anew = Effect.provide(
        Effect.flatMap(Graph, (fresh) => run(fresh.neighbourhood(clientId, view))),
        Layer.fresh(Graph.layer)
      )
      const { documentId } = yield* run(documents.ingest(clientId, letter, upload))
      const seen = new Set<string>()
      const changes = {
        nothing: Effect.void,
        "more mail": Effect.asVoid(run(documents.ingest(clientId, other, upload))),
        "mail that is gone": run(transaction.run(cascade.remove(clientId, documentId))),
        "mail that is back": run(transaction.run(cascade.reinstate(clientId, documentId))),
        "a name changed by hand": Effect.asVoid(
          admin`update knowledge.entity set statement_sealed = statement_sealed || '\\x00' where client_id = ${clientId} and type = 'Account'`
        ),
        "a fact changed by hand": Effect.asVoid(
          admin`update knowledge.relation set state = 'superseded' where client_id = ${clientId} and predicate = 'lastFour'`
        ),
        erasure: Effect.asVoid(run(transaction.run(custody.destroyClientKey(clientId))))
      }
      for (const [name, change] of Object.entries(changes)) {
        yield* change
        const shown = yield* kept
        assert.deepStrictEqual(shown, yield* anew, name)
        assert.deepStrictEqual(yield* kept, shown, `${name}, again`)
        seen.add(JSON.stringify(shown, (_, value: unknown) => (typeof value === "bigint" ? String(value) : value)))
      }
      // Mail that came back is the graph it was before it went; every other change shows.
      assert.strictEqual(seen.size, Object.keys(changes).length - 1)
      assert.isTrue((yield* kept).entities.every(({ label }) => label === null))
      // Kept or not, every reading is in the log: two of this process and one of the other after each change, and one more.
      assert.strictEqual(yield* auditCount(a.organization.id, "graph.viewed", clientId), 3 * Object.keys(changes).length + 1)
    })
  )

  it.effect("a question is put to the graph that stands, also when it was prepared from one that was kept", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const documents = yield* Documents
      const cascade = yield* Cascade
      const transaction = yield* TenantTransaction
      const graph = yield* Graph
      const run = as(a.owner)
      const clientId = a.clients.advised.id
      const questions = ["Schwab traditional IRA", "Fidelity Roth IRA", "what was checked", "Ortiz"].map((query) => ({
        ontologyId: standardOntology,
        query,
        topK: 10,
        maxHops: 2
      }))
      const kept = Effect.forEach(questions, (question) => run(graph.query(clientId, question)))
      const anew = Effect.provide(
        Effect.flatMap(Graph, (fresh) => Effect.forEach(questions, (question) => run(fresh.query(clientId, question)))),
        Layer.fresh(Graph.layer)
      )
      yield* run(documents.ingest(clientId, letter, upload))
      yield* kept
      const seedsOf = (results: ReadonlyArray<{ readonly seeds: ReadonlyArray<string> }>) =>
        results.map(({ seeds }) => seeds.length)
      const before = seedsOf(yield* kept)
      const { documentId } = yield* run(documents.ingest(clientId, other, upload))
      const more = yield* kept
      assert.deepStrictEqual(more, yield* anew, "more mail")
      assert.notDeepEqual(seedsOf(more), before)
      yield* run(transaction.run(cascade.remove(clientId, documentId)))
      const less = yield* kept
      assert.deepStrictEqual(less, yield* anew, "mail that is gone")
      assert.deepStrictEqual(yield* kept, less, "again")
      assert.deepStrictEqual(seedsOf(less), before)
      assert.strictEqual(yield* auditCount(a.organization.id, "graph.viewed", clientId), 7 * questions.length)
    })
  )

  it.effect("is refused to whoever does not see the client, however often others were answered", () =>
    Effect.gen(function* () {
      const { a, b } = yield* twoTenants
      const documents = yield* Documents
      const graph = yield* Graph
      const clientId = a.clients.unassigned.id
      yield* as(a.owner)(documents.ingest(clientId, letter, upload))
      const question = { ontologyId: standardOntology, query: "Schwab IRA", topK: 10, maxHops: 2 }
      yield* as(a.owner)(graph.neighbourhood(clientId, view))
      assert.isAbove((yield* as(a.owner)(graph.query(clientId, question))).entities.length, 0)
      const refused = (who: Person) =>
        Effect.gen(function* () {
          assert.strictEqual((yield* as(who)(Effect.flip(graph.neighbourhood(clientId, view))))._tag, "NotFound")
          assert.strictEqual((yield* as(who)(Effect.flip(graph.query(clientId, question))))._tag, "NotFound")
        })
      for (const who of [a.advisor, a.staff, b.owner]) yield* refused(who)
      assert.strictEqual(yield* auditCount(a.organization.id, "access.denied", clientId), 4)
      assert.strictEqual(yield* auditCount(b.organization.id, "access.denied", clientId), 2)
    })
  )

  it.effect("evidence of a thing is its newest up to the limit, with how much there is", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const documents = yield* Documents
      const evidence = yield* Evidence
      const graph = yield* Graph
      const run = as(a.owner)
      const clientId = a.clients.shared.id
      const said = []
      for (const day of [12, 16, 14])
        said.push(
          yield* run(
            documents.ingest(
              clientId,
              mail({ body: "Please check my Schwab traditional IRA ending in 4521.", date: `${day} Jan 2026 10:00:00 -0500` }),
              upload
            )
          )
        )
      const { entities } = yield* run(graph.neighbourhood(clientId, view))
      const account = entities.find(({ type }) => type === "Account")
      const [value] = account?.attributes ?? []
      if (account === undefined || value === undefined) return assert.fail("no account was found")
      for (const filter of [{ entityId: account.entityId }, { relationId: value.relationId }]) {
        const all = yield* run(evidence.list(clientId, filter))
        assert.deepStrictEqual([all.items.length, all.omitted, all.total], [3, 0, 3])
        const two = yield* run(evidence.list(clientId, { ...filter, limit: 2 }))
        assert.strictEqual(two.total, 3)
        assert.sameMembers(
          two.items.map(({ documentId }) => documentId),
          [said[1]?.documentId, said[2]?.documentId].flatMap((id) => (id === undefined ? [] : [id]))
        )
      }
    })
  )
})

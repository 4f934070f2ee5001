import { TenantTransaction } from "@beep/sql/TenantTransaction"
import type { ClientId } from "@beep/kernel/ids"
import { as, type Person, twoTenants } from "@beep/tenancy/testing/twoTenants"
import { AdminSql } from "@beep/test-kit/TestDatabase"
import { KeyCustody } from "@beep/vault/KeyCustody"
import { assert, layer } from "@effect/vitest"
import { Effect, Layer, Ref } from "effect"
import { SqlClient } from "effect/sql"
import { standardOntology } from "../../src/contract/ontology/wealthManagement.ts"
import { Documents } from "../../src/server/Documents.ts"
import { QuestionPatience } from "../../src/server/embedding/Embeddings.ts"
import { EntityVectors } from "../../src/server/embedding/EntityVectors.ts"
import { Cascade } from "../../src/server/graph/Cascade.ts"
import { Graph } from "../../src/server/graph/Graph.ts"
import { auditCount, mail, upload } from "../support.ts"
import { Meanwhile } from "../provider.ts"
import { kept, order, provider, sent, space, suite } from "./support.ts"

const letter = mail({
  subject: "The flat",
  body: "Hi Dana,\n\nCould you send the mortgage papers to the bank by January 23?\n\nPlease review the beneficiary form.\n\nMara Ortiz"
})

/** Nobody wrote these words, nor any that begins like them. */
const paraphrase = { ontologyId: standardOntology, query: "home loan lender", topK: 10, maxHops: 0 }

const ingest = Effect.fnUntraced(function* (who: Person, clientId: ClientId, bytes: Uint8Array) {
  return yield* as(who)((yield* Documents).ingest(clientId, bytes, upload))
})
const make = Effect.fnUntraced(function* (who: Person, clientId: ClientId) {
  return yield* as(who)((yield* EntityVectors).run(clientId))
})
/** Patient, whatever else the machine has to do. */
const ask = Effect.fnUntraced(function* (who: Person, clientId: ClientId, query = paraphrase.query) {
  return yield* as(who)((yield* Graph).query(clientId, { ...paraphrase, query })).pipe(
    Effect.provideService(QuestionPatience, "1 minute")
  )
})

// By the clock of the machine: calls go over HTTP, and a provider that asks for a pause is given it.
layer(suite, { timeout: "2 minutes", excludeTestServices: true })("vectors of what mail speaks of", (it) => {
  it.effect(
    "PR2 embeddings persisted and searchable: found by a paraphrase that words and letters miss, after a restart, and made once",
    () =>
      Effect.gen(function* () {
        const { a } = yield* twoTenants
        const clientId = a.clients.shared.id
        yield* ingest(a.owner, clientId, letter)
        const without = yield* ask(a.advisor, clientId)
        assert.deepStrictEqual([without.entities, without.stats.vectors], [[], "partial"])
        assert.deepStrictEqual(yield* as(a.owner)((yield* EntityVectors).waiting), [clientId])
        yield* sent

        const made = yield* make(a.owner, clientId)
        const [texts = []] = yield* sent
        assert.isAbove(made.stored, 3)
        assert.deepStrictEqual([made.left, texts.length], [0, made.stored])
        const rows = yield* kept(clientId)
        assert.strictEqual(rows.length, made.stored)
        for (const row of rows) assert.deepInclude(row, { model: space.model, dimensions: 256, bytes: 1024, outdated: false })
        assert.strictEqual(yield* auditCount(a.organization.id, "vectors.stored", clientId), 1)

        const found = yield* ask(a.advisor, clientId)
        const [first] = found.entities
        assert.include(first?.label ?? "", "mortgage")
        assert.deepStrictEqual([first?.score.vector, first?.score.text, first?.score.name], [1, null, null])
        assert.strictEqual(found.stats.vectors, "whole")
        const admin = yield* AdminSql
        const asked = yield* admin`select after->>'vectors' as vectors from audit.entry
          where client_id = ${clientId} and action = 'graph.viewed' order by at, id`
        assert.deepStrictEqual(
          asked.map((entry) => entry["vectors"]),
          ["partial", "whole"]
        )
        assert.isTrue(found.context.some(({ redacted }) => redacted.includes("mortgage")))

        const restarted = Layer.fresh(Layer.merge(Graph.layer, EntityVectors.layer)).pipe(Layer.provide(Layer.fresh(provider())))
        const again = yield* Effect.provide(
          Effect.all([
            ask(a.advisor, clientId),
            make(a.owner, clientId),
            as(a.owner)(Effect.flatMap(EntityVectors, (one) => one.waiting))
          ]),
          restarted
        )
        assert.deepStrictEqual(again, [found, { stored: 0, left: 0 }, []])
        assert.deepStrictEqual(yield* kept(clientId), rows)
        assert.deepStrictEqual(yield* sent, [["home loan lender"], ["home loan lender"]])
      })
  )

  it.effect("PR2 embeddings are made anew for what more is said of, and for another model; for nothing else", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const clientId = a.clients.shared.id
      yield* ingest(a.owner, clientId, letter)
      const { stored } = yield* make(a.owner, clientId)
      yield* sent
      yield* ingest(
        a.owner,
        clientId,
        mail({
          body: "Dana,\n\nplease review the beneficiary form, it is urgent.\n\nMara Ortiz",
          date: "Fri, 16 Jan 2026 10:00:00 -0500"
        })
      )
      const outdated = (yield* kept(clientId)).filter((row) => row.outdated)
      assert.isAbove(outdated.length, 0)
      assert.isBelow(outdated.length, stored)
      assert.strictEqual((yield* ask(a.advisor, clientId)).entities[0]?.score.vector, 1, "what was said still stands")
      yield* make(a.owner, clientId)
      const texts = (yield* sent).flat().filter((text) => text !== paraphrase.query)
      assert.isTrue(texts.some((text) => text.includes("urgent")))
      assert.isBelow(texts.length, stored)
      assert.deepStrictEqual(
        (yield* kept(clientId)).filter((row) => row.outdated),
        []
      )

      const other = Layer.fresh(Layer.merge(Graph.layer, EntityVectors.layer)).pipe(
        Layer.provide(Layer.fresh(provider({ ...space, model: "sandbox-embed-2", dimensions: 128 })))
      )
      const before = (yield* kept(clientId)).length
      yield* Effect.provide(make(a.owner, clientId), other)
      const now = yield* kept(clientId)
      assert.strictEqual(now.length, before)
      assert.isTrue(now.every((row) => row.model === "sandbox-embed-2" && row.bytes === 512))
      assert.strictEqual((yield* ask(a.advisor, clientId)).entities.length, 0, "vectors of another model are not compared")
    })
  )

  it.effect("PR2 what leaves holds no name, address, telephone, social security or account number", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const clientId = a.clients.shared.id
      const secrets = [
        "mara",
        "ortiz",
        "delgado",
        "priya",
        "@",
        "555",
        "0142",
        "123-45-6789",
        "45-6789",
        "4400918273",
        "elm street"
      ]
      yield* ingest(
        a.owner,
        clientId,
        mail({
          body: [
            "Hi Dana,",
            "",
            "Could you send the mortgage papers to Luis Delgado at luis.delgado@bank.example by January 23?",
            "",
            "Please call me at (212) 555-0142 about the Roth conversion, my SSN is 123-45-6789.",
            "",
            "My wife Priya Ortiz will sign the form for account number 4400918273, we live at 12 Elm Street, Springfield, IL 62704.",
            "",
            "Mara Ortiz"
          ].join("\n")
        })
      )
      yield* sent
      yield* make(a.owner, clientId)
      const texts = (yield* sent).flat().map((text) => text.toLowerCase())
      for (const word of ["mortgage papers", "roth conversion", "sign the form"])
        assert.isTrue(
          texts.some((text) => text.includes(word)),
          word
        )
      for (const secret of secrets)
        assert.deepStrictEqual(
          texts.filter((text) => text.includes(secret)),
          [],
          secret
        )

      yield* ask(a.advisor, clientId, "did priya ortiz sign the loan form, mara@ortizroofing.example or 212 555 0142?")
      const [question = []] = yield* sent
      assert.include(question[0], "sign the loan form")
      for (const secret of secrets) assert.notInclude(question[0], secret)
      const onlyNames = yield* ask(a.advisor, clientId, "Priya Ortiz")
      assert.deepStrictEqual([onlyNames.stats.vectors, yield* sent], ["only_names", []])
      assert.isTrue(onlyNames.entities.some(({ label }) => label === "Priya Ortiz"))
    })
  )

  it.effect("IS-3 vector search finds each client's own and nobody else's, the same mail everywhere", () =>
    Effect.gen(function* () {
      const { a, b } = yield* twoTenants
      const places = [
        [a.owner, a.clients.shared.id],
        [a.owner, a.clients.unassigned.id],
        [b.owner, b.clients.shared.id]
      ] as const
      for (const [who, clientId] of places) {
        yield* ingest(who, clientId, letter)
        yield* make(who, clientId)
      }
      const answers = yield* Effect.forEach(places, ([who, clientId]) => ask(who, clientId))
      const ids = answers.map(({ entities }) => entities.map(({ entityId }): string => entityId))
      const own = yield* Effect.forEach(places, ([, clientId]) =>
        Effect.map(kept(clientId), (rows) => new Set(rows.map(({ entityId }) => entityId)))
      )
      ids.forEach((found, at) => {
        assert.isAbove(found.length, 0)
        assert.isTrue(found.every((id) => own[at]?.has(id) === true))
      })
      const empty = yield* ask(a.owner, a.clients.advised.id)
      assert.deepStrictEqual([empty.entities, empty.context], [[], []])
      for (const [who, clientId] of [
        [a.advisor, a.clients.unassigned.id],
        [a.owner, b.clients.shared.id]
      ] as const) {
        assert.strictEqual((yield* Effect.flip(ask(who, clientId)))._tag, "NotFound")
        assert.strictEqual((yield* Effect.flip(make(who, clientId)))._tag, "NotFound")
      }
      assert.deepStrictEqual(yield* as(b.owner)((yield* EntityVectors).waiting), [])
    })
  )

  it.effect("a provider that refuses, limits, fails or answers nonsense costs a question its vectors and nothing else", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const clientId = a.clients.shared.id
      yield* ingest(a.owner, clientId, letter)
      const refusal = Effect.map(Effect.flip(make(a.owner, clientId)), (error) => ("reason" in error ? error.reason : error._tag))
      for (const [fault, reason] of [
        ["unauthorized", "not_allowed"],
        ["wrong_count", "unreadable"],
        ["wrong_dimensions", "unreadable"]
      ] as const) {
        yield* order({ fault, times: 1 })
        assert.strictEqual(yield* refusal, reason)
        assert.deepStrictEqual(yield* kept(clientId), [])
      }
      yield* sent
      yield* order(
        { fault: "rate_limited", times: 1, seconds: 2 },
        { fault: "server_error", times: 1 },
        { fault: "reset", times: 1 },
        { fault: "out_of_order", times: 1 }
      )
      const { stored } = yield* make(a.owner, clientId)
      assert.strictEqual((yield* sent).length, 4)
      assert.strictEqual((yield* kept(clientId)).length, stored)
      assert.include(
        (yield* ask(a.advisor, clientId)).entities[0]?.label ?? "",
        "mortgage",
        "each vector is that of its own text"
      )

      const asked = ask(a.advisor, clientId, "beneficiary form")
      const whole = yield* asked
      for (const fault of ["unauthorized", "rate_limited", "server_error", "wrong_count", "wrong_dimensions", "reset"] as const) {
        yield* order({ fault, times: 1 })
        const answer = yield* asked
        assert.strictEqual(answer.stats.vectors, "unavailable", fault)
        assert.isTrue(answer.entities.every(({ score }) => score.vector === null))
        assert.include(
          answer.entities.map(({ entityId }) => entityId),
          whole.entities[0]?.entityId
        )
      }
      yield* order({ fault: "slow", times: 1, seconds: 30 })
      const graph = yield* Graph
      const late = yield* as(a.advisor)(graph.query(clientId, { ...paraphrase, query: "beneficiary form" })).pipe(
        Effect.provideService(QuestionPatience, "100 millis")
      )
      assert.strictEqual(late.stats.vectors, "unavailable")
      assert.strictEqual((yield* asked).stats.vectors, "whole")
    })
  )

  it.effect("what the provider does not take is left, one text alone; what fails in the middle goes on where it stopped", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const clientId = a.clients.shared.id
      const forms = Array.from(
        { length: 80 },
        (_, at) => `Please send form ${String.fromCharCode(65 + (at % 26))}${at} to the custodian.`
      )
      yield* ingest(a.owner, clientId, mail({ body: `Hi Dana,\n\n${forms.join("\n\n")}\n\nMara Ortiz` }))
      yield* order({ fault: "unauthorized", times: 1, after: 1 })
      assert.strictEqual((yield* Effect.flip(make(a.owner, clientId)))._tag, "ProviderFailed")
      const half = yield* kept(clientId)
      assert.strictEqual(half.length, 64)
      yield* order({ fault: "refused", times: 2 })
      const rest = yield* make(a.owner, clientId)
      assert.strictEqual(rest.left, 1)
      const now = yield* kept(clientId)
      assert.strictEqual(now.length, 64 + rest.stored)
      assert.deepStrictEqual(
        now.filter(({ entityId }) => half.some((one) => one.entityId === entityId)),
        half
      )
      assert.deepStrictEqual(yield* make(a.owner, clientId), { stored: 1, left: 0 })
    })
  )

  it.effect("what was said while the provider was asked is not overwritten with what was known before", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const clientId = a.clients.shared.id
      const meanwhile = yield* Meanwhile
      const documents = yield* Documents
      const entityVectors = yield* EntityVectors
      const { documentId } = yield* ingest(a.owner, clientId, letter)
      const more = mail({
        body: "Dana,\n\nplease review the beneficiary form, it is urgent.\n\nMara Ortiz",
        date: "Fri, 16 Jan 2026 10:00:00 -0500"
      })
      yield* Ref.set(meanwhile, Effect.orDie(Effect.asVoid(as(a.owner)(documents.ingest(clientId, more, upload)))))
      const first = yield* make(a.owner, clientId)
      yield* Ref.set(meanwhile, Effect.void)
      assert.isAbove(first.left, 0)
      assert.isAbove(first.stored, 0)
      yield* sent
      yield* make(a.owner, clientId)
      assert.isTrue((yield* sent).flat().some((text) => text.includes("urgent")))
      assert.deepStrictEqual(yield* as(a.owner)(entityVectors.waiting), [])

      const cascade = yield* Cascade
      const transaction = yield* TenantTransaction
      yield* as(a.owner)(transaction.run(cascade.remove(clientId, documentId)))
      const left = yield* kept(clientId)
      assert.isFalse(left.some(({ type }) => type === "Meeting"))
      assert.deepStrictEqual((yield* ask(a.advisor, clientId)).entities, [], "a vector goes with the source of its words")
      yield* make(a.owner, clientId)
      assert.deepStrictEqual((yield* ask(a.advisor, clientId)).entities, [])
      yield* as(a.owner)(transaction.run(cascade.reinstate(clientId, documentId)))
      yield* make(a.owner, clientId)
      assert.include((yield* ask(a.advisor, clientId)).entities[0]?.label ?? "", "mortgage")
    })
  )

  it.effect("erasing a client takes its vectors with the key, in one transaction, and nothing of it is sent again", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const custody = yield* KeyCustody
      const transaction = yield* TenantTransaction
      const { advised, shared } = a.clients
      for (const { id } of [advised, shared]) {
        yield* ingest(a.owner, id, letter)
        yield* make(a.owner, id)
      }
      const before = yield* kept(advised.id)
      yield* Effect.exit(
        as(a.owner)(
          transaction.run(Effect.andThen(custody.destroyClientKey(advised.id), Effect.die(new Error("the transaction fails"))))
        )
      )
      assert.deepStrictEqual(yield* kept(advised.id), before)
      yield* as(a.owner)(transaction.run(custody.destroyClientKey(advised.id)))
      assert.deepStrictEqual(yield* kept(advised.id), [])
      assert.isAbove((yield* kept(shared.id)).length, 0)
      yield* sent
      assert.deepStrictEqual(yield* make(a.owner, advised.id), { stored: 0, left: 0 })
      assert.deepStrictEqual(yield* as(a.owner)((yield* EntityVectors).waiting), [])
      assert.deepStrictEqual(yield* sent, [])
    })
  )

  it.effect("the database keeps no vector that is cut, and the role that serves changes no key of one", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const admin = yield* AdminSql
      const clientId = a.clients.shared.id
      yield* ingest(a.owner, clientId, letter)
      yield* make(a.owner, clientId)
      const cut = admin`update knowledge.embedding set vector = substring(vector from 1 for 1020) where client_id = ${clientId}`
      assert.strictEqual((yield* Effect.flip(cut))._tag, "SqlError")
      yield* admin`update knowledge.embedding set vector = vector where client_id = ${clientId}`

      const sql = yield* SqlClient.SqlClient
      const transaction = yield* TenantTransaction
      for (const key of ["organization_id", "client_id", "entity_id"]) {
        const refused = yield* Effect.flip(sql.unsafe(`update knowledge.embedding set ${key} = ${key}`))
        assert.strictEqual(refused.reason._tag, "AuthorizationError", key)
      }
      const marked = sql`update knowledge.embedding set outdated = true where client_id = ${clientId} returning entity_id`
      assert.isAbove((yield* as(a.owner)(transaction.run(marked))).length, 0)
    })
  )
})

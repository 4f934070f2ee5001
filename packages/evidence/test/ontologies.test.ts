import { TimeZoneName } from "@beep/kernel/LocalDate"
import { usd } from "@beep/kernel/Money"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import { Clients } from "@beep/tenancy/server/Clients"
import { as, type Person, twoTenants } from "@beep/tenancy/testing/twoTenants"
import { AdminSql } from "@beep/test-kit/TestDatabase"
import { assert, describe, it, layer } from "@effect/vitest"
import { Effect, Schema } from "effect"
import { estate } from "../src/contract/ontology/estatePlanning.ts"
import { registryFaults } from "../src/contract/ontology/faults.ts"
import { OntologyId } from "../src/contract/ontology/Ontology.ts"
import { partOf } from "../src/contract/ontology/part.ts"
import { registered } from "../src/contract/ontology/registered.ts"
import { violations } from "../src/contract/ontology/violations.ts"
import { standardOntology, wealth } from "../src/contract/ontology/wealthManagement.ts"
import { findGraph } from "../src/contract/graph/find/findGraph.ts"
import { Documents } from "../src/server/Documents.ts"
import { Evidence } from "../src/server/Evidence.ts"
import { Extraction } from "../src/server/extraction/Extraction.ts"
import { Cascade } from "../src/server/graph/Cascade.ts"
import { Graph } from "../src/server/graph/Graph.ts"
import { mail, suite, upload } from "./support.ts"

const body = [
  "Hi Dana,",
  "",
  "My daughter Emily Ortiz graduates in June. My husband Luis Ortiz and I married in 2001, and his mother passed away in March.",
  "",
  "Could you send the RMD worksheet by January 23? Please check my Schwab traditional IRA ending in 4521. Can we meet on February 10, 2026?",
  "",
  "Mara Ortiz"
].join("\n")

const letter = mail({ body })

const family = Effect.fnUntraced(function* (who: Person) {
  const clients = yield* Clients
  const timezone = TimeZoneName.make("America/New_York")
  const { id } = yield* as(who)(clients.create({ kind: "household", name: "Ortiz household", timezone, homeCurrency: usd }))
  return id
})

const types = (entities: ReadonlyArray<{ readonly type: string }>) => [...new Set(entities.map(({ type }) => type))].toSorted()

const States = Schema.Array(Schema.Struct({ ontology: Schema.String, state: Schema.String }))

layer(suite, { timeout: "2 minutes" })("ontologies beside one another", (test) => {
  test.effect("PR2C the user selects an ontology by id: each answers with its own things, and the other's are untouched", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const documents = yield* Documents
      const evidence = yield* Evidence
      const extraction = yield* Extraction
      const graph = yield* Graph
      const clientId = yield* family(a.owner)
      const { documentId } = yield* as(a.owner)(documents.ingest(clientId, letter, upload))
      const view = (ontologyId: OntologyId) => as(a.owner)(graph.neighbourhood(clientId, { ontologyId, hops: 3 }))
      const read = (ontologyId: OntologyId) => as(a.owner)(extraction.list(clientId, { ontologyId }))
      const before = yield* view(standardOntology)
      assert.includeMembers(types(before.entities), ["Client", "Account", "LifeEvent", "ActionItem", "Meeting"])

      const unread = yield* view(estate.id)
      assert.deepStrictEqual([unread.ontologyId, unread.entities, unread.stats.clientEntityCount], ["ep.v1", [], 0])
      assert.deepInclude(yield* read(estate.id), { items: [], unread: 1 })
      assert.deepInclude(yield* read(standardOntology), { unread: 0 })
      assert.deepStrictEqual(yield* as(a.owner)(extraction.unfinished(estate.id)), [], "nobody asked for it")

      assert.deepStrictEqual(yield* as(a.owner)(extraction.run(clientId, estate.id)), { completed: 1, failed: 0, waiting: 0 })
      const estates = yield* view(estate.id)
      assert.deepStrictEqual(types(estates.entities), ["Account", "Client", "Household", "LifeEvent"])
      assert.isTrue(estates.entities.some(({ label }) => label?.includes("4521")))
      const kinds = estates.entities.flatMap(({ attributes, type }) =>
        type === "LifeEvent" ? attributes.flatMap(({ value }) => (value?.type === "code" ? [value.code] : [])) : []
      )
      assert.includeMembers(kinds, ["Death"])
      assert.notInclude(kinds, "Graduation", "a graduation changes no will")
      assert.isTrue(estates.relations.some(({ predicate }) => predicate === "spouseOf" || predicate === "parentOf"))
      assert.deepInclude(yield* read(estate.id), { unread: 0 })
      assert.deepStrictEqual(yield* view(standardOntology), before)

      const ids = new Set(before.entities.map(({ entityId }) => entityId))
      assert.isFalse(estates.entities.some(({ entityId }) => ids.has(entityId)))
      const [seed] = before.entities
      assert.isDefined(seed)
      assert.strictEqual(
        (yield* Effect.flip(as(a.owner)(graph.neighbourhood(clientId, { ontologyId: estate.id, seed: seed.entityId }))))._tag,
        "NotFound"
      )
      const ask = (ontologyId: OntologyId) =>
        as(a.owner)(graph.query(clientId, { ontologyId, query: "the worksheet for the IRA of Mara Ortiz", topK: 50, maxHops: 2 }))
      const [ofWealth, ofEstate] = [yield* ask(standardOntology), yield* ask(estate.id)]
      assert.include(types(ofWealth.entities), "ActionItem")
      assert.deepStrictEqual(
        types(ofEstate.entities).filter((type) => !types(estate.entities).includes(type)),
        []
      )
      for (const { entityId } of ofEstate.entities) assert.isFalse(ids.has(entityId))
      const { items, omitted } = yield* as(a.owner)(evidence.list(clientId, { documentId }))
      assert.strictEqual(omitted, 0)
      assert.includeMembers([...new Set(items.map(({ source }) => source.ontologyId))], ["wm.v1", "ep.v1"])
    })
  )

  test.effect("PR2C what comes later is taken up for those who asked, and a source that goes takes along what both found", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const documents = yield* Documents
      const extraction = yield* Extraction
      const graph = yield* Graph
      const cascade = yield* Cascade
      const transaction = yield* TenantTransaction
      const admin = yield* AdminSql
      const clientId = yield* family(a.owner)
      const { documentId } = yield* as(a.owner)(documents.ingest(clientId, letter, upload))
      yield* as(a.owner)(extraction.run(clientId, estate.id))
      yield* as(a.owner)(documents.ingest(a.clients.advised.id, letter, upload))
      yield* as(a.owner)(documents.ingest(clientId, mail({ body: "We sold our house in May.\n\nMara Ortiz" }), upload))
      assert.deepInclude(yield* as(a.owner)(extraction.list(clientId, { ontologyId: estate.id })), { unread: 1 })
      assert.deepStrictEqual(yield* as(a.owner)(extraction.unfinished(estate.id)), [clientId])
      assert.deepStrictEqual(yield* as(a.owner)(extraction.unfinished(standardOntology)), [])
      yield* as(a.owner)(extraction.run(clientId, estate.id))
      assert.deepStrictEqual(yield* as(a.owner)(extraction.unfinished(estate.id)), [])

      yield* as(a.owner)(transaction.run(cascade.remove(clientId, documentId)))
      const states = yield* Schema.decodeUnknownEffect(States)(
        yield* admin`select ontology_id as ontology, state from knowledge.extraction where document_id = ${documentId} order by 1`
      )
      assert.deepStrictEqual(states, [
        { ontology: "ep.v1", state: "retracted" },
        { ontology: "wm.v1", state: "retracted" }
      ])
      for (const ontologyId of [standardOntology, estate.id]) {
        const { entities } = yield* as(a.owner)(graph.neighbourhood(clientId, { ontologyId, hops: 3 }))
        assert.isFalse(entities.some(({ label }) => label?.includes("4521")))
        assert.isAbove(entities.length, 0)
      }
    })
  )
})

describe("a part of an ontology", () => {
  const context = {
    messageDate: null,
    sender: { name: "Mara Ortiz", address: "mara@ortizroofing.example" },
    recipients: [],
    homeCurrency: usd,
    quotedRanges: [],
    householdName: "Ortiz household",
    known: [],
    clientAddresses: new Set<string>()
  }

  it("takes what it names with its places moved along, and breaks no rule of either", () => {
    const said = findGraph(body, context)
    const part = partOf(estate, said)
    assert.isBelow(part.entities.length, said.entities.length)
    assert.deepStrictEqual([violations(wealth, said), violations(estate, part)], [[], []])
    for (const [index, entity] of part.entities.entries()) {
      const was = said.entities.indexOf(entity)
      const values = (graph: typeof said, subject: number) =>
        graph.values.flatMap((one) => (one.subject === subject ? [one.value] : []))
      assert.deepStrictEqual(values(part, index), values(said, was))
    }
    assert.deepStrictEqual(partOf(wealth, said), said)
  })

  it("may name nothing that the whole does not: such a registry is not loaded", () => {
    assert.deepStrictEqual(registryFaults(registered), [])
    const faultsOf = (changed: typeof estate) => registryFaults([wealth, changed])
    const [account] = estate.entities.filter(({ type }) => type === "Account")
    assert.isDefined(account)
    assert.strictEqual(
      faultsOf({
        ...estate,
        entities: [...estate.entities.filter((one) => one !== account), { ...account, subtypes: ["Yacht"] }]
      }).length,
      1
    )
    assert.strictEqual(
      faultsOf({ ...estate, links: [{ predicate: "spouseOf", domain: ["Client"], range: ["Person"], functional: false }] })
        .length,
      1
    )
    assert.isAbove(faultsOf({ ...estate, partOf: OntologyId.make("of.nobody") }).length, 0)
    assert.isAbove(faultsOf({ ...estate, partOf: estate.id }).length, 0)
  })

  it("reads what both name by the rules of the whole, and names each type once", () => {
    const faultsOf = (changed: typeof estate) => registryFaults([wealth, changed])
    const other = <A extends { readonly predicate: string }>(all: ReadonlyArray<A>, predicate: string, more: Partial<A>) =>
      all.map((one) => (one.predicate === predicate ? { ...one, ...more } : one))
    for (const changed of [
      { ...estate, links: other(estate.links, "parentOf", { functional: true }) },
      { ...estate, values: other(estate.values, "balance", { functional: false }) },
      { ...estate, values: other(estate.values, "balance", { literal: "text" }) },
      { ...estate, entities: [...estate.entities, ...estate.entities.slice(0, 1)] }
    ])
      assert.lengthOf(faultsOf(changed), 1)
  })
})

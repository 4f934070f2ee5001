import type { ClientId, DocumentId } from "@beep/kernel/ids"
import { TimeZoneName } from "@beep/kernel/LocalDate"
import { usd } from "@beep/kernel/Money"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import { Clients } from "@beep/tenancy/server/Clients"
import { as, type Person, twoTenants } from "@beep/tenancy/testing/twoTenants"
import { AdminSql } from "@beep/test-kit/TestDatabase"
import { assert, layer } from "@effect/vitest"
import { Effect, Schema } from "effect"
import { TestClock } from "effect/testing"
import type { Attribute, GraphView, Relation } from "../src/contract/graph/Graph.ts"
import { EntityId, RelationId } from "../src/contract/graph/ids.ts"
import { standardOntology } from "../src/contract/ontology/wealthManagement.ts"
import { Documents } from "../src/server/Documents.ts"
import { Extraction } from "../src/server/extraction/Extraction.ts"
import { Cascade } from "../src/server/graph/Cascade.ts"
import { Graph } from "../src/server/graph/Graph.ts"
import { ingestInto } from "../src/server/internal/ingest.ts"
import { settling } from "../src/server/internal/knowledge/settle.ts"
import { prepare } from "../src/server/internal/prepare.ts"
import { sourceOf } from "../src/server/internal/sourceOf.ts"
import { generateMails } from "../src/testing/generator/generateMails.ts"
import { houses } from "../src/testing/generator/households.ts"
import { dice } from "../src/testing/generator/random.ts"
import { mail, suite, upload } from "./support.ts"

const [house] = houses

/** Letters of one family, in the order they were written. */
const letters = generateMails(11, 30 * houses.length)
  .filter(({ household }) => household === `${house.surname} household`)
  .toSorted((a, b) => a.date.localeCompare(b.date))
  .map(({ body, date, from }) =>
    mail({
      body,
      from: `${from} <${from.toLowerCase().replaceAll(" ", ".")}@mail.example>`,
      date: new Date(`${date}T15:00:00Z`).toUTCString().replace("GMT", "+0000")
    })
  )

const shuffled = <A>(seed: number, list: ReadonlyArray<A>): ReadonlyArray<A> => {
  const random = dice(seed)
  return list
    .map((one) => ({ one, at: random.roll(1_000_000) }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ one }) => one)
}

const household = (who: Person) =>
  as(who)(
    Effect.flatMap(Clients, (clients) =>
      clients.create({
        kind: "household",
        name: `${house.surname} household`,
        timezone: TimeZoneName.make("America/New_York"),
        homeCurrency: usd
      })
    )
  )

/** Kept and not yet read: what waits when a mailbox comes in faster than it is read. */
const kept = Effect.fnUntraced(function* (who: Person, client: Effect.Success<ReturnType<typeof household>>, bytes: Uint8Array) {
  const store = yield* ingestInto
  const transaction = yield* TenantTransaction
  const prepared = yield* prepare(client, bytes)
  // What waits is read in the order in which it was asked for.
  yield* TestClock.adjust("1 second")
  return yield* as(who)(transaction.run(store.ingest(client.id, prepared, sourceOf(upload, client.id, prepared.bytesSha256))))
})

const textOf = (value: Attribute["value"]): string => {
  switch (value.type) {
    case "code":
      return value.code
    case "date":
      return value.date
    case "money":
      return `${value.money.minor} ${value.money.currency}`
    case "text":
      return value.text
  }
}

/** A graph without its ids. */
const told = ({ entities, relations }: GraphView) => {
  const labelOf = new Map(entities.map(({ entityId, label, type }): readonly [string, string] => [entityId, `${type} ${label}`]))
  const fact = (
    subject: EntityId,
    object: string | undefined,
    one: Pick<Attribute | Relation, "predicate" | "state" | "confidence" | "validFrom" | "validTo">
  ) => [labelOf.get(subject), one.predicate, object, one.state, one.confidence, one.validFrom, one.validTo].map(String).join(", ")
  return {
    entities: entities
      .map((one) =>
        [labelOf.get(one.entityId), one.mentionCount, one.confidence, one.lastStatedAt, ...one.aliases.toSorted()]
          .map(String)
          .join(", ")
      )
      .toSorted(),
    relations: [
      ...relations.map((one) => fact(one.subjectId, labelOf.get(one.objectId), one)),
      ...entities.flatMap(({ attributes, entityId }) => attributes.map((one) => fact(entityId, textOf(one.value), one)))
    ].toSorted()
  }
}

const shown = (who: Person, clientId: ClientId) =>
  Effect.map(
    as(who)(Effect.flatMap(Graph, (graph) => graph.neighbourhood(clientId, { ontologyId: standardOntology, hops: 3 }))),
    told
  )

const Rows = Schema.Array(Schema.Struct({ id: Schema.String, row: Schema.String }))

/** Every row of the graph, as it is written. */
const rowsOf = Effect.fnUntraced(function* (clientId: ClientId) {
  const admin = yield* AdminSql
  const of = (table: "entity" | "relation") =>
    Effect.flatMap(
      admin.unsafe(
        `select id, jsonb_build_array(state, confidence, first, last, written)::text as row from (
          select id, state, confidence, xmin::text as written, ${table === "entity" ? "first_stated_at as first, last_stated_at as last" : "valid_from as first, valid_to as last"}
          from knowledge.${table} where client_id = '${clientId}') t order by id`
      ),
      Schema.decodeUnknownEffect(Rows)
    )
  return { entities: yield* of("entity"), relations: yield* of("relation") }
})

layer(suite, { timeout: "2 minutes" })("a household's mail", (it) => {
  it.effect(
    "is the same graph read one by one, all at once, and in batches, in whatever order it came",
    () =>
      Effect.gen(function* () {
        const { a } = yield* twoTenants
        const documents = yield* Documents
        const extraction = yield* Extraction
        for (const [order, mails] of Object.entries({ "as written": letters, shuffled: shuffled(1, letters) })) {
          const oneByOne = yield* household(a.owner)
          for (const letter of mails) yield* as(a.owner)(documents.ingest(oneByOne.id, letter, upload))
          const graph = yield* shown(a.owner, oneByOne.id)
          assert.isAbove(graph.entities.length, 30)
          assert.isAbove(graph.relations.filter((one) => one.includes("superseded")).length, 3)
          for (const sizes of [[mails.length], [1, 7, 2, 12]]) {
            const inBatches = yield* household(a.owner)
            let rest = mails
            for (const size of [...sizes, mails.length]) {
              for (const letter of rest.slice(0, size)) yield* kept(a.owner, inBatches, letter)
              rest = rest.slice(size)
              yield* as(a.owner)(extraction.run(inBatches.id, standardOntology))
            }
            assert.deepStrictEqual(yield* shown(a.owner, inBatches.id), graph, `${order}, batches of ${sizes.join(", ")}`)
          }
        }
      }),
    { timeout: 300_000 }
  )

  it.effect(
    "leaves rows that settling everything anew finds as they are, whatever came, went and came back",
    () =>
      Effect.gen(function* () {
        const { a } = yield* twoTenants
        const documents = yield* Documents
        const cascade = yield* Cascade
        const transaction = yield* TenantTransaction
        const settle = yield* settling
        const { id: clientId } = yield* household(a.owner)
        const run = as(a.owner)
        const random = dice(5)
        const there: Array<DocumentId> = []
        const gone: Array<DocumentId> = []
        for (const letter of shuffled(3, letters)) {
          const { documentId } = yield* run(documents.ingest(clientId, letter, upload))
          there.push(documentId)
          const [leaves] = random.chance(30) ? there.splice(random.roll(there.length), 1) : []
          const [returns] = random.chance(20) ? gone.splice(0, 1) : []
          if (leaves !== undefined) {
            yield* run(transaction.run(cascade.remove(clientId, leaves)))
            gone.push(leaves)
          }
          if (returns !== undefined) {
            yield* run(transaction.run(cascade.reinstate(clientId, returns)))
            there.push(returns)
          }
        }
        const [document] = there
        if (document === undefined) return assert.fail("no mail is left")
        const before = yield* rowsOf(clientId)
        const states = before.relations.map(({ row }) => row)
        for (const state of ["current", "superseded", "stale"])
          assert.isAbove(states.filter((row) => row.includes(`"${state}"`)).length, 0, state)
        yield* run(
          transaction.run(
            settle.all(
              clientId,
              {
                entityIds: before.entities.map(({ id }) => EntityId.make(id)),
                relationIds: before.relations.map(({ id }) => RelationId.make(id))
              },
              { documentId: document, reason: "superseded" }
            )
          )
        )
        assert.deepStrictEqual(yield* rowsOf(clientId), before)
      }),
    { timeout: 300_000 }
  )
})

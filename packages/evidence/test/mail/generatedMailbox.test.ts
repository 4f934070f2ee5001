import { TimeZoneName } from "@beep/kernel/LocalDate"
import { Email } from "@beep/tenancy/contract/Email"
import { ClientContacts } from "@beep/tenancy/server/ClientContacts"
import { as, twoTenants } from "@beep/tenancy/testing/twoTenants"
import { assert, layer } from "@effect/vitest"
import { Effect } from "effect"
import type { GraphView } from "../../src/contract/graph/Graph.ts"
import { standardOntology } from "../../src/contract/ontology/wealthManagement.ts"
import { Extraction } from "../../src/server/extraction/Extraction.ts"
import { Graph } from "../../src/server/graph/Graph.ts"
import { Threads } from "../../src/server/mail/Threads.ts"
import { generateMailbox } from "../../src/testing/generator/generateMailbox.ts"
import { compliancePassages } from "../../src/testing/generator/sayings.ts"
import { defaultSeed } from "../../src/testing/score/targets.ts"
import { held, link, readMail, suiteOf } from "./support.ts"

const generated = generateMailbox(defaultSeed, 200)

const valueOf = (entity: GraphView["entities"][number], predicate: string): string => {
  const value = entity.attributes.find((one) => one.predicate === predicate)?.value
  return value === undefined
    ? "?"
    : value.type === "code"
      ? value.code
      : value.type === "text"
        ? value.text
        : value.type === "date"
          ? value.date
          : "?"
}

/** A graph in the words of the labels, so that both can be compared as they are. */
const told = (graph: GraphView) => {
  const labelOf = new Map<string, string>()
  for (const { entityId, label } of graph.entities) labelOf.set(entityId, label ?? "?")
  const names = new Map(
    graph.entities.map((entity): readonly [string, string] => {
      const { entityId, type, label } = entity
      const who = graph.relations.find(({ predicate, objectId }) => predicate === "experiencedEvent" && objectId === entityId)
      switch (type) {
        case "Account":
          return [entityId, valueOf(entity, "lastFour")]
        case "LifeEvent":
          return [entityId, `${valueOf(entity, "hasSubtype")} ${labelOf.get(who?.subjectId ?? "") ?? "?"}`]
        case "Meeting":
          return [entityId, valueOf(entity, "scheduledFor")]
        case "ActionItem":
          return [entityId, (label ?? "?").toLowerCase()]
        case "CompliancePhrase": {
          const words = compliancePassages.find(
            ([category, said]) => category === valueOf(entity, "category") && said.includes(label ?? "?")
          )?.[1]
          return [entityId, `${valueOf(entity, "category")}: ${words ?? label}`]
        }
        default:
          return [entityId, label ?? "?"]
      }
    })
  )
  const asserted = new Set([
    "belongsToHousehold",
    "ownsAccount",
    "experiencedEvent",
    "assignedTo",
    "parentOf",
    "spouseOf",
    "worksWith"
  ])
  const name = (id: string) => names.get(id) ?? "?"
  return {
    entities: graph.entities.map(({ entityId, type }) => `${type} ${name(entityId)}`).toSorted(),
    edges: graph.relations
      .filter(({ predicate }) => asserted.has(predicate))
      .map(({ subjectId, predicate, objectId }) => `${name(subjectId)} ${predicate} ${name(objectId)}`)
      .toSorted()
  }
}

layer(suiteOf({ accounts: generated.accounts, mails: generated.mails }), { excludeTestServices: true })(
  "a generated mailbox (Shown by 1)",
  (it) => {
    it.effect(
      "becomes the threads, documents, entities and edges that were written into it, household by household",
      () =>
        Effect.gen(function* () {
          const { a } = yield* twoTenants
          const contacts = yield* ClientContacts
          const clients = yield* Effect.forEach(generated.households, ({ name, addresses }) =>
            as(a.owner)(
              contacts.createHousehold({
                name,
                timezone: TimeZoneName.make("America/New_York"),
                addresses: addresses.map((address) => Email.make(address))
              })
            )
          )
          for (const account of generated.accounts) {
            const mailbox = yield* link(a.owner, account)
            const status = yield* readMail(a, mailbox)
            assert.deepInclude(status, { phase: "ended", outcome: "succeeded", failed: 0, unfiled: 0 })
          }
          const expectedThreads = generated.households.flatMap(({ threads }) => threads).length
          assert.deepInclude(yield* held(a), {
            documents: 200,
            versions: 200,
            sources: 200,
            threads: expectedThreads,
            messages: 200,
            waiting: 0
          })
          const threads = yield* Threads
          const extraction = yield* Extraction
          const graph = yield* Graph
          const total = { threads: 0, documents: 0, entities: 0, edges: 0 }
          for (const [index, expected] of generated.households.entries()) {
            const client = clients[index]
            if (client === undefined) return assert.fail("a household is missing")
            const { items: list } = yield* as(a.owner)(threads.ofClient(client.id, { limit: 100 }))
            assert.deepStrictEqual(
              list.map(({ messages }) => messages).toSorted((one, other) => other - one),
              expected.threads
            )
            yield* as(a.owner)(extraction.run(client.id, standardOntology))
            const runs = yield* as(a.owner)(extraction.list(client.id))
            assert.deepInclude(runs.counts, { completed: expected.documents, failed: 0, pending: 0 })
            const view = yield* as(a.owner)(graph.neighbourhood(client.id, { ontologyId: standardOntology, hops: 3 }))
            assert.deepStrictEqual([view.stats.broken, view.stats.truncated], [0, false])
            const found = told(view)
            assert.deepStrictEqual(found, { ...expected.graph }, expected.name)
            total.threads += list.length
            total.documents += expected.documents
            total.entities += found.entities.length
            total.edges += found.edges.length
          }
          process.stdout.write(
            `generated mailbox: ${total.documents} documents, ${total.threads} threads, ${total.entities} entities and ${total.edges} edges of ${generated.households.length} households, all as written\n`
          )
          assert.isAbove(total.entities, 400)
          assert.isAbove(total.edges, 300)
        }),
      { timeout: 300_000 }
    )
  }
)

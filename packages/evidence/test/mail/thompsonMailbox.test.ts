import { TimeZoneName } from "@beep/kernel/LocalDate"
import { Email } from "@beep/tenancy/contract/Email"
import { ClientContacts } from "@beep/tenancy/server/ClientContacts"
import { as, twoTenants } from "@beep/tenancy/testing/twoTenants"
import { assert, layer } from "@effect/vitest"
import { Effect } from "effect"
import { standardOntology } from "../../src/contract/ontology/wealthManagement.ts"
import { Extraction } from "../../src/server/extraction/Extraction.ts"
import { Graph } from "../../src/server/graph/Graph.ts"
import { Threads } from "../../src/server/mail/Threads.ts"
import { counted, thompsonExpected } from "../thompsonExpected.ts"
import { dana, held, link, readMail, suite } from "./support.ts"

layer(suite, { excludeTestServices: true })("the Thompson mailbox (Shown by 1)", (it) => {
  it.effect(
    "becomes the threads, documents, entities and edges that were counted by hand",
    () =>
      Effect.gen(function* () {
        const { a } = yield* twoTenants
        const contacts = yield* ClientContacts
        const extraction = yield* Extraction
        const graph = yield* Graph
        const threads = yield* Threads
        const { id } = yield* as(a.owner)(
          contacts.createHousehold({
            name: "Thompson household",
            timezone: TimeZoneName.make("America/New_York"),
            addresses: ["john", "sarah", "emily"].map((name) => Email.make(`${name}.thompson@thompson-family.example`))
          })
        )
        const mailbox = yield* link(a.owner, dana)
        assert.deepInclude(yield* readMail(a, mailbox), { outcome: "succeeded", failed: 0, unfiled: 0 })
        assert.deepInclude(yield* held(a), {
          documents: thompsonExpected.documents,
          messages: thompsonExpected.documents,
          threads: thompsonExpected.threads.length,
          waiting: 0
        })
        const { items: list } = yield* as(a.owner)(threads.ofClient(id, {}))
        assert.deepStrictEqual(
          list
            .map(({ subject, messages }) => [subject, messages])
            .toSorted((one, other) => String(one).localeCompare(String(other))),
          thompsonExpected.threads
        )
        yield* as(a.owner)(extraction.run(id, standardOntology))
        const view = yield* as(a.owner)(graph.neighbourhood(id, { ontologyId: standardOntology, hops: 3 }))
        assert.deepStrictEqual(counted(view.entities.map(({ type }) => type)), thompsonExpected.entities)
        assert.deepStrictEqual(counted(view.relations.map(({ predicate }) => predicate)), thompsonExpected.relations)
      }),
    { timeout: 120_000 }
  )
})

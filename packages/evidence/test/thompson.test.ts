import { usd } from "@beep/kernel/Money"
import { TimeZoneName } from "@beep/kernel/LocalDate"
import { Clients } from "@beep/tenancy/server/Clients"
import { as, twoTenants } from "@beep/tenancy/testing/twoTenants"
import { assert, layer } from "@effect/vitest"
import { Effect } from "effect"
import { readFileSync } from "node:fs"
import { standardOntology } from "../src/contract/ontology/wealthManagement.ts"
import { Documents } from "../src/server/Documents.ts"
import { Evidence } from "../src/server/Evidence.ts"
import { Graph } from "../src/server/graph/Graph.ts"
import { thompsonNames } from "../src/testing/score/labelledFile.ts"
import { suite, upload } from "./support.ts"
import { counted, thompsonExpected } from "./thompsonExpected.ts"

const bytesOf = (name: string) => readFileSync(new URL(`../src/testing/mail/thompson/${name}.eml`, import.meta.url))

layer(suite)("the Thompson household", (it) => {
  it.effect(
    "is the same graph in whatever order its mail arrives, with what the demo shows",
    () =>
      Effect.gen(function* () {
        const { a } = yield* twoTenants
        const clients = yield* Clients
        const documents = yield* Documents
        const evidence = yield* Evidence
        const graph = yield* Graph
        const run = as(a.owner)
        const read = Effect.fnUntraced(function* (names: ReadonlyArray<string>, name: string) {
          const { id } = yield* run(
            clients.create({ kind: "household", name, timezone: TimeZoneName.make("America/New_York"), homeCurrency: usd })
          )
          for (const one of names) yield* run(documents.ingest(id, bytesOf(one), upload))
          return { id, ...(yield* run(graph.neighbourhood(id, { ontologyId: standardOntology, hops: 3 }))) }
        })
        const forward = yield* read(thompsonNames, "Thompson household")
        const backward = yield* read(thompsonNames.toReversed(), "Thompson household")
        assert.deepStrictEqual(
          [...forward.relations, ...forward.entities.flatMap(({ attributes }) => attributes)]
            .filter(({ state, validTo }) => (state === "current") !== (validTo === null))
            .map(({ predicate, state }) => `${predicate} ${state}`),
          [],
          "what stands has no end, and what has ended does not stand"
        )
        const shape = ({ entities, relations }: typeof forward) => {
          const labelOf = new Map(entities.map(({ entityId, label }) => [entityId, label]))
          return {
            entities: entities.map(({ type, label, mentionCount }) => `${type}, ${label}, ${mentionCount}`).toSorted(),
            relations: relations
              .map((one) => `${labelOf.get(one.subjectId)} ${one.predicate} ${labelOf.get(one.objectId)}`)
              .toSorted()
          }
        }
        assert.deepStrictEqual(shape(backward), shape(forward))

        assert.deepStrictEqual(counted(forward.entities.map(({ type }) => type)), thompsonExpected.entities)
        assert.deepStrictEqual(counted(forward.relations.map(({ predicate }) => predicate)), thompsonExpected.relations)
        assert.strictEqual(forward.sources.length, thompsonNames.length)
        assert.deepStrictEqual([forward.stats.broken, forward.stats.truncated], [0, false])

        for (const { label, entityId } of forward.entities) {
          const { items, omitted } = yield* run(evidence.list(forward.id, { entityId }))
          assert.isAbove(items.length, 0, label ?? entityId)
          assert.strictEqual(omitted, 0)
        }
        for (const { relationId } of forward.relations)
          assert.isAbove((yield* run(evidence.list(forward.id, { relationId }))).items.length, 0)

        const answer = yield* run(
          graph.query(forward.id, {
            ontologyId: standardOntology,
            query: "What does Emily need for her Roth IRA?",
            topK: 10,
            maxHops: 2
          })
        )
        const labelOf = new Map(answer.entities.map(({ entityId, label }) => [entityId, label]))
        assert.includeMembers(
          answer.seeds.map((id) => labelOf.get(id)),
          ["Emily Thompson", "Set up the Roth IRA"]
        )
        assert.isTrue(answer.context.some(({ redacted }) => redacted.includes("set up the Roth IRA")))
        assert.isFalse(answer.context.some(({ redacted }) => redacted.includes("Emily") || redacted.includes("Thompson")))
      }),
    { timeout: 120_000 }
  )
})

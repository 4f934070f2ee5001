import { ConnectionId, newId } from "@beep/kernel/ids"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import { as, twoTenants } from "@beep/tenancy/testing/twoTenants"
import { assert, layer } from "@effect/vitest"
import { Effect } from "effect"
import { ClaimId } from "../src/contract/graph/ids.ts"
import { OntologyId } from "../src/contract/ontology/Ontology.ts"
import { Documents } from "../src/server/Documents.ts"
import { Evidence } from "../src/server/Evidence.ts"
import { Cascade } from "../src/server/graph/Cascade.ts"
import { Graph } from "../src/server/graph/Graph.ts"
import { dice } from "../src/testing/generator/random.ts"
import { mail, suite, upload } from "./support.ts"

interface Made {
  readonly id: ClaimId
  readonly kind: string
  readonly grounds: ReadonlyArray<{ readonly kind: string; readonly id: string }>
}

/** By the definition, step by step: whatever rests on something gone is gone. */
const closure = (claims: ReadonlyArray<Made>, gone: ReadonlySet<string>): ReadonlyArray<string> => {
  const all = new Set(gone)
  for (;;) {
    const next = claims.filter(({ id, grounds }) => !all.has(id) && grounds.some((ground) => all.has(ground.id)))
    if (next.length === 0) return claims.flatMap(({ id }) => (all.has(id) ? [id] : [])).toSorted()
    for (const { id } of next) all.add(id)
  }
}

/** So many different things to do that most are spoken of in one message alone. */
const things =
  "worksheet invoice lease warranty budget roster passport diploma mortgage prospectus itinerary blueprint petition manual ledger survey brochure transcript affidavit catalogue policy memo agenda estimate quote voucher permit menu syllabus charter almanac dossier glossary anthology".split(
    " "
  )

const view = { ontologyId: OntologyId.make("wm.v1") }

layer(suite)("the cascade", (it) => {
  it.effect(
    "5.6 over random dependency graphs, removing or superseding a source marks exactly the closure of what rests on it",
    () =>
      Effect.gen(function* () {
        const { a } = yield* twoTenants
        const documents = yield* Documents
        const evidence = yield* Evidence
        const graph = yield* Graph
        const cascade = yield* Cascade
        const transaction = yield* TenantTransaction
        const run = as(a.owner)
        let marked = 0
        let spared = 0
        const [goneThings, keptThings] = [new Set<string>(), new Set<string>()]
        for (const seed of [1, 2, 3, 4, 5, 6, 7, 8]) {
          const random = dice(seed)
          const clientId = [a.clients.shared.id, a.clients.advised.id][seed % 2] ?? a.clients.shared.id
          const earlier = (yield* run(graph.staleClaims(clientId))).map(({ claimId }) => claimId)
          const sources: Array<{ readonly document: string; readonly kind: string; readonly id: string }> = []
          const kept = []
          for (let index = 0; index < 4; index += 1) {
            const [one, other] = [things[(seed * 4 + index) % things.length], things[(seed * 4 + random.roll(4)) % things.length]]
            const body = `I will review the ${one} by January 23. Please sign the ${other}.`
            const { documentId, documentVersionId } = yield* run(documents.ingest(clientId, mail({ body }), upload))
            kept.push(documentId)
            const { items } = yield* run(evidence.list(clientId, { documentId }))
            for (const { source } of items) {
              const id = source.mentionId ?? source.relationEvidenceId
              if (id !== undefined)
                sources.push({ document: documentId, kind: source.mentionId === undefined ? "relation_evidence" : "mention", id })
            }
            sources.push({ document: documentId, kind: "document_version", id: documentVersionId ?? "" })
          }
          // What several messages speak of outlives each of them; what one alone tells of goes with it.
          const { entities, relations } = yield* run(graph.neighbourhood(clientId, { ...view, hops: 3 }))
          const told = [
            ...entities.map(({ entityId }) => ({ kind: "entity", id: entityId, filter: { entityId } })),
            ...[...relations, ...entities.flatMap(({ attributes }) => attributes)]
              .filter(({ state }) => state === "current")
              .map(({ relationId }) => ({ kind: "relation", id: relationId, filter: { relationId } }))
          ]
          for (let index = 0; index < 24; index += 1) {
            const one = told[random.roll(told.length)]
            if (one === undefined) continue
            const { items } = yield* run(evidence.list(clientId, one.filter))
            const from = [...new Set(items.map(({ documentId }) => documentId))]
            const [only] = from
            sources.push({ document: from.length === 1 && only !== undefined ? only : "several", kind: one.kind, id: one.id })
          }
          const claims: Array<Made> = []
          for (let index = 0; index < 24; index += 1) {
            const grounds = Array.from({ length: 1 + random.roll(3) }, () => {
              const below = claims[random.roll(Math.max(1, claims.length))]
              const source = sources[random.roll(sources.length)] ?? { kind: "mention", id: "" }
              return below !== undefined && random.chance(55)
                ? { kind: below.kind, id: below.id }
                : { kind: source.kind, id: source.id }
            })
            const [first, ...rest] = grounds
            if (first === undefined) continue
            const claim = {
              id: yield* newId(ClaimId),
              kind: random.pick(["meeting_prep_bullet", "digest", "expected_date"]),
              grounds
            }
            yield* run(transaction.run(cascade.restOn(clientId, claim, [first, ...rest])))
            claims.push(claim)
          }
          const gone = kept[random.roll(kept.length)] ?? ""
          const document = kept.find((id) => id === gone)
          if (document === undefined) continue
          yield* run(transaction.run(seed % 3 === 0 ? cascade.supersede(clientId, document) : cascade.remove(clientId, document)))
          const stale = (yield* run(graph.staleClaims(clientId)))
            .map(({ claimId }): string => claimId)
            .filter((id) => !earlier.some((old) => old === id))
          const expected = closure(claims, new Set(sources.filter((one) => one.document === gone).map(({ id }) => id)))
          assert.deepStrictEqual(stale.toSorted(), expected)
          for (const { kind, document: of } of sources)
            if (kind === "entity" || kind === "relation") (of === gone ? goneThings : keptThings).add(kind)
          marked += expected.length
          spared += claims.length - expected.length
        }
        assert.isAbove(marked, 10)
        assert.isAbove(spared, 10)
        assert.deepStrictEqual(
          [goneThings.size, keptThings.size],
          [2, 2],
          "things that went and things that stayed, of both kinds"
        )
      }),
    { timeout: 180_000 }
  )

  it.effect("later mail that says otherwise makes stale what rested on the earlier statement", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const documents = yield* Documents
      const graph = yield* Graph
      const cascade = yield* Cascade
      const transaction = yield* TenantTransaction
      const run = as(a.owner)
      const clientId = a.clients.shared.id
      const say = (body: string, date: string) => run(documents.ingest(clientId, mail({ body, date }), upload))
      yield* say("I will send the signed beneficiary form by January 23.", "Wed, 14 Jan 2026 10:00:00 -0500")
      const due = Effect.map(run(graph.neighbourhood(clientId, view)), ({ entities }) =>
        entities.flatMap(({ attributes }) => attributes.filter(({ predicate }) => predicate === "dueOn"))
      )
      const [first] = yield* due
      assert.isDefined(first)
      const bullet = yield* newId(ClaimId)
      yield* run(
        transaction.run(
          cascade.restOn(clientId, { kind: "meeting_prep_bullet", id: bullet }, [{ kind: "relation", id: first.relationId }])
        )
      )
      yield* say("I will send the signed beneficiary form by January 30.", "Mon, 19 Jan 2026 10:00:00 -0500")
      const days = yield* due
      assert.deepStrictEqual(
        days.map(({ value, state }) => [value.type === "date" ? value.date : "", state]),
        [
          ["2026-01-30", "current"],
          ["2026-01-23", "superseded"]
        ]
      )
      assert.deepStrictEqual(
        (yield* run(graph.staleClaims(clientId))).map(({ claimId }) => claimId),
        [bullet]
      )
      // Mail of an earlier day that arrives late changes nothing that was said after it.
      yield* say("I will send the signed beneficiary form by January 16.", "Mon, 12 Jan 2026 10:00:00 -0500")
      assert.deepStrictEqual(
        (yield* due).filter(({ state }) => state === "current").map(({ value }) => (value.type === "date" ? value.date : "")),
        ["2026-01-30"]
      )
      // Two mails of one day that disagree: neither is chosen.
      yield* say("I will send the signed beneficiary form by February 2.", "Mon, 19 Jan 2026 15:00:00 -0500")
      assert.deepStrictEqual((yield* due).filter(({ state }) => state === "contradicted").length, 2)
    })
  )

  it.effect("5.6 a new version of a message, and the end of one side of a contradiction, make stale what rested on them", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const documents = yield* Documents
      const graph = yield* Graph
      const cascade = yield* Cascade
      const transaction = yield* TenantTransaction
      const run = as(a.owner)
      const clientId = a.clients.shared.id
      const origin = (historyId: string) => ({
        sourceType: "gmail" as const,
        providerAccountId: ConnectionId.make("0190a000-0000-7000-8000-0000000000aa"),
        messageId: "m-1",
        threadId: "t-1",
        internalDate: null,
        historyId
      })
      const say = (body: string, historyId: string) => run(documents.ingest(clientId, mail({ body }), origin(historyId)))
      const { documentId } = yield* say("I will send the signed beneficiary form by January 23.", "1")
      yield* run(documents.ingest(clientId, mail({ body: "I will send the signed beneficiary form by January 30." }), upload))
      const due = Effect.map(run(graph.neighbourhood(clientId, view)), ({ entities }) =>
        entities.flatMap(({ attributes }) => attributes.filter(({ predicate }) => predicate === "dueOn"))
      )
      const [earlier, later] = (yield* due).toSorted((one, other) =>
        JSON.stringify(one.value) < JSON.stringify(other.value) ? -1 : 1
      )
      assert.isDefined(earlier)
      assert.isDefined(later)
      assert.deepStrictEqual([earlier.state, later.state], ["contradicted", "contradicted"])
      const [resting, beside] = [yield* newId(ClaimId), yield* newId(ClaimId)]
      const rest = (id: ClaimId, relationId: string) =>
        cascade.restOn(clientId, { kind: "meeting_prep_bullet", id }, [{ kind: "relation", id: relationId }])
      yield* run(transaction.run(Effect.andThen(rest(resting, earlier.relationId), rest(beside, later.relationId))))
      assert.strictEqual((yield* say("I will call about the beneficiary form.", "2")).outcome, "new_version")
      assert.deepStrictEqual(
        (yield* run(graph.staleClaims(clientId))).map(({ claimId, documentId: of, reason }) => [claimId, of, reason]),
        [[resting, documentId, "superseded"]]
      )
      assert.deepStrictEqual(
        (yield* due).map(({ relationId, state }) => [relationId, state]),
        [[later.relationId, "current"]]
      )
    })
  )
})

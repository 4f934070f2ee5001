import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { ClientId } from "@beep/kernel/ids"
import { Effect, Option, Order } from "effect"
import type { TextRange } from "../../../contract/EvidenceSpan.ts"
import { sentenceAround } from "../../../contract/extract/sentenceAround.ts"
import { sentences } from "../../../contract/extract/sentences.ts"
import { fuse } from "../../../contract/graph/fuse.ts"
import type { Entity } from "../../../contract/graph/Graph.ts"
import type { EntityId } from "../../../contract/graph/ids.ts"
import { labelMatcher, queryWords } from "../../../contract/graph/labelMatch.ts"
import { type ContextSlice, contextTokens, type QueryRequest, type QueryResult } from "../../../contract/graph/Query.ts"
import { redacted, withoutMarks } from "../../../contract/pii/detectPii.ts"
import { type AskedVector, nearestFinder } from "./askedVector.ts"
import { contentOpener } from "./contents.ts"
import type { OpenedGraph } from "./OpenedGraph.ts"
import { searchingRepo } from "./SearchingRepo.ts"
import { graphShower } from "./showGraph.ts"

/** Names compared with one question; a household has a tenth of it. */
const comparedLabels = 2_000
/** Of a question's words, the part a name must answer to be a seed. */
const seedMatch = 0.3

const tiers = (entities: ReadonlyArray<Entity>, by: (entity: Entity) => number): ReadonlyArray<ReadonlyArray<EntityId>> =>
  [...Map.groupBy(entities, by)].toSorted(([a], [b]) => a - b).map(([, group]) => group.map(({ entityId }) => entityId))

/** The sentence a span stands in, or the span when it is no part of one; each text is divided once. */
const arounds = () => {
  const divided = new Map<string, ReadonlyArray<TextRange>>()
  return (content: string, startChar: number, endChar: number) => {
    const all = divided.get(content) ?? sentences(content)
    divided.set(content, all)
    const { end, start } = sentenceAround(all, { start: startChar, end: endChar })
    return { startChar: start, endChar: end }
  }
}

/** Finds what a question is about in one client's graph; inside a tenant transaction. */
export const queryAnswerer = Effect.gen(function* () {
  const searching = yield* searchingRepo
  const contentsOf = yield* contentOpener
  const show = yield* graphShower
  const nearest = yield* nearestFinder

  return Effect.fnUntraced(function* (
    clientId: ClientId,
    graph: OpenedGraph,
    { ontologyId, query, topK, maxHops }: QueryRequest,
    asked: AskedVector
  ) {
    const { organizationId } = yield* CurrentTenant
    const key = { organizationId, clientId }
    const match = labelMatcher(queryWords(query))
    const named = [...graph.entities.values()]
      .filter((one) => one.ontologyId === ontologyId)
      .slice(0, comparedLabels)
      .flatMap(({ entityId, label, nameWords }) => (label === null ? [] : [{ entityId, label, score: match(nameWords) }]))
      .filter(({ score }) => score >= seedMatch)
      .toSorted((a, b) => b.score - a.score)
      .slice(0, topK)
    // Search sees redacted words only, so the question loses its names too; those were compared above.
    const plainWords = queryWords(
      withoutMarks(
        redacted(
          query,
          named.map(({ label }) => label)
        )
      )
    )
    const mentioned =
      plainWords.length === 0
        ? []
        : yield* searching.mentionedWhere({
            ...key,
            ontologyId,
            words: plainWords.join(" | "),
            text: plainWords.join(" "),
            documents: topK,
            limit: topK * 3
          })
    const text = mentioned.map(({ entityId }) => entityId)
    const meant = yield* nearest(clientId, ontologyId, asked, topK)
    const seeds =
      named.length > 0 ? named.map(({ entityId }) => entityId) : [...new Set([...meant.found, ...text])].slice(0, topK)
    const shown = yield* show(clientId, graph, [...new Set([...seeds, ...meant.found, ...text])].slice(0, topK * 3), maxHops)
    const ids = shown.entities.map(({ entityId }) => entityId)
    const near = new Set(seeds)
    const ranked = fuse(ids, {
      name: named.map(({ entityId }) => entityId),
      text,
      vector: meant.found,
      distance: tiers(shown.entities, ({ entityId, distance }) => (near.has(entityId) ? 0 : distance + 1)),
      recency: shown.entities
        .toSorted((a, b) => Order.Number(b.lastStatedAt.epochMilliseconds, a.lastStatedAt.epochMilliseconds))
        .map(({ entityId }) => entityId),
      confidence: tiers(shown.entities, ({ confidence }) => -confidence)
    })
    const best = ranked.slice(0, Math.max(topK, seeds.length))
    const byId = new Map(shown.entities.map((entity) => [entity.entityId, entity]))
    const kept = new Set(best.map(({ id }) => id))

    const slices = yield* searching.slices({ ...key, entityIds: best.map(({ id }) => id), limit: topK * 2 })
    const { contentOf } = yield* contentsOf(clientId, slices)
    const names = shown.entities.flatMap(({ type, label }) =>
      (type === "Client" || type === "Person") && label !== null ? [label] : []
    )
    const around = arounds()
    const context: Array<ContextSlice> = []
    let tokens = 0
    let truncated = shown.truncated
    for (const { entityId, documentId, documentVersionId, startChar, endChar } of slices) {
      const content = contentOf(documentVersionId)
      const score = best.find(({ id }) => id === entityId)?.score
      if (Option.isNone(content) || score === undefined || endChar > content.value.length) continue
      const range = around(content.value, startChar, endChar)
      if (
        context.some(
          (one) => one.documentVersionId === documentVersionId && one.startChar < range.endChar && range.startChar < one.endChar
        )
      )
        continue
      const words = redacted(content.value.slice(range.startChar, range.endChar), names)
      // A greeting or a signature is where somebody was named, and tells nothing.
      if (words.replace(/\[\w+\]/g, "").trim().length < 12) continue
      const cost = Math.ceil(words.length / 4)
      if (tokens + cost > contextTokens) {
        truncated = true
        break
      }
      tokens += cost
      context.push({ documentId, documentVersionId, ...range, redacted: words, score })
    }
    const relations = shown.relations.filter(({ subjectId, objectId }) => kept.has(subjectId) && kept.has(objectId))
    const result: QueryResult = {
      entities: best.flatMap(({ id, score }) => {
        const entity = byId.get(id)
        return entity === undefined ? [] : [{ ...entity, score }]
      }),
      relations,
      seeds: seeds.filter((id) => byId.has(id)),
      context,
      sources: shown.sources,
      stats: {
        seedEntityCount: seeds.length,
        totalEntityCount: shown.entities.length,
        totalRelationCount: shown.relations.length,
        hopsTraversed: Math.max(0, ...shown.entities.map(({ distance }) => distance)),
        estimatedTokens: tokens,
        truncated: truncated || ranked.length > best.length,
        vectors: meant.vectors
      }
    }
    return result
  })
})

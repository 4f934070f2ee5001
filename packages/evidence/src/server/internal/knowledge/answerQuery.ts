import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { ClientId } from "@beep/kernel/ids"
import { Effect, Option, Order } from "effect"
import type { TextRange } from "../../../contract/EvidenceSpan.ts"
import { sentenceAround } from "../../../contract/extract/sentenceAround.ts"
import { sentences } from "../../../contract/extract/sentences.ts"
import { fuse } from "../../../contract/graph/fuse.ts"
import type { Entity } from "../../../contract/graph/Graph.ts"
import type { EntityId } from "../../../contract/graph/ids.ts"
import { type ContextSlice, contextTokens, type QueryRequest, type QueryResult } from "../../../contract/graph/Query.ts"
import { redactor } from "../../../contract/pii/detectPii.ts"
import { type AskedVector, nearestFinder } from "./askedVector.ts"
import { type Asking, askingOf } from "./asking.ts"
import { contentOpener } from "./contents.ts"
import { graphStandings } from "./GraphStandings.ts"
import type { graphOpener } from "./openGraph.ts"
import type { OpenedGraph } from "./OpenedGraph.ts"
import { searchingRepo } from "./SearchingRepo.ts"
import { graphShower } from "./showGraph.ts"

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

type Graphs = Effect.Success<typeof graphOpener>

/** A question put to one client's graph and its search text. */
export interface Asked {
  readonly graph: OpenedGraph
  readonly asking: Asking
  /** What the documents speak of that answer its words, best first. */
  readonly text: ReadonlyArray<EntityId>
}

/** Finds what a question is about in one client's graph; inside a tenant transaction. */
export const queryAnswerer = Effect.fnUntraced(function* ({ openAsking }: Graphs) {
  const searching = yield* searchingRepo
  const standings = yield* graphStandings
  const contentsOf = yield* contentOpener
  const show = yield* graphShower
  const nearest = yield* nearestFinder

  /** Opens the graph and searches, in one trip when the graph is the one that was opened last; none for a client the caller does not see. */
  const open = Effect.fnUntraced(function* (clientId: ClientId, request: QueryRequest) {
    const { organizationId } = yield* CurrentTenant
    const searchOf = ({ plainWords }: Asking) => ({
      organizationId,
      clientId,
      ontologyId: request.ontologyId,
      words: plainWords.join(" | "),
      text: plainWords.join(" "),
      documents: request.topK,
      limit: request.topK * 3
    })
    const nothing: ReadonlyArray<EntityId> = []
    const opened = yield* openAsking(clientId, {
      prepare: (graph) => askingOf(graph, request),
      askWithStanding: (caller, asking) =>
        asking.plainWords.length === 0
          ? Effect.map(
              standings(caller),
              Option.map(({ stamp }) => ({ stamp, answer: nothing }))
            )
          : Effect.map(
              searching.standingAndMentioned({ caller, search: searchOf(asking) }),
              Option.map(({ mentioned, stamp }) => ({ stamp, answer: mentioned }))
            ),
      ask: (asking) =>
        asking.plainWords.length === 0
          ? Effect.succeed(nothing)
          : Effect.map(searching.mentionedWhere(searchOf(asking)), (rows) => rows.map(({ entityId }) => entityId))
    })
    return Option.map(opened, ({ answer, graph, prepared }): Asked => ({ graph, asking: prepared, text: answer }))
  })

  const answer = Effect.fnUntraced(function* (
    clientId: ClientId,
    { asking: { named }, graph, text }: Asked,
    { ontologyId, topK, maxHops }: QueryRequest,
    asked: AskedVector
  ) {
    const { organizationId } = yield* CurrentTenant
    const key = { organizationId, clientId }
    const meant = yield* nearest(clientId, ontologyId, asked, topK)
    const seeds = named.length > 0 ? named : [...new Set([...meant.found, ...text])].slice(0, topK)
    const shown = yield* show(clientId, graph, [...new Set([...seeds, ...meant.found, ...text])].slice(0, topK * 3), maxHops)
    const ids = shown.entities.map(({ entityId }) => entityId)
    const near = new Set(seeds)
    const ranked = fuse(ids, {
      name: named,
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
    const redact = redactor(
      shown.entities.flatMap(({ type, label }) => ((type === "Client" || type === "Person") && label !== null ? [label] : []))
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
      const words = redact(content.value.slice(range.startChar, range.endChar))
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

  return { open, answer }
})

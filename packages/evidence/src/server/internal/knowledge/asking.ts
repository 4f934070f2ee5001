import type { EntityId } from "../../../contract/graph/ids.ts"
import { labelMatcher, queryWords } from "../../../contract/graph/labelMatch.ts"
import type { QueryRequest } from "../../../contract/graph/Query.ts"
import { redacted, withoutMarks } from "../../../contract/pii/detectPii.ts"
import type { OpenedGraph } from "./OpenedGraph.ts"

/** Names compared with one question; a household has a tenth of it. */
const comparedLabels = 2_000
/** Of a question's words, the part a name must answer to be a seed. */
const seedMatch = 0.3

export interface Asking {
  /** What a graph has a name for in the question, best first. */
  readonly named: ReadonlyArray<EntityId>
  /** The words search is asked for; without anybody's name. */
  readonly plainWords: ReadonlyArray<string>
}

/** A question as one client's graph and its search text are asked it. */
export const askingOf = (graph: OpenedGraph, { ontologyId, query, topK }: QueryRequest): Asking => {
  const match = labelMatcher(queryWords(query))
  const named = [...graph.entities.values()]
    .filter((one) => one.ontologyId === ontologyId)
    .slice(0, comparedLabels)
    .flatMap(({ entityId, label, nameWords }) => (label === null ? [] : [{ entityId, label, score: match(nameWords) }]))
    .filter(({ score }) => score >= seedMatch)
    .toSorted((a, b) => b.score - a.score)
    .slice(0, topK)
  return {
    named: named.map(({ entityId }) => entityId),
    // Search sees redacted words only, so the question loses its names too.
    plainWords: queryWords(
      withoutMarks(
        redacted(
          query,
          named.map(({ label }) => label)
        )
      )
    )
  }
}

import { Effect } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import { KnowledgeLocalApi } from "../contract/KnowledgeApi.ts"
import { Extraction } from "./extraction/Extraction.ts"
import { Ontologies } from "./extraction/Ontologies.ts"
import { Graph } from "./graph/Graph.ts"

export const knowledgeHandlers = HttpApiBuilder.group(
  KnowledgeLocalApi,
  "knowledge",
  Effect.fn(function* (handlers) {
    const extraction = yield* Extraction
    const graph = yield* Graph
    const ontologies = yield* Ontologies
    return handlers.handleAll({
      ontologies: () => Effect.succeed({ items: ontologies.list }),
      extract: ({ params, payload }) => extraction.run(params.clientId, payload.ontologyId, payload.documentId ?? "failed"),
      extractions: ({ params, query }) => extraction.list(params.clientId, query),
      graph: ({ params, query }) => graph.neighbourhood(params.clientId, query),
      query: ({ params, payload }) => graph.query(params.clientId, payload),
      staleClaims: ({ params }) => Effect.map(graph.staleClaims(params.clientId), (items) => ({ items }))
    })
  })
)

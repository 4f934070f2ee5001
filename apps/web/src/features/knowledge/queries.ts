import type { EntityId, RelationId } from "@beep/evidence/contract/graph/ids"
import { topKRange } from "@beep/evidence/contract/graph/Query"
import type { OntologyId } from "@beep/evidence/contract/ontology/Ontology"
import { maxAskedDocuments, type ThreadId } from "@beep/evidence/contract/mail/MailThread"
import type { ClientId, DocumentId } from "@beep/kernel/ids"
import type { Cursor } from "@beep/kernel/Page"
import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query"
import { callApi } from "../../api/callApi.ts"
import { firstPage } from "../../api/firstPage.ts"

export const knowledgeKey = (clientId: ClientId) => ["clients", clientId, "knowledge"] as const

export const ontologiesQuery = queryOptions({
  queryKey: ["ontologies"],
  queryFn: ({ signal }) => callApi((client) => client.knowledge.ontologies(), signal),
  staleTime: Infinity
})

export interface GraphAsked {
  readonly clientId: ClientId
  readonly ontologyId: OntologyId
  readonly seed: EntityId | undefined
  readonly hops: number
}

export const graphQuery = ({ clientId, hops, ontologyId, seed }: GraphAsked) =>
  queryOptions({
    queryKey: [...knowledgeKey(clientId), "graph", ontologyId, seed ?? "households", hops],
    queryFn: ({ signal }) =>
      callApi(
        (client) =>
          client.knowledge.graph({ params: { clientId }, query: { ontologyId, hops, ...(seed === undefined ? {} : { seed }) } }),
        signal
      ),
    placeholderData: keepPreviousData
  })

/** The words travel in a body and are kept in no address. */
export const findQuery = (clientId: ClientId, ontologyId: OntologyId, words: string, maxHops: number) =>
  queryOptions({
    queryKey: [...knowledgeKey(clientId), "find", ontologyId, words, maxHops],
    queryFn: ({ signal }) =>
      callApi(
        (client) =>
          client.knowledge.query({
            params: { clientId },
            payload: { ontologyId, query: words, topK: topKRange.default, maxHops }
          }),
        signal
      ),
    enabled: words !== ""
  })

export type Rested = { readonly entityId: EntityId } | { readonly relationId: RelationId } | { readonly documentId: DocumentId }

/** The one way to what something rests on (C-02): the newest `limit` of an entity or a relation. */
export const evidenceQuery = (clientId: ClientId, of: Rested, limit?: number) =>
  queryOptions({
    queryKey: [...knowledgeKey(clientId), "evidence", of, limit],
    queryFn: ({ signal }) =>
      callApi(
        (client) =>
          client.evidence.listEvidence({ params: { clientId }, query: { ...of, ...(limit === undefined ? {} : { limit }) } }),
        signal
      )
  })

const threadsKey = (clientId: ClientId) => [...knowledgeKey(clientId), "threads"] as const

export const threadsQuery = (clientId: ClientId) =>
  infiniteQueryOptions({
    queryKey: [...threadsKey(clientId), "list"],
    queryFn: ({ pageParam, signal }) =>
      callApi(
        (client) => client.mail.threads({ params: { clientId }, query: pageParam === null ? {} : { cursor: pageParam } }),
        signal
      ),
    initialPageParam: firstPage(),
    getNextPageParam: (last): Cursor | null => last.nextCursor,
    refetchInterval: 30_000
  })

/** The threads that some documents are messages of. */
export const threadsOfQuery = (clientId: ClientId, documents: ReadonlyArray<DocumentId>) =>
  queryOptions({
    queryKey: [...threadsKey(clientId), "of", documents],
    queryFn: ({ signal }) =>
      callApi(
        (client) => client.mail.threads({ params: { clientId }, query: { documents: documents.slice(0, maxAskedDocuments) } }),
        signal
      ),
    enabled: documents.length > 0
  })

export const threadQuery = (clientId: ClientId, threadId: ThreadId) =>
  queryOptions({
    queryKey: [...threadsKey(clientId), "one", threadId],
    queryFn: ({ signal }) => callApi((client) => client.mail.thread({ params: { clientId, threadId } }), signal)
  })

export const moveThread = (clientId: ClientId, threadId: ThreadId, toClientId: ClientId) =>
  callApi((client) => client.mail.moveThread({ params: { clientId, threadId }, payload: { toClientId } }))

const busy = 2_000

/** How far the mail is read under an ontology; asked again while some of it waits. */
export const extractionsQuery = (clientId: ClientId, ontologyId: OntologyId) =>
  queryOptions({
    queryKey: [...knowledgeKey(clientId), "extractions", ontologyId],
    queryFn: ({ signal }) =>
      callApi((client) => client.knowledge.extractions({ params: { clientId }, query: { ontologyId } }), signal),
    refetchInterval: ({ state }) =>
      state.data !== undefined && state.data.counts.pending + state.data.counts.running > 0 ? busy : false
  })

export const staleClaimsQuery = (clientId: ClientId) =>
  queryOptions({
    queryKey: [...knowledgeKey(clientId), "stale"],
    queryFn: ({ signal }) => callApi((client) => client.knowledge.staleClaims({ params: { clientId } }), signal)
  })

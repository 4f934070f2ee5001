import type { ClientId, DocumentId, DocumentVersionId } from "@beep/kernel/ids"
import type { Cursor } from "@beep/kernel/Page"
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query"
import { callApi } from "../../api/callApi.ts"
import { firstPage } from "../../api/firstPage.ts"

export const documentsKey = (clientId: ClientId) => ["clients", clientId, "documents"] as const

export const documentsQuery = (clientId: ClientId) =>
  infiniteQueryOptions({
    queryKey: documentsKey(clientId),
    queryFn: ({ pageParam, signal }) =>
      callApi(
        (client) =>
          client.evidence.listDocuments({ params: { clientId }, query: pageParam === null ? {} : { cursor: pageParam } }),
        signal
      ),
    initialPageParam: firstPage(),
    getNextPageParam: (last): Cursor | null => last.nextCursor
  })

/** Messages that came from no mailbox. */
export const addedDocumentsQuery = (clientId: ClientId) =>
  infiniteQueryOptions({
    queryKey: [...documentsKey(clientId), "upload"],
    queryFn: ({ pageParam, signal }) =>
      callApi(
        (client) =>
          client.evidence.listDocuments({
            params: { clientId },
            query: { sourceType: "upload", ...(pageParam === null ? {} : { cursor: pageParam }) }
          }),
        signal
      ),
    initialPageParam: firstPage(),
    getNextPageParam: (last): Cursor | null => last.nextCursor
  })

export const documentQuery = (clientId: ClientId, documentId: DocumentId, versionId: DocumentVersionId | undefined) =>
  queryOptions({
    queryKey: ["clients", clientId, "document", documentId, versionId ?? "current"],
    queryFn: ({ signal }) =>
      callApi(
        (client) =>
          client.evidence.getDocument({ params: { clientId, documentId }, query: versionId === undefined ? {} : { versionId } }),
        signal
      )
  })

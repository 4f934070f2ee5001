import type { ClientId, MemberId } from "@beep/kernel/ids"
import type { Cursor } from "@beep/kernel/Page"
import type { ClientListView } from "@beep/runway/contract/ClientsApi"
import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query"
import { Effect, Stream } from "effect"
import { callApi } from "../../api/callApi.ts"
import { firstPage } from "../../api/firstPage.ts"

export const clientsQuery = (advisorId: MemberId, view: ClientListView) =>
  infiniteQueryOptions({
    queryKey: ["clients", "list", advisorId, view],
    queryFn: ({ pageParam, signal }) =>
      callApi(
        (client) =>
          client.clients.list({
            params: { advisorId },
            query: { ...view, ...(pageParam === null ? {} : { cursor: pageParam }) }
          }),
        signal
      ),
    initialPageParam: firstPage(),
    getNextPageParam: (last): Cursor | null => last.nextCursor,
    placeholderData: keepPreviousData,
    refetchInterval: 30_000
  })

export const clientQuery = (clientId: ClientId) =>
  queryOptions({
    queryKey: ["clients", clientId, "detail"],
    queryFn: ({ signal }) => callApi((client) => client.clients.get({ params: { clientId } }), signal)
  })

/** The whole view as CSV. */
export const exportClients = (advisorId: MemberId, view: ClientListView): Promise<string> =>
  callApi((client) =>
    Effect.flatMap(client.clients.export({ params: { advisorId }, query: view }), (bytes) =>
      Stream.mkString(Stream.decodeText(bytes))
    )
  )

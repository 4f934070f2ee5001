import type { ClientId, MemberId } from "@beep/kernel/ids"
import type { Cursor } from "@beep/kernel/Page"
import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query"
import { callApi } from "../../api/callApi.ts"
import { firstPage } from "../../api/firstPage.ts"
import type { ClientsSearch } from "./ClientsSearch.ts"

export const clientsQuery = (advisorId: MemberId, { q, band, attention, connection }: ClientsSearch) =>
  infiniteQueryOptions({
    queryKey: ["clients", "list", advisorId, q ?? "", band ?? "", attention ?? "", connection ?? ""],
    queryFn: ({ pageParam, signal }) =>
      callApi(
        (client) =>
          client.clients.list({
            params: { advisorId },
            query: {
              ...(pageParam === null ? {} : { cursor: pageParam }),
              ...(q === undefined ? {} : { query: q }),
              ...(band === undefined ? {} : { band }),
              ...(attention === undefined ? {} : { attention }),
              ...(connection === undefined ? {} : { connection })
            }
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

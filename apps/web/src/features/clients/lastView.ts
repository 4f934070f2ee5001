import type { ClientListView } from "@beep/runway/contract/ClientsApi"
import { type QueryClient, queryOptions, skipToken, useQuery } from "@tanstack/react-query"

const all: ClientListView = {}
const forever = { staleTime: Number.POSITIVE_INFINITY, gcTime: Number.POSITIVE_INFINITY }

/** Kept with what was read, so that it goes with the member who looked. */
const lastView = queryOptions<ClientListView>({
  queryKey: ["last-view"],
  queryFn: skipToken,
  ...forever
})

/** The view of the list that was looked at last in this window: next and previous follow it. */
export const setLastView = (queries: QueryClient, view: ClientListView): void => {
  queries.setQueryDefaults(lastView.queryKey, forever)
  queries.setQueryData(lastView.queryKey, view)
}

export const useLastView = (): ClientListView => useQuery(lastView).data ?? all

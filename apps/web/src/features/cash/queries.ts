import type { ClientId } from "@beep/kernel/ids"
import { queryOptions } from "@tanstack/react-query"
import { callApi } from "../../api/callApi.ts"

export const cashQuery = (clientId: ClientId) =>
  queryOptions({
    queryKey: ["clients", clientId, "cash"],
    queryFn: ({ signal }) => callApi((client) => client.books.cash({ params: { clientId } }), signal),
    // What is edited must be what stands now.
    staleTime: 0
  })

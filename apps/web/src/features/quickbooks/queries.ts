import { queryOptions } from "@tanstack/react-query"
import { callApi } from "../../api/callApi.ts"

export const usageQuery = queryOptions({
  queryKey: ["quickbooks", "usage"],
  queryFn: ({ signal }) => callApi((client) => client.connections.quickbooksUsage(), signal),
  refetchInterval: 30_000
})

export const standingsQuery = queryOptions({
  queryKey: ["quickbooks", "clients"],
  queryFn: ({ signal }) => callApi((client) => client.books.quickBooks(), signal),
  refetchInterval: 30_000
})

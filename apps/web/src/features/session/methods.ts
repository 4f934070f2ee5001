import { queryOptions } from "@tanstack/react-query"
import { callApi } from "../../api/callApi.ts"

/** How people get in here. */
export const methodsQuery = queryOptions({
  queryKey: ["sign-in-methods"],
  queryFn: ({ signal }) => callApi((client) => client.auth.methods(), signal),
  staleTime: Infinity
})

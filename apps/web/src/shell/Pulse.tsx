import { queryOptions, useQuery } from "@tanstack/react-query"
import { callApi } from "../api/callApi.ts"

const beat = 3000

const pulseQuery = queryOptions({
  queryKey: ["pulse"],
  queryFn: async ({ signal }) => {
    await callApi((client) => client.pulse.pulse(), signal)
    return null
  },
  refetchInterval: beat,
  refetchOnWindowFocus: "always",
  staleTime: 0,
  gcTime: 0,
  retry: false,
  notifyOnChangeProps: []
})

/** An open page asks whether its session still lives while somebody looks at it; a session that ended leads to the sign-in. */
export const Pulse = () => {
  useQuery(pulseQuery)
  return null
}

import type { ClientId, MemberId } from "@beep/kernel/ids"
import { queryOptions } from "@tanstack/react-query"
import { callApi } from "../../api/callApi.ts"

export const weekRitualQuery = (advisorId: MemberId) =>
  queryOptions({
    queryKey: ["ritual", advisorId],
    queryFn: ({ signal }) => callApi((client) => client.ritual.week({ params: { advisorId } }), signal),
    staleTime: 60_000
  })

export const clientRitualQuery = (clientId: ClientId) =>
  queryOptions({
    queryKey: ["clients", clientId, "ritual"],
    queryFn: ({ signal }) => callApi((client) => client.ritual.client({ params: { clientId } }), signal),
    staleTime: 0
  })

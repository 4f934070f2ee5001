import { queryOptions } from "@tanstack/react-query"
import { callApi } from "../../api/callApi.ts"

export const accountQuery = queryOptions({
  queryKey: ["account"],
  queryFn: ({ signal }) => callApi((client) => client.account.get(), signal)
})

export const sessionsQuery = queryOptions({
  queryKey: ["account", "sessions"],
  queryFn: ({ signal }) => callApi((client) => client.account.sessions(), signal),
  refetchInterval: 30_000
})

export const notificationsQuery = queryOptions({
  queryKey: ["account", "notifications"],
  queryFn: ({ signal }) => callApi((client) => client.organization.notifications(), signal)
})

export const identitiesQuery = queryOptions({
  queryKey: ["account", "identities"],
  queryFn: ({ signal }) => callApi((client) => client.account.identities(), signal)
})

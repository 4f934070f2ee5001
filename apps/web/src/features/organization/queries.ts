import { queryOptions } from "@tanstack/react-query"
import { callApi } from "../../api/callApi.ts"

export const organizationQuery = queryOptions({
  queryKey: ["organization"],
  queryFn: ({ signal }) => callApi((client) => client.organization.settings(), signal)
})

export const flagsQuery = queryOptions({
  queryKey: ["flags"],
  queryFn: ({ signal }) => callApi((client) => client.organization.flags(), signal)
})

export const apiKeysQuery = queryOptions({
  queryKey: ["api-keys"],
  queryFn: ({ signal }) => callApi((client) => client.organization.apiKeys(), signal)
})

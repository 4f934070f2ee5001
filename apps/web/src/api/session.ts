import type { Me } from "@beep/tenancy/contract/AuthApi"
import { queryOptions } from "@tanstack/react-query"
import { callApi } from "./callApi.ts"

export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: ({ signal }): Promise<Me> => callApi((client) => client.auth.me(), signal),
  staleTime: 300_000
})

export const signOut = (): Promise<void> => callApi((client) => client.auth.logout())

import type { Me } from "@beep/tenancy/contract/AuthApi"
import { type QueryClient, queryOptions } from "@tanstack/react-query"
import { callApi } from "./callApi.ts"

export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: ({ signal }): Promise<Me> => callApi((client) => client.auth.me(), signal),
  staleTime: 300_000
})

/** Who is signed in here, or null: the sign-in is reached as well when the question cannot be answered. */
export const currentMe = (queries: QueryClient): Promise<Me | null> =>
  queries.ensureQueryData({ ...meQuery, retry: false }).catch(() => null)

export const signOut = (): Promise<void> => callApi((client) => client.auth.logout())

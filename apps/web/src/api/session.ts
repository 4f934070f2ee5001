import type { Me } from "@beep/tenancy/contract/AuthApi"
import { type QueryClient, queryOptions } from "@tanstack/react-query"
import { ApiFailure } from "./ApiFailure.ts"
import { callApi } from "./callApi.ts"

export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: ({ signal }): Promise<Me> => callApi((client) => client.auth.me(), signal),
  staleTime: 300_000
})

/** Who is signed in here, or null: the sign-in is reached as well when the question cannot be answered. */
export const currentMe = async (queries: QueryClient): Promise<Me | null> => {
  const known = queries.getQueryData(meQuery.queryKey)
  if (known !== undefined) return known
  try {
    return queries.setQueryData(meQuery.queryKey, await callApi((client) => client.auth.me())) ?? null
  } catch (error) {
    if (error instanceof ApiFailure) return null
    throw error
  }
}

export const signOut = (): Promise<void> => callApi((client) => client.auth.logout())

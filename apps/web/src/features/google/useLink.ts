import type { GoogleScopeExpansionRequiredError } from "@beep/connections/contract/googleProblems"
import { connectionsPage, relinkFailedPage } from "@beep/connections/contract/googleProblems"
import type { ConnectionId } from "@beep/kernel/ids"
import { useMutation } from "@tanstack/react-query"
import { callApi } from "../../api/callApi.ts"

export type Relink = GoogleScopeExpansionRequiredError["relink"]

const plain = (scopes: ReadonlyArray<string>): Relink | null => {
  const [first, ...rest] = scopes
  return first === undefined
    ? null
    : { callbackURL: connectionsPage, errorCallbackURL: relinkFailedPage, scopes: [first, ...rest] }
}

/** Leaves for Google's page: with what a problem asked for, or with what reading mail needs. */
export const useLink = (requiredScopes: ReadonlyArray<string>, providerAccountId?: ConnectionId) =>
  useMutation({
    mutationFn: (asked: Relink | null) => {
      const payload = asked ?? plain(requiredScopes)
      if (payload === null) return Promise.reject(new Error("no scopes are known"))
      return callApi((client) =>
        providerAccountId === undefined
          ? client.google.link({ payload })
          : client.google.relink({ params: { providerAccountId }, payload })
      )
    },
    onSuccess: ({ url }) => location.assign(url)
  })

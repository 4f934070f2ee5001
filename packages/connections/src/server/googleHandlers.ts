import { Effect } from "effect"
import { HttpApiBuilder, HttpApiSchema } from "effect/http-api"
import { GoogleLocalApi } from "../contract/GoogleApi.ts"
import { connectionsPage, relinkFailedPage } from "../contract/googleProblems.ts"
import { ConnectionsConfig } from "./ConnectionsConfig.ts"
import { GoogleAccounts, type GoogleLinkResult } from "./GoogleAccounts.ts"

/** Back to our own page, whatever the query said; which account came of it is an id of ours. */
const wayBack = (appBaseUrl: string, { failure, linked }: GoogleLinkResult): string => {
  const page = failure === null ? connectionsPage : `${relinkFailedPage}&reason=${failure}`
  return `${appBaseUrl}${page}${linked === null ? "" : `&linked=${linked}`}`
}

export const GoogleHandlers = HttpApiBuilder.group(
  GoogleLocalApi,
  "google",
  Effect.fn(function* (handlers) {
    const google = yield* GoogleAccounts
    const config = yield* ConnectionsConfig
    return handlers.handleAll({
      accounts: () => google.list,
      link: ({ payload }) => Effect.map(google.link(payload.scopes), (url) => ({ url })),
      relink: ({ params, payload }) => Effect.map(google.link(payload.scopes, params.providerAccountId), (url) => ({ url })),
      unlink: ({ params }) => google.unlink(params.providerAccountId),
      activate: ({ params }) => google.activate(params.providerAccountId),
      callback: ({ query }) =>
        Effect.map(google.callback(query), (result) =>
          HttpApiSchema.withHeaders({ body: undefined, headers: { location: wayBack(config.appBaseUrl, result) } })
        )
    })
  })
)

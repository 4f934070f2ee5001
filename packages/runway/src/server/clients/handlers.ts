import { Effect } from "effect"
import { HttpServerResponse } from "effect/http"
import { HttpApiBuilder } from "effect/http-api"
import { ClientsLocalApi } from "../../contract/ClientsApi.ts"
import { ClientList } from "./ClientList.ts"

export const clientsHandlers = HttpApiBuilder.group(
  ClientsLocalApi,
  "clients",
  Effect.fn(function* (handlers) {
    const clients = yield* ClientList
    return handlers.handleAll({
      // The text is finished: specs/decisions/client-list-read.md.
      list: ({ params, query }) =>
        Effect.map(clients.list(params.advisorId, query), (json) =>
          HttpServerResponse.text(json, { contentType: "application/json" })
        ),
      get: ({ params }) => clients.get(params.clientId)
    })
  })
)

import { Effect } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import { ClientsLocalApi } from "../../contract/ClientsApi.ts"
import { ClientList } from "./ClientList.ts"

export const clientsHandlers = HttpApiBuilder.group(
  ClientsLocalApi,
  "clients",
  Effect.fn(function*(handlers) {
    const clients = yield* ClientList
    return handlers.handleAll({
      list: ({ params, query }) => clients.list(params.advisorId, query),
      get: ({ params }) => clients.get(params.clientId)
    })
  })
)

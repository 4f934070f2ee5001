import { Effect, Stream } from "effect"
import { HttpServerResponse } from "effect/http"
import { HttpApiBuilder } from "effect/http-api"
import { ClientsLocalApi } from "../../contract/ClientsApi.ts"
import { ClientList } from "./ClientList.ts"
import { hash } from "node:crypto"

export const clientsHandlers = HttpApiBuilder.group(
  ClientsLocalApi,
  "clients",
  Effect.fn(function* (handlers) {
    const clients = yield* ClientList
    const bytes = new TextEncoder()

    /** Strong: the same text, byte for byte. The runtime's own hash, as for a session: a promise would wait for a thread. */
    const tagged = (json: string, known: string | undefined) => {
      const body = bytes.encode(json)
      const etag = `"${hash("sha256", body, "hex").slice(0, 32)}"`
      const same = known?.split(",").some((one) => one.trim().replace(/^W\//, "") === etag || one.trim() === "*") === true
      return same
        ? HttpServerResponse.empty({ status: 304, headers: { etag } })
        : HttpServerResponse.uint8Array(body, { contentType: "application/json", headers: { etag } })
    }

    return handlers.handleAll({
      // The text is finished: specs/decisions/client-list-read.md.
      list: ({ params, query, request }) =>
        Effect.map(clients.list(params.advisorId, query), (json) => tagged(json, request.headers["if-none-match"])),
      export: ({ params, query }) => Effect.map(clients.csv(params.advisorId, query), Stream.encodeText),
      get: ({ params }) => clients.get(params.clientId)
    })
  })
)

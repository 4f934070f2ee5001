import { Effect, Layer } from "effect"
import { HttpApiBuilder, HttpApiSchema } from "effect/http-api"
import { ConnectionsLocalApi } from "../contract/ConnectionsApi.ts"
import { CallMeter } from "./CallMeter.ts"
import { type CallbackResult, Connections } from "./Connections.ts"
import { ConnectionsConfig } from "./ConnectionsConfig.ts"

const outcomeOf = (result: CallbackResult): string => {
  if (result._tag === "Connected") return "connected=1"
  return `connect_error=${result.error}${result.heldBy === null ? "" : `&client=${result.heldBy}`}`
}

/** Back into the app: only ever to our own address, whatever the query said. */
const wayBack = (appBaseUrl: string, result: CallbackResult): string => {
  const { consent } = result
  const page = consent === null ? "/clients" : (consent.returnTo ?? `/clients/${consent.clientId}`)
  return `${appBaseUrl}${page}?${outcomeOf(result)}`
}

export const ConnectionsHandlers = HttpApiBuilder.group(
  ConnectionsLocalApi,
  "connections",
  Effect.fn(function* (handlers) {
    const connections = yield* Connections
    const config = yield* ConnectionsConfig
    const meter = yield* CallMeter
    return handlers.handleAll({
      status: ({ params }) => connections.status(params.clientId),
      authorize: ({ params }) => Effect.map(connections.authorize(params.clientId), (url) => ({ url })),
      disconnect: ({ params }) => connections.disconnect(params.clientId),
      quickbooksUsage: () => meter.usage,
      callback: ({ query }) =>
        Effect.map(connections.callback(query), (result) =>
          HttpApiSchema.withHeaders({ body: undefined, headers: { location: wayBack(config.appBaseUrl, result) } })
        )
    })
  })
).pipe(Layer.provide(CallMeter.layer))

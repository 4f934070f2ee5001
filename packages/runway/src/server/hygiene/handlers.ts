import { Effect, Layer } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import { HygieneLocalApi } from "../../contract/HygieneApi.ts"
import { ClientList } from "../clients/ClientList.ts"
import { Hygiene } from "./Hygiene.ts"
import { HygieneHistory } from "./HygieneHistory.ts"

export const hygieneHandlers = HttpApiBuilder.group(
  HygieneLocalApi,
  "hygiene",
  Effect.fn(function* (handlers) {
    const clients = yield* ClientList
    const hygiene = yield* Hygiene
    const history = yield* HygieneHistory
    return handlers.handleAll({
      standing: ({ params, query }) => history.at(params.clientId, query.at),
      tray: ({ params, query }) => hygiene.tray(params.clientId, query),
      act: ({ params, payload }) => Effect.tap(hygiene.act(params.clientId, payload), () => clients.worked(params.clientId))
    })
  })
).pipe(Layer.provide([Hygiene.layer, HygieneHistory.layer]))

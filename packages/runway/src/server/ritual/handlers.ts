import { Effect } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import { RitualLocalApi } from "../../contract/RitualApi.ts"
import { Ritual } from "./Ritual.ts"

export const ritualHandlers = HttpApiBuilder.group(
  RitualLocalApi,
  "ritual",
  Effect.fn(function* (handlers) {
    const ritual = yield* Ritual
    return handlers.handleAll({
      week: ({ params }) => ritual.ofWeek(params.advisorId),
      client: ({ params }) => ritual.ofClient(params.clientId),
      mark: ({ params, payload }) => ritual.mark(params.clientId, payload.kind),
      review: ({ params }) => ritual.review(params.clientId),
      undoReview: ({ params }) => ritual.undoReview(params.clientId)
    })
  })
)

import { Effect } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import { ViewsLocalApi } from "../../contract/ViewsApi.ts"
import { SavedViews } from "./SavedViews.ts"

export const viewsHandlers = HttpApiBuilder.group(
  ViewsLocalApi,
  "views",
  Effect.fn(function* (handlers) {
    const views = yield* SavedViews
    return handlers.handleAll({
      list: ({ params }) => Effect.map(views.list(params.advisorId), (views) => ({ views })),
      save: ({ params, payload }) => views.save(params.advisorId, payload),
      rename: ({ params, payload }) => views.rename(params.advisorId, params.viewId, payload),
      remove: ({ params }) => views.remove(params.advisorId, params.viewId),
      restore: ({ params }) => views.restore(params.advisorId, params.viewId)
    })
  })
)

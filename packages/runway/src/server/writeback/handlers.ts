import { Effect } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import { WritesLocalApi } from "../../contract/WritesApi.ts"
import { WriteBacks } from "./WriteBacks.ts"

export const writesHandlers = HttpApiBuilder.group(
  WritesLocalApi,
  "writes",
  Effect.fn(function* (handlers) {
    const writes = yield* WriteBacks
    return handlers.handleAll({
      writes: ({ params }) => writes.list(params.clientId),
      fixForm: ({ params, query }) => writes.form(params.clientId, query.issueId),
      orderFixes: ({ params, payload }) => writes.order(params.clientId, payload),
      undoWrite: ({ params }) => writes.undo(params.clientId, params.writeId)
    })
  })
)

import { DateTime, Effect, Result, Schema } from "effect"
import { HttpRouter, HttpServerRequest, HttpServerResponse } from "effect/http"
import { applyOrder } from "./applyOrder.ts"
import { Changed, ChangeOrder } from "./ChangeOrder.ts"
import { CompanyStores } from "./CompanyStores.ts"
import { refused } from "./Refusal.ts"

const encodeChanged = Schema.encodeSync(Changed)

const placeChange = Effect.gen(function* () {
  const { realmId = "" } = yield* HttpRouter.params
  const order = yield* HttpServerRequest.schemaBodyJson(ChangeOrder)
  const stores = yield* CompanyStores
  // A planted divergence is nothing that happens in QuickBooks: nobody is told.
  const silent = order.silent === true || order.order === "diverge"
  const written = yield* stores.change(realmId, (draft, state) => applyOrder(draft, state, order), { silent })
  if (written === undefined) return HttpServerResponse.empty({ status: 404 })
  if (Result.isFailure(written)) {
    const time = DateTime.formatIso(yield* DateTime.now)
    return HttpServerResponse.text(refused(written.failure, time), { status: 409, contentType: "application/json" })
  }
  const { at, entity, id, syncToken } = written.success
  return HttpServerResponse.jsonUnsafe(encodeChanged({ entity, id, syncToken, time: DateTime.formatIso(at) }))
}).pipe(Effect.catchTag("SchemaError", () => Effect.succeed(HttpServerResponse.empty({ status: 400 }))))

/** Changes of the books on order; 404 for a company without books of its own, 409 with Intuit's fault for a refused one. */
export const changeRoutes = HttpRouter.add("POST", "/_sandbox/companies/:realmId/changes", placeChange)

import { DateTime, Effect, Layer, Result, Schema } from "effect"
import { HttpRouter, HttpServerRequest, HttpServerResponse } from "effect/http"
import { applyOrder } from "./applyOrder.ts"
import { Changed, ChangeOrder, SettingsOrder } from "./ChangeOrder.ts"
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

const configure = Effect.gen(function* () {
  const { realmId = "" } = yield* HttpRouter.params
  const settings = yield* HttpServerRequest.schemaBodyJson(SettingsOrder)
  const configured = yield* (yield* CompanyStores).configure(realmId, settings)
  return configured === undefined ? HttpServerResponse.empty({ status: 404 }) : HttpServerResponse.jsonUnsafe(configured)
}).pipe(Effect.catchTag("SchemaError", () => Effect.succeed(HttpServerResponse.empty({ status: 400 }))))

/** Orders to a company; 404 for one without books of its own, 409 with Intuit's fault for a refused change. */
export const changeRoutes = Layer.mergeAll(
  HttpRouter.add("POST", "/_sandbox/companies/:realmId/changes", placeChange),
  HttpRouter.add("POST", "/_sandbox/companies/:realmId/settings", configure)
)

import { Effect, Layer, Schema } from "effect"
import { HttpRouter, HttpServerRequest, HttpServerResponse } from "effect/http"
import { FaultOrder } from "./FaultOrder.ts"
import { FaultOrders } from "./FaultOrders.ts"

/** A script, or a script of one. */
const Script = Schema.Union([FaultOrder, Schema.NonEmptyArray(FaultOrder)])

const isOne = (script: typeof Script.Type): script is FaultOrder => !Array.isArray(script)

const OfCompany = Schema.Struct({ realmId: Schema.optionalKey(Schema.String) })

const place = Effect.gen(function* () {
  const script = yield* HttpServerRequest.schemaBodyJson(Script)
  yield* (yield* FaultOrders).place(isOne(script) ? [script] : script)
  return HttpServerResponse.empty({ status: 202 })
}).pipe(Effect.catchTag("SchemaError", () => Effect.succeed(HttpServerResponse.empty({ status: 400 }))))

const waiting = Effect.gen(function* () {
  const { realmId } = yield* HttpServerRequest.schemaSearchParams(OfCompany)
  const all = yield* (yield* FaultOrders).waiting
  return HttpServerResponse.jsonUnsafe(all.filter((order) => realmId === undefined || order.realmId === realmId))
})

const clear = Effect.gen(function* () {
  const { realmId } = yield* HttpServerRequest.schemaSearchParams(OfCompany)
  yield* (yield* FaultOrders).clear(realmId)
  return HttpServerResponse.empty({ status: 204 })
})

/** The fault script: to place, to read, to take back. */
export const faultRoutes = Layer.mergeAll(
  HttpRouter.add("POST", "/_sandbox/faults", place),
  HttpRouter.add("GET", "/_sandbox/faults", waiting),
  HttpRouter.add("DELETE", "/_sandbox/faults", clear)
)

import { Effect, Layer } from "effect"
import { HttpRouter, HttpServerRequest, HttpServerResponse } from "effect/http"
import { FaultOrder, FaultOrders } from "./faults/FaultOrders.ts"
import { Sandbox } from "./Sandbox.ts"

const companies = Effect.map(Sandbox, (sandbox) =>
  HttpServerResponse.jsonUnsafe(sandbox.companies.map(({ name, realmId }) => ({ realmId, name })))
)

const placeOrder = Effect.gen(function* () {
  const order = yield* HttpServerRequest.schemaBodyJson(FaultOrder)
  yield* (yield* FaultOrders).place(order)
  return HttpServerResponse.empty({ status: 202 })
}).pipe(Effect.catchTag("SchemaError", () => Effect.succeed(HttpServerResponse.empty({ status: 400 }))))

/** What no real Intuit has: the list of companies, and faults to order. */
export const controlRoutes = Layer.mergeAll(
  HttpRouter.add("GET", "/_sandbox/companies", companies),
  HttpRouter.add("POST", "/_sandbox/faults", placeOrder)
)

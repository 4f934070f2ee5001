import { Effect, Layer, Schema } from "effect"
import { HttpRouter, HttpServerRequest, HttpServerResponse } from "effect/http"
import { Sandbox } from "../Sandbox.ts"
import { FaultOrder } from "./FaultOrder.ts"
import { FaultOrders } from "./FaultOrders.ts"
import { runScenario } from "./runScenario.ts"
import { scenarios } from "./scenarios.ts"

/** A script, or a script of one. */
const Script = Schema.Union([FaultOrder, Schema.NonEmptyArray(FaultOrder)])

const isOne = (script: typeof Script.Type): script is FaultOrder => !Array.isArray(script)

const OfCompany = Schema.Struct({ realmId: Schema.optionalKey(Schema.String) })

const unreadable = Effect.succeed(HttpServerResponse.empty({ status: 400 }))

const place = Effect.gen(function* () {
  const script = yield* HttpServerRequest.schemaBodyJson(Script)
  yield* (yield* FaultOrders).place(isOne(script) ? [script] : script)
  return HttpServerResponse.empty({ status: 202 })
}).pipe(Effect.catchTag("SchemaError", () => unreadable))

const waiting = Effect.gen(function* () {
  const { realmId } = yield* HttpServerRequest.schemaSearchParams(OfCompany)
  const all = yield* (yield* FaultOrders).waiting
  return HttpServerResponse.jsonUnsafe(all.filter((order) => realmId === undefined || order.realmId === realmId))
}).pipe(Effect.catchTag("SchemaError", () => unreadable))

const clear = Effect.gen(function* () {
  const { realmId } = yield* HttpServerRequest.schemaSearchParams(OfCompany)
  yield* (yield* FaultOrders).clear(realmId)
  return HttpServerResponse.empty({ status: 204 })
}).pipe(Effect.catchTag("SchemaError", () => unreadable))

const list = HttpServerResponse.jsonUnsafe(scenarios.map(({ about, group, id }) => ({ id, group, about })))

const OnCompany = Schema.Struct({ realmId: Schema.String })

const run = Effect.gen(function* () {
  const { id } = yield* HttpRouter.params
  const { realmId } = yield* HttpServerRequest.schemaBodyJson(OnCompany)
  const scenario = scenarios.find((one) => one.id === id)
  const isKnown = (yield* Sandbox).companies.some((company) => company.realmId === realmId)
  if (scenario === undefined || !isKnown) return HttpServerResponse.empty({ status: 404 })
  yield* runScenario(scenario, realmId)
  return HttpServerResponse.empty({ status: 202 })
}).pipe(Effect.catchTag("SchemaError", () => unreadable))

/** The fault script, to place, to read, to take back; and the named scenarios. */
export const faultRoutes = Layer.mergeAll(
  HttpRouter.add("POST", "/_sandbox/faults", place),
  HttpRouter.add("GET", "/_sandbox/faults", waiting),
  HttpRouter.add("DELETE", "/_sandbox/faults", clear),
  HttpRouter.add("GET", "/_sandbox/scenarios", list),
  HttpRouter.add("POST", "/_sandbox/scenarios/:id", run)
)

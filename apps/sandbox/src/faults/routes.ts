import { Effect, Layer, Schema } from "effect"
import { HttpRouter, HttpServerRequest, HttpServerResponse } from "effect/http"
import { Sandbox } from "../Sandbox.ts"
import { byRealm, scriptRoutes } from "../script/scriptRoutes.ts"
import { FaultOrder } from "./FaultOrder.ts"
import { FaultOrders } from "./FaultOrders.ts"
import { runScenario } from "./runScenario.ts"
import { scenarios } from "./scenarios.ts"

const unreadable = Effect.succeed(HttpServerResponse.empty({ status: 400 }))

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
  scriptRoutes("/_sandbox/faults", FaultOrder, FaultOrders, byRealm),
  HttpRouter.add("GET", "/_sandbox/scenarios", list),
  HttpRouter.add("POST", "/_sandbox/scenarios/:id", run)
)

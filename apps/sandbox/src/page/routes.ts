import { Effect, Layer, Result, Schema } from "effect"
import { HttpRouter, HttpServerRequest, HttpServerResponse } from "effect/http"
import { FaultOrders } from "../faults/FaultOrders.ts"
import { runScenario } from "../faults/runScenario.ts"
import { scenarios } from "../faults/scenarios.ts"
import { Sandbox } from "../Sandbox.ts"
import { applyOrder } from "../store/applyOrder.ts"
import { CompanyStores } from "../store/CompanyStores.ts"
import { Webhooks } from "../webhooks/Webhooks.ts"
import { type BookChange, bookChanges } from "./bookChanges.ts"
import { controlPage } from "./controlPage.ts"

const shownDeliveries = 10

const Shown = Schema.Struct({ realmId: Schema.optionalKey(Schema.String), done: Schema.optionalKey(Schema.String) })

const doneWords = (done: string | undefined): string | undefined => {
  if (done === "clear") return "Taken back."
  if (done === "refused") return "The books do not allow this change now."
  const change = bookChanges.find(({ id }) => id === done)
  if (change !== undefined) return `Changed: ${change.about}`
  const scenario = scenarios.find(({ id }) => id === done)
  return scenario === undefined ? undefined : `Ordered: ${scenario.about}`
}

const show = Effect.gen(function* () {
  const { done, realmId } = yield* HttpServerRequest.schemaSearchParams(Shown)
  const { companies } = yield* Sandbox
  const company = companies.find((one) => realmId === undefined || one.realmId === realmId)
  if (company === undefined) return HttpServerResponse.empty({ status: 404 })
  const webhooks = yield* Webhooks
  const isOurs = (one: { readonly realmId: string }) => one.realmId === company.realmId
  return controlPage({
    companies,
    company,
    scenarios,
    faults: (yield* (yield* FaultOrders).waiting).filter(isOurs),
    events: (yield* webhooks.orders.waiting).filter(isOurs),
    deliveries: (yield* webhooks.deliveries)
      .filter(({ realmIds }) => realmIds.includes(company.realmId))
      .slice(-shownDeliveries)
      .toReversed(),
    done: doneWords(done)
  })
}).pipe(Effect.catchTag("SchemaError", () => Effect.succeed(HttpServerResponse.empty({ status: 400 }))))

/** False when the books have nothing to change so, or refuse it. */
const changed = Effect.fnUntraced(function* (realmId: string, change: BookChange) {
  const stores = yield* CompanyStores
  const company = yield* stores.company(realmId)
  const order = company === undefined ? undefined : change.order(company)
  if (order === undefined) return false
  const written = yield* stores.change(realmId, (draft, state) => applyOrder(draft, state, order))
  return written !== undefined && Result.isSuccess(written)
})

const Act = Schema.Union([
  Schema.Struct({ action: Schema.Literal("change"), realmId: Schema.String, id: Schema.String }),
  Schema.Struct({ action: Schema.Literal("run"), realmId: Schema.String, id: Schema.String }),
  Schema.Struct({ action: Schema.Literal("clear"), realmId: Schema.String })
])

const act = Effect.gen(function* () {
  const asked = yield* HttpServerRequest.schemaBodyUrlParams(Act)
  const { realmId } = asked
  if (!(yield* Sandbox).companies.some((company) => company.realmId === realmId)) {
    return HttpServerResponse.empty({ status: 404 })
  }
  const shown = (done: string) =>
    HttpServerResponse.redirect(`/_sandbox?${new URLSearchParams({ realmId, done })}`, { status: 303 })
  if (asked.action === "clear") {
    const isOurs = (order: { readonly realmId: string }) => order.realmId === realmId
    yield* (yield* FaultOrders).clear(isOurs)
    yield* (yield* Webhooks).orders.clear(isOurs)
    return shown("clear")
  }
  if (asked.action === "change") {
    const change = bookChanges.find(({ id }) => id === asked.id)
    if (change === undefined) return HttpServerResponse.empty({ status: 404 })
    return shown((yield* changed(realmId, change)) ? change.id : "refused")
  }
  const scenario = scenarios.find(({ id }) => id === asked.id)
  if (scenario === undefined) return HttpServerResponse.empty({ status: 404 })
  yield* runScenario(scenario, realmId)
  return shown(scenario.id)
}).pipe(Effect.catchTag("SchemaError", () => Effect.succeed(HttpServerResponse.empty({ status: 400 }))))

/** The page a person turns failures on with, and changes the books. */
export const pageRoutes = Layer.mergeAll(HttpRouter.add("GET", "/_sandbox", show), HttpRouter.add("POST", "/_sandbox", act))

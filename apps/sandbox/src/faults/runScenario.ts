import { DateTime, Effect } from "effect"
import { Grants } from "../oauth/Grants.ts"
import { Sandbox } from "../Sandbox.ts"
import { Webhooks } from "../webhooks/Webhooks.ts"
import { FaultOrders } from "./FaultOrders.ts"
import type { Scenario } from "./Scenario.ts"

/** Places what the scenario orders, on this company. */
export const runScenario = Effect.fn("runScenario")(function* (scenario: Scenario, realmId: string) {
  const webhooks = yield* Webhooks
  yield* (yield* FaultOrders).place((scenario.faults ?? []).map((order) => ({ realmId, ...order })))
  yield* webhooks.orders.place((scenario.events ?? []).map((order) => ({ realmId, ...order })))
  if (scenario.disconnects === true) yield* (yield* Grants).endCompany(realmId)
  if (scenario.tells !== undefined) {
    const { change, of } = scenario.tells
    const every = (yield* Sandbox).companies.map((company) => company.realmId)
    const at = yield* DateTime.now
    const told = (of === "company" ? [realmId] : every).map((one) => ({ realmId: one, at, deletedId: null, ...change }))
    yield* webhooks.send(told, null, null)
  }
})

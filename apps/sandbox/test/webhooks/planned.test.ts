import { assert, describe, it } from "@effect/vitest"
import { DateTime } from "effect"
import { planned, unknownEntity, unknownRealmId } from "../../src/webhooks/planned.ts"
import type { Told } from "../../src/webhooks/Told.ts"
import type { WebhookFault, WebhookOrder } from "../../src/webhooks/WebhookOrder.ts"

const told = (realmId: string, id: string): Told => ({
  realmId,
  entity: "Bill",
  id,
  operation: "Update",
  at: DateTime.makeUnsafe("2026-03-17T09:00:00Z"),
  deletedId: null
})
const order = (realmId: string, fault: WebhookFault, times = 1): WebhookOrder => ({ realmId, fault, times })
const [ten, twenty, eleven] = [told("1", "10"), told("2", "20"), told("1", "11")]
const window = [ten, twenty, eleven]

describe("planned deliveries", () => {
  it("puts the events of all companies in one window into one body", () => {
    const { deliveries, orders } = planned(window, [order("3", "lost")])
    assert.deepStrictEqual(deliveries, [{ told: [ten, eleven, twenty], fault: null, seconds: null }])
    assert.deepStrictEqual(orders, [order("3", "lost")])
  })

  it("takes the company something was ordered for apart, and uses the order up by one", () => {
    const first = planned(window, [{ ...order("1", "late", 2), seconds: 5 }, order("2", "lost")])
    assert.deepStrictEqual(first.deliveries, [
      { told: [ten, eleven], fault: "late", seconds: 5 },
      { told: [twenty], fault: "lost", seconds: null }
    ])
    assert.deepStrictEqual(first.orders, [{ ...order("1", "late"), seconds: 5 }])
    const second = planned(window, first.orders)
    assert.deepStrictEqual(second.orders, [])
    assert.deepStrictEqual(
      second.deliveries.map(({ fault }) => fault),
      ["late", null]
    )
  })

  it("adds a stray event and keeps the true ones", () => {
    const [realm] = planned(window, [order("2", "unknown_realm")]).deliveries
    assert.deepStrictEqual(realm?.told, [{ ...told("2", "20"), realmId: unknownRealmId }, twenty])
    const [entity] = planned(window, [order("2", "unknown_entity")]).deliveries
    assert.deepStrictEqual(entity?.told, [{ ...told("2", "20"), entity: unknownEntity }, twenty])
  })
})

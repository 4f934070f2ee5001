import { assert, describe, it } from "@effect/vitest"
import { Effect, Redacted } from "effect"
import { started } from "../support.ts"
import { receiver, verifierToken } from "./receiver.ts"

const json = (url: string, method: string, body: unknown) =>
  Effect.promise(
    async () => (await fetch(url, { method, headers: { "content-type": "application/json" }, body: JSON.stringify(body) })).status
  )

const directed = Effect.gen(function* () {
  const to = yield* receiver
  const { url } = yield* started([])
  const here = `${url}/_sandbox/webhooks`
  const token = Redacted.value(verifierToken)
  const status = yield* json(`${here}/receiver`, "PUT", { address: to.address, verifierToken: token })
  assert.strictEqual(status, 204)
  return { ...to, here }
})

const event = { realmId: "1", entity: "Vendor", id: "7", operation: "Merge", deletedId: "8" }

describe("the webhooks of the stand-in, over HTTP", () => {
  it.live("sends any event at once, spoiled or not, and tells how it fared", () =>
    Effect.gen(function* () {
      const { here, until } = yield* directed
      assert.strictEqual(yield* json(here, "POST", { events: [event, { ...event, realmId: "2" }] }), 202)
      assert.strictEqual(yield* json(here, "POST", { events: [event], fault: "legacy_shape" }), 202)
      const [both, legacy] = yield* until(2)
      assert.deepStrictEqual(
        both?.events.map(({ realmId }) => realmId),
        ["1", "2"]
      )
      assert.isTrue(both?.isSigned)
      assert.deepInclude(legacy?.events[0], { shape: "legacy", deletedId: "8" })
      const told = yield* Effect.promise(async () => (await fetch(here)).json())
      assert.deepInclude(told.deliveries[0], { id: 1, realmIds: ["1", "2"], events: 2, fault: null })
    })
  )

  it.live("keeps what is ordered until it is used, and refuses what it cannot read", () =>
    Effect.gen(function* () {
      const { here } = yield* directed
      const order = { realmId: "1", fault: "lost", times: 2 }
      assert.strictEqual(yield* json(`${here}/orders`, "POST", order), 202)
      const told = yield* Effect.promise(async () => (await fetch(here)).json())
      assert.deepStrictEqual(told.orders, [order])
      for (const wrong of [
        { ...order, fault: "eaten" },
        { ...order, times: 0 }
      ]) {
        assert.strictEqual(yield* json(`${here}/orders`, "POST", wrong), 400)
      }
      assert.strictEqual(yield* json(here, "POST", { events: [] }), 400)
      assert.strictEqual(yield* json(`${here}/receiver`, "PUT", { address: "x" }), 400)
    })
  )
})

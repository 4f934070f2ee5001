import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { started } from "../support.ts"

const of = (mailbox: string) => ({ mailbox, fault: "reset", times: 1 })

describe("the routes of a fault script", () => {
  it.live("place one order or many, and read and take back those of one owner or of all", () =>
    Effect.gen(function* () {
      const { control } = yield* started([])
      const waiting = (asked = "") => Effect.map(control("GET", `google/faults${asked}`), ({ body }) => body)
      assert.strictEqual((yield* control("POST", "google/faults", of("a"))).status, 202)
      assert.strictEqual((yield* control("POST", "google/faults", [of("b"), of("c")])).status, 202)
      for (const wrong of [[], [of("a"), { ...of("a"), times: 0 }], { fault: "reset" }])
        assert.strictEqual((yield* control("POST", "google/faults", wrong)).status, 400)
      assert.deepStrictEqual(yield* waiting(), [of("a"), of("b"), of("c")])
      assert.deepStrictEqual(yield* waiting("?mailbox=b"), [of("b")])
      assert.strictEqual((yield* control("DELETE", "google/faults?mailbox=b")).status, 204)
      assert.deepStrictEqual(yield* waiting(), [of("a"), of("c")])
      assert.strictEqual((yield* control("DELETE", "google/faults")).status, 204)
      assert.deepStrictEqual(yield* waiting(), [])
    })
  )

  it.live("of a desk without owners take back all, and its calls are read and forgotten", () =>
    Effect.gen(function* () {
      const { control } = yield* started([])
      yield* control("POST", "embeddings/faults", { fault: "slow", times: 1 })
      assert.deepStrictEqual((yield* control("GET", "embeddings/faults")).body, [{ fault: "slow", times: 1 }])
      yield* control("DELETE", "embeddings/faults?mailbox=a")
      assert.deepStrictEqual((yield* control("GET", "embeddings/faults")).body, [])
      assert.deepStrictEqual((yield* control("GET", "embeddings/calls")).body, [])
      assert.strictEqual((yield* control("DELETE", "embeddings/calls")).status, 204)
    })
  )
})

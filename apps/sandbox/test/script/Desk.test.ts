import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { makeDesk } from "../../src/script/Desk.ts"
import type { Ordered } from "../../src/script/Ordered.ts"

interface Fault extends Ordered {
  readonly fault: string
}

describe("a desk", () => {
  it.effect("keeps every call, met or not, and hands out its faults in order", () =>
    Effect.gen(function* () {
      const desk = yield* makeDesk<number, Fault>()
      yield* desk.faults.place([{ fault: "slow", times: 2, after: 1 }])
      yield* desk.faults.place([{ fault: "reset", times: 1, after: 0 }])
      const met = yield* Effect.forEach([1, 2, 3, 4, 5], (call) => Effect.map(desk.take(call), (fault) => fault?.fault ?? null))
      assert.deepStrictEqual(met, [null, "slow", "slow", "reset", null])
      assert.deepStrictEqual(yield* desk.calls.all, [1, 2, 3, 4, 5])
      yield* desk.calls.forget
      assert.deepStrictEqual(yield* desk.calls.all, [])
    })
  )

  it.effect("takes back what is meant and keeps the rest as far as it was counted", () =>
    Effect.gen(function* () {
      const { faults, take } = yield* makeDesk<number, Fault>()
      yield* faults.place([
        { fault: "slow", times: 3 },
        { fault: "reset", times: 1 }
      ])
      yield* take(1)
      yield* faults.clear(({ fault }) => fault === "reset")
      assert.deepStrictEqual(yield* faults.waiting, [{ fault: "slow", times: 2 }])
    })
  )
})

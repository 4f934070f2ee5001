import { assert, describe, it } from "@effect/vitest"
import { Clock, Effect, Fiber, Ref } from "effect"
import { TestClock } from "effect/testing"
import { intuitRetries } from "../../src/webhooks/intuitRetries.ts"

describe("intuitRetries", () => {
  it.effect("tries again after 10 s, 20 s, 30 s, 5 min, 20 min, 2 h, 4 h, and every 6 h from then on", () =>
    Effect.gen(function* () {
      const at = yield* Ref.make<ReadonlyArray<number>>([])
      const attempt = Effect.flatMap(Clock.currentTimeMillis, (now) => Ref.update(at, (all) => [...all, now / 1000]))
      const fiber = yield* Effect.forkChild(Effect.retry(Effect.andThen(attempt, Effect.fail("not taken")), intuitRetries))
      yield* TestClock.adjust("24 hours")
      yield* Fiber.interrupt(fiber)
      const times = yield* Ref.get(at)
      const waits = times.slice(1).map((time, index) => time - (times[index] ?? 0))
      assert.deepStrictEqual(waits, [10, 20, 30, 300, 1200, 7200, 14_400, 21_600, 21_600])
    })
  )
})

import { assert, describe, it } from "@effect/vitest"
import { Effect, Fiber, Latch, Option } from "effect"
import { TestClock } from "effect/testing"
import { intuitLimits, Throttle } from "../src/accounting/Throttle.ts"

const realm = "9130359900000001"

/** How many of so many calls in a row were made. */
const made = (throttle: Throttle["Service"], times: number, kind: "call" | "batch" = "call") =>
  Effect.map(
    Effect.forEach(Array.from({ length: times }), () => throttle.within(realm, kind)(Effect.void)),
    (answers) => answers.filter(Option.isSome).length
  )

describe("the limits of a company", () => {
  it.effect("are ten calls in a second, and a refused call does not count", () =>
    Effect.gen(function* () {
      const throttle = yield* Throttle
      assert.strictEqual(yield* made(throttle, 25), intuitLimits.perSecond)
      yield* TestClock.adjust("1 second")
      assert.strictEqual(yield* made(throttle, 25), intuitLimits.perSecond)
      assert.isTrue(Option.isSome(yield* throttle.within("another", "call")(Effect.void)))
    }).pipe(Effect.provide(Throttle.layer))
  )

  it.effect("are five hundred calls in a minute", () =>
    Effect.gen(function* () {
      const throttle = yield* Throttle
      let total = 0
      for (let second = 0; second < 59; second += 1) {
        total += yield* made(throttle, 10)
        yield* TestClock.adjust("1 second")
      }
      assert.strictEqual(total, intuitLimits.perMinute)
      yield* TestClock.adjust("1 second")
      assert.strictEqual(yield* made(throttle, 10), 10)
    }).pipe(Effect.provide(Throttle.layer))
  )

  it.effect("are forty batches in a minute, while other calls go on", () =>
    Effect.gen(function* () {
      const throttle = yield* Throttle
      let total = 0
      for (let second = 0; second < 6; second += 1) {
        total += yield* made(throttle, 9, "batch")
        yield* TestClock.adjust("1 second")
      }
      assert.strictEqual(total, intuitLimits.batchesPerMinute)
      assert.strictEqual(yield* made(throttle, 1), 1)
    }).pipe(Effect.provide(Throttle.layer))
  )

  it.effect("are ten calls at once, however slow", () =>
    Effect.gen(function* () {
      const throttle = yield* Throttle
      const latch = yield* Latch.make()
      const slow = yield* Effect.forEach(Array.from({ length: 10 }), () =>
        Effect.forkChild(throttle.within(realm, "call")(latch.await), { startImmediately: true })
      )
      yield* TestClock.adjust("10 seconds")
      assert.strictEqual(yield* made(throttle, 1), 0)
      yield* Fiber.interrupt(slow[0] ?? (yield* Effect.die("none")))
      assert.strictEqual(yield* made(throttle, 1), 1)
      yield* latch.open
      yield* Effect.forEach(slow.slice(1), Fiber.join)
      assert.strictEqual(yield* made(throttle, 5), 5)
    }).pipe(Effect.provide(Throttle.layer))
  )
})

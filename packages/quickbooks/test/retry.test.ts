import { assert, describe, it } from "@effect/vitest"
import { Duration, Effect, Fiber, Ref } from "effect"
import { TestClock } from "effect/testing"
import {
  BusinessRule,
  PermanentFault,
  type QuickBooksError,
  RateLimitedByIntuit,
  TransientFault
} from "../src/contract/faults.ts"
import { Redacted } from "effect"
import { CurrentRetryBudget, retryBudget, retrying } from "../src/retry.ts"

const none = { code: null, httpStatus: null, intuitTid: null }
const transient = new TransientFault(none)
const throttled = (retryAfterSeconds: number | null) => new RateLimitedByIntuit({ ...none, retryAfterSeconds })

/** Runs a call that always fails; `triesAfter` moves the clock on and answers how often it was tried so far. */
const failing = (error: QuickBooksError) =>
  Effect.gen(function* () {
    const tries = yield* Ref.make(0)
    const fiber = yield* Effect.forkChild(
      Effect.exit(
        retrying(
          Effect.andThen(
            Ref.update(tries, (n) => n + 1),
            Effect.fail(error)
          )
        )
      )
    )
    const triesAfter = (wait: Duration.Input) => Effect.andThen(TestClock.adjust(wait), Ref.get(tries))
    return { triesAfter, ended: Effect.sync(() => fiber.pollUnsafe() !== undefined), fiber }
  })

describe("retrying", () => {
  it.effect("waits 1, 2 and 4 seconds and up to as much again, then gives up", () =>
    Effect.gen(function* () {
      const { ended, triesAfter } = yield* failing(transient)
      assert.strictEqual(yield* triesAfter("999 millis"), 1)
      assert.strictEqual(yield* triesAfter("1001 millis"), 2)
      assert.strictEqual(yield* triesAfter("4 seconds"), 3)
      assert.strictEqual(yield* triesAfter("8 seconds"), 4)
      assert.isTrue(yield* ended)
      assert.strictEqual(yield* triesAfter("10 minutes"), 4)
    })
  )

  it.effect("waits as long as Intuit asked for", () =>
    Effect.gen(function* () {
      const { triesAfter } = yield* failing(throttled(20))
      assert.strictEqual(yield* triesAfter("19999 millis"), 1)
      assert.strictEqual(yield* triesAfter("1001 millis"), 2)
    })
  )

  it.effect("waits a minute where Intuit did not say", () =>
    Effect.gen(function* () {
      const { triesAfter } = yield* failing(throttled(null))
      assert.strictEqual(yield* triesAfter("59999 millis"), 1)
      assert.strictEqual(yield* triesAfter("1001 millis"), 2)
    })
  )

  it.effect("begins no wait that would end after the budget of a person looking on", () =>
    Effect.gen(function* () {
      const { ended, triesAfter } = yield* failing(throttled(null)).pipe(
        Effect.provideService(CurrentRetryBudget, retryBudget.interactive)
      )
      assert.strictEqual(yield* triesAfter(0), 1)
      assert.isTrue(yield* ended)
    })
  )

  it.effect("never repeats what cannot become better", () =>
    Effect.gen(function* () {
      for (const error of [
        new PermanentFault({ ...none, reason: "refused" }),
        new BusinessRule({ ...none, detail: Redacted.make("no") })
      ]) {
        const { fiber, triesAfter } = yield* failing(error)
        assert.strictEqual(yield* triesAfter("10 minutes"), 1)
        yield* Fiber.join(fiber)
      }
    })
  )

  it.effect("answers what the call answers once it works", () =>
    Effect.gen(function* () {
      const tries = yield* Ref.make(0)
      const call = Effect.flatMap(
        Ref.updateAndGet(tries, (n) => n + 1),
        (n) => (n < 3 ? Effect.fail(transient) : Effect.succeed(n))
      )
      const fiber = yield* Effect.forkChild(retrying(call))
      yield* TestClock.adjust("6 seconds")
      assert.strictEqual(yield* Fiber.join(fiber), 3)
    })
  )
})

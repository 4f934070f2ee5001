import { assert, describe, it } from "@effect/vitest"
import { Clock, Deferred, Effect, Fiber, Ref } from "effect"
import { TestClock } from "effect/testing"
import { RealmId } from "../src/contract/Credentials.ts"
import { RealmLimits } from "../src/RealmLimits.ts"

const [realm, other] = [RealmId.make("1"), RealmId.make("2")]

describe("RealmLimits", () => {
  it.effect("never starts more than ten calls in a second nor 500 in a minute", () =>
    Effect.gen(function* () {
      const limits = yield* RealmLimits
      const starts = yield* Ref.make<ReadonlyArray<number>>([])
      const call = Effect.flatMap(Clock.currentTimeMillis, (now) => Ref.update(starts, (all) => [...all, now]))
      const fiber = yield* Effect.forkChild(
        Effect.forEach(Array.from({ length: 600 }), () => limits.within(realm)(call), { concurrency: "unbounded" })
      )
      yield* TestClock.adjust("10 minutes")
      yield* Fiber.join(fiber)
      const times = yield* Ref.get(starts)
      assert.strictEqual(times.length, 600)
      const within = (from: number, millis: number) => times.filter((time) => time >= from && time < from + millis).length
      for (const time of times) {
        assert.isAtMost(within(time, 1_000), 10)
        assert.isAtMost(within(time, 60_000), 500)
      }
      assert.isAtLeast(within(0, 60_000), 400)
    }).pipe(Effect.provide(RealmLimits.layer))
  )

  it.effect("lets eight run at once, and another company's beside them", () =>
    Effect.gen(function* () {
      const limits = yield* RealmLimits
      const gate = yield* Deferred.make<void>()
      const running = yield* Ref.make(0)
      const call = Effect.andThen(
        Ref.update(running, (n) => n + 1),
        Deferred.await(gate)
      )
      yield* Effect.forEach(Array.from({ length: 12 }), () => Effect.forkChild(limits.within(realm)(call)))
      yield* TestClock.adjust("1 minute")
      assert.strictEqual(yield* Ref.get(running), 8)
      yield* Effect.forkChild(limits.within(other)(call))
      yield* TestClock.adjust("1 second")
      assert.strictEqual(yield* Ref.get(running), 9)
      yield* Deferred.succeed(gate, undefined)
      yield* TestClock.adjust("1 minute")
      assert.strictEqual(yield* Ref.get(running), 13)
    }).pipe(Effect.provide(RealmLimits.layer))
  )
})

import { assert, describe, it } from "@effect/vitest"
import { Clock, Deferred, Effect, Fiber, Ref } from "effect"
import { TestClock } from "effect/testing"
import { RealmId } from "../src/contract/Credentials.ts"
import { forPerson } from "../src/CurrentPriority.ts"
import { RateLimitedByIntuit } from "../src/contract/faults.ts"
import { RealmLimits } from "../src/RealmLimits.ts"
import { retrying } from "../src/retry.ts"

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

  const queued = Effect.fnUntraced(function* (order: Ref.Ref<ReadonlyArray<string>>, name: string) {
    const limits = yield* RealmLimits
    const call = limits.within(realm)(Ref.update(order, (all) => [...all, name]))
    return yield* Effect.forkChild(name.startsWith("p") ? forPerson(call) : call)
  })

  it.effect("lets a person's calls go before the background ones that came earlier, each in its own order", () =>
    Effect.gen(function* () {
      const order = yield* Ref.make<ReadonlyArray<string>>([])
      for (let n = 1; n <= 12; n += 1) yield* queued(order, `b${n}`)
      yield* TestClock.adjust("250 millis")
      const before = yield* Ref.get(order)
      assert.deepStrictEqual(before, ["b1", "b2", "b3"])
      yield* queued(order, "p1")
      yield* queued(order, "p2")
      yield* TestClock.adjust("10 seconds")
      const rest = ["b4", "b5", "b6", "b7", "b8", "b9", "b10", "b11", "b12"]
      assert.deepStrictEqual(yield* Ref.get(order), [...before, "p1", "p2", ...rest])
    }).pipe(Effect.provide(RealmLimits.layer))
  )

  const throttled = (seconds: number | null) =>
    Effect.fail(new RateLimitedByIntuit({ code: "3001", httpStatus: 429, intuitTid: null, retryAfterSeconds: seconds }))

  it.effect.each([
    { says: null, waits: 60_000 },
    { says: 7, waits: 7_000 }
  ])("holds back every call of a company that Intuit throttled ($says s asked for), and no other company's", ({ says, waits }) =>
    Effect.gen(function* () {
      const limits = yield* RealmLimits
      const starts = yield* Ref.make<ReadonlyArray<readonly [string, number]>>([])
      const noted = (name: string) =>
        Effect.flatMap(Clock.currentTimeMillis, (now) => Ref.update(starts, (all) => [...all, [name, now] as const]))
      yield* Effect.flip(limits.within(realm)(throttled(says)))
      yield* Effect.forEach(["one", "two", "three"], (name) => Effect.forkChild(limits.within(realm)(noted(name))))
      yield* Effect.forkChild(limits.within(other)(noted("other")))
      yield* TestClock.adjust(waits - 1)
      assert.deepStrictEqual(yield* Ref.get(starts), [["other", 0]])
      yield* TestClock.adjust("1 second")
      assert.deepStrictEqual((yield* Ref.get(starts)).slice(1), [
        ["one", waits],
        ["two", waits + 125],
        ["three", waits + 250]
      ])
    }).pipe(Effect.provide(RealmLimits.layer))
  )

  it.effect("tells a person at once that a throttled company must wait, behind whatever waits already", () =>
    Effect.gen(function* () {
      const limits = yield* RealmLimits
      yield* Effect.flip(limits.within(realm)(throttled(null)))
      const job = yield* Effect.forkChild(retrying(limits.within(realm)(Clock.currentTimeMillis)))
      yield* TestClock.adjust("10 seconds")
      const fault = yield* Effect.flip(forPerson(retrying(limits.within(realm)(Effect.void))))
      assert.deepInclude(fault, { _tag: "RateLimitedByIntuit", retryAfterSeconds: 50 })
      yield* TestClock.adjust("50 seconds")
      assert.strictEqual(yield* Fiber.join(job), 60_000)
    }).pipe(Effect.provide(RealmLimits.layer))
  )

  it.effect("does not keep the place of a call that was given up, waiting or next", () =>
    Effect.gen(function* () {
      const order = yield* Ref.make<ReadonlyArray<string>>([])
      const fibers: Array<Fiber.Fiber<void, unknown>> = []
      for (let n = 1; n <= 8; n += 1) fibers.push(yield* queued(order, `b${n}`))
      yield* TestClock.adjust("130 millis")
      assert.deepStrictEqual(yield* Ref.get(order), ["b1", "b2"])
      const [, , holder, next] = fibers
      yield* Effect.forEach([holder, next], (fiber) => (fiber === undefined ? Effect.void : Fiber.interrupt(fiber)))
      yield* TestClock.adjust("10 seconds")
      assert.deepStrictEqual(yield* Ref.get(order), ["b1", "b2", "b5", "b6", "b7", "b8"])
    }).pipe(Effect.provide(RealmLimits.layer))
  )

  it.effect("gives the turn of an interrupted call back", () =>
    Effect.gen(function* () {
      const limits = yield* RealmLimits
      const stuck = yield* Effect.forEach(Array.from({ length: 8 }), () => Effect.forkChild(limits.within(realm)(Effect.never)))
      yield* TestClock.adjust("5 seconds")
      const waiting = yield* Effect.forkChild(limits.within(realm)(Effect.succeed("in")))
      yield* TestClock.adjust("5 seconds")
      assert.isUndefined(waiting.pollUnsafe())
      yield* Effect.forEach(stuck.slice(0, 1), Fiber.interrupt)
      yield* TestClock.adjust("1 second")
      assert.strictEqual(yield* Fiber.join(waiting), "in")
    }).pipe(Effect.provide(RealmLimits.layer))
  )
})

import { assert, describe, it } from "@effect/vitest"
import { Effect, Fiber } from "effect"
import { TestClock } from "effect/testing"
import { beforeOthers, forPerson } from "../src/CurrentPriority.ts"
import { counted, fault, onVirtualTime, refusal } from "./support/onVirtualTime.ts"

/** runway.md 6.7, row by row, through the whole client. */
describe("the retry policies of the wire", () => {
  it.effect("waits a minute after a 429 and then succeeds", () =>
    Effect.gen(function* () {
      const { count, sentAt } = yield* onVirtualTime([() => refusal(429, "t-1"), counted])
      const fiber = yield* Effect.forkChild(count)
      yield* TestClock.adjust("59999 millis")
      assert.deepStrictEqual(sentAt, [0])
      yield* TestClock.adjust("1002 millis")
      assert.strictEqual(yield* Fiber.join(fiber), 7)
      assert.strictEqual(sentAt.length, 2)
    })
  )

  it.effect("waits for what Retry-After says, in seconds and as a date", () =>
    Effect.gen(function* () {
      const { count, sentAt } = yield* onVirtualTime([
        () => refusal(429, "t-1", { "retry-after": "20" }),
        () => refusal(429, "t-2", { "retry-after": "Thu, 01 Jan 1970 00:01:30 GMT" }),
        counted
      ])
      const fiber = yield* Effect.forkChild(count)
      yield* TestClock.adjust("19999 millis")
      assert.strictEqual(sentAt.length, 1)
      yield* TestClock.adjust("1002 millis")
      assert.strictEqual(sentAt.length, 2)
      yield* TestClock.setTime(89_999)
      assert.strictEqual(sentAt.length, 2)
      yield* TestClock.adjust("1002 millis")
      assert.strictEqual(yield* Fiber.join(fiber), 7)
    })
  )

  it.effect("waits 1, 2 and 4 seconds, each with up to as much again, after a 5xx, and sends four times at most", () =>
    Effect.gen(function* () {
      const { count, sentAt } = yield* onVirtualTime([() => refusal(503, "t-1")])
      const fiber = yield* Effect.forkChild(Effect.flip(count))
      yield* TestClock.adjust("10 minutes")
      assert.strictEqual((yield* Fiber.join(fiber))._tag, "TransientFault")
      const waits = sentAt.slice(1).map((at, index) => at - (sentAt[index] ?? 0))
      assert.strictEqual(waits.length, 3)
      for (const [index, wait] of waits.entries()) {
        assert.isAtLeast(wait, 1000 * 2 ** index)
        assert.isAtMost(wait, 2000 * 2 ** index + 1)
      }
      assert.isTrue(
        waits.some((wait, index) => wait !== 1000 * 2 ** index),
        "the waits have a random part"
      )
    })
  )

  it.effect.each([
    { code: "2020", tag: "PermanentFault" },
    { code: "610", tag: "Gone" },
    { code: "5010", tag: "StaleObject" },
    { code: "6000", tag: "BusinessRule" },
    { code: "6140", tag: "BusinessRule" },
    { code: "6190", tag: "CompanyUnavailable" },
    { code: "6210", tag: "PeriodClosed" },
    { code: "6240", tag: "BusinessRule" },
    { code: "3100", tag: "ReconnectRequired" },
    { code: "3200", tag: "TokenExpired" }
  ])("sends once when Intuit answers $code ($tag)", ({ code, tag }) =>
    Effect.gen(function* () {
      const { count, sentAt } = yield* onVirtualTime([() => fault(code, "t-1")])
      const fiber = yield* Effect.forkChild(Effect.flip(count))
      yield* TestClock.adjust("10 minutes")
      assert.strictEqual((yield* Fiber.join(fiber))._tag, tag)
      assert.strictEqual(sentAt.length, 1)
    })
  )

  it.effect("begins no wait that would end after a job's five minutes", () =>
    Effect.gen(function* () {
      const { count, sentAt } = yield* onVirtualTime([
        () => refusal(429, "t-1", { "retry-after": "200" }),
        () => refusal(429, "t-2", { "retry-after": "100" })
      ])
      const fiber = yield* Effect.forkChild(Effect.flip(count))
      yield* TestClock.adjust("202 seconds")
      assert.strictEqual(sentAt.length, 2)
      assert.strictEqual((yield* Fiber.join(fiber))._tag, "RateLimitedByIntuit")
    })
  )

  it.effect("keeps a person waiting for a second and a half at most", () =>
    Effect.gen(function* () {
      const { count, sentAt } = yield* onVirtualTime([() => refusal(503, "t-1")])
      const fiber = yield* Effect.forkChild(Effect.flip(forPerson(count)))
      yield* TestClock.adjust("1500 millis")
      assert.strictEqual((yield* Fiber.join(fiber))._tag, "TransientFault")
      assert.isAtMost(sentAt.length, 2)
      assert.isAtMost(sentAt.at(-1) ?? 0, 1500)
    })
  )

  it.effect("has a job's patience for what a person asked for and does not wait in front of", () =>
    Effect.gen(function* () {
      const { count, sentAt } = yield* onVirtualTime([() => refusal(429, "t-1"), counted])
      const fiber = yield* Effect.forkChild(beforeOthers(count))
      yield* TestClock.adjust("62 seconds")
      assert.strictEqual(yield* Fiber.join(fiber), 7)
      assert.strictEqual(sentAt.length, 2)
    })
  )

  it.effect("logs each retry with its number and Intuit's trace id, and nothing of the answer", () =>
    Effect.gen(function* () {
      const { count, retries } = yield* onVirtualTime([
        () => refusal(503, "t-1"),
        () => refusal(502, "t-2"),
        () => refusal(429, "t-3"),
        counted
      ])
      const fiber = yield* Effect.forkChild(count)
      yield* TestClock.adjust("5 minutes")
      assert.strictEqual(yield* Fiber.join(fiber), 7)
      const said = (yield* retries).map(({ annotations }) => annotations)
      assert.deepStrictEqual(said, [
        { fault: "TransientFault", attempt: 1, code: null, intuitTid: "t-1" },
        { fault: "TransientFault", attempt: 2, code: null, intuitTid: "t-2" },
        { fault: "RateLimitedByIntuit", attempt: 1, code: null, intuitTid: "t-3" }
      ])
    })
  )
})

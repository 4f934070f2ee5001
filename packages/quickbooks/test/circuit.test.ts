import { assert, describe, it } from "@effect/vitest"
import { Deferred, Effect, Fiber, Layer, Redacted } from "effect"
import { TestClock } from "effect/testing"
import { RealmId } from "../src/contract/Credentials.ts"
import { BusinessRule, type QuickBooksError, RateLimitedByIntuit, TransientFault } from "../src/contract/faults.ts"
import { isIncident } from "../src/gate/incident.ts"
import { Turns } from "../src/gate/Turns.ts"
import { defaultRates, RealmLimits } from "../src/RealmLimits.ts"
import { circuitOpen } from "../src/retry.ts"

const none = { code: null, httpStatus: 503, intuitTid: null }
const transient = new TransientFault(none)
const business = new BusinessRule({ ...none, detail: Redacted.make("no") })
const [realm, other] = [RealmId.make("1"), RealmId.make("2")]
const limits = RealmLimits.layerNoDeps(defaultRates).pipe(Layer.provideMerge(Turns.layerMemory))

/** Calls one after another, each when its turn is; answers the code of each failure, `sent` for a success. */
const calls = (company: RealmId, ...answers: ReadonlyArray<QuickBooksError | "ok">) =>
  Effect.gen(function* () {
    const said: Array<string> = []
    for (const answer of answers) {
      let isSent = false
      const call = Effect.suspend(() => {
        isSent = true
        return answer === "ok" ? Effect.void : Effect.fail(answer)
      })
      const fiber = yield* RealmLimits.use(({ within }) => within(company)(call)).pipe(Effect.exit, Effect.forkChild)
      yield* TestClock.adjust("125 millis")
      yield* Fiber.join(fiber)
      said.push(isSent ? "sent" : "kept back")
    }
    return said
  })

const five = [transient, transient, transient, transient, transient]

describe("the circuit of one company", () => {
  it.effect("opens after five transient failures in a row, for that company alone, and says so", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* calls(realm, ...five, "ok"), ["sent", "sent", "sent", "sent", "sent", "kept back"])
      const refused = yield* Effect.flip(RealmLimits.use(({ within }) => within(realm)(Effect.void)))
      assert.deepInclude(refused, { _tag: "TransientFault", code: circuitOpen })
      assert.deepStrictEqual(yield* calls(other, "ok"), ["sent"])
    }).pipe(Effect.provide(limits))
  )

  it.effect("stays closed when an answer came in between, and counts neither a refusal nor a throttled call as a failure", () =>
    Effect.gen(function* () {
      const throttled = new RateLimitedByIntuit({ ...none, retryAfterSeconds: 1 })
      const four = five.slice(1)
      const all = [...four, "ok" as const, ...four, business, ...four, throttled]
      assert.notInclude(yield* calls(realm, ...all), "kept back")
      yield* TestClock.adjust("1 second")
      assert.deepStrictEqual(yield* calls(realm, transient, "ok"), ["sent", "kept back"], "throttled did not end the row")
    }).pipe(Effect.provide(limits))
  )

  it.effect("lets one call through after a minute, and all of them once that one was answered", () =>
    Effect.gen(function* () {
      yield* calls(realm, ...five)
      yield* TestClock.adjust("59 seconds")
      assert.deepStrictEqual(yield* calls(realm, "ok"), ["kept back"])
      yield* TestClock.adjust("1 second")
      const answer = yield* Deferred.make<void>()
      const within = yield* RealmLimits.use(({ within }) => Effect.succeed(within))
      const probe = yield* Effect.forkChild(within(realm)(Deferred.await(answer)))
      yield* TestClock.adjust("1 second")
      assert.deepStrictEqual(yield* calls(realm, "ok", "ok"), ["kept back", "kept back"])
      yield* Deferred.succeed(answer, undefined)
      yield* Fiber.join(probe)
      assert.deepStrictEqual(yield* calls(realm, "ok", "ok"), ["sent", "sent"])
    }).pipe(Effect.provide(limits))
  )

  it.effect("opens for another minute when that one fails, and lets the next through when it was cut off", () =>
    Effect.gen(function* () {
      yield* calls(realm, ...five)
      yield* TestClock.adjust("60 seconds")
      assert.deepStrictEqual(yield* calls(realm, transient, "ok"), ["sent", "kept back"])
      yield* TestClock.adjust("60 seconds")
      const probe = yield* RealmLimits.use(({ within }) => within(realm)(Effect.never)).pipe(Effect.forkChild)
      yield* TestClock.adjust("1 second")
      assert.deepStrictEqual(yield* calls(realm, "ok"), ["kept back"])
      yield* Fiber.interrupt(probe)
      assert.deepStrictEqual(yield* calls(realm, "ok", "ok"), ["sent", "sent"])
    }).pipe(Effect.provide(limits))
  )
})

describe("trouble at Intuit", () => {
  const companies = Array.from({ length: 10 }, (_, index) => RealmId.make(String(100 + index)))
  const health = Turns.use((turns) => turns.health)

  it.effect(
    "shows when more than 30 % of the companies called within five minutes fail, until they answer or time has passed",
    () =>
      Effect.gen(function* () {
        yield* Effect.forEach(companies, (company) => calls(company, "ok"))
        yield* Effect.forEach(companies.slice(0, 3), (company) => calls(company, transient))
        assert.deepStrictEqual(yield* health, { active: 10, failing: 3 })
        assert.isFalse(isIncident(yield* health))
        yield* Effect.forEach(companies.slice(3, 4), (company) => calls(company, transient))
        assert.isTrue(isIncident(yield* health))
        yield* Effect.forEach(companies.slice(0, 1), (company) => calls(company, "ok"))
        assert.isFalse(isIncident(yield* health))
        yield* TestClock.adjust("5 minutes")
        assert.deepStrictEqual(yield* health, { active: 0, failing: 0 })
      }).pipe(Effect.provide(limits))
  )

  it("is not concluded from one company", () => {
    assert.isFalse(isIncident({ active: 1, failing: 1 }))
    assert.isTrue(isIncident({ active: 2, failing: 2 }))
    assert.isFalse(isIncident({ active: 0, failing: 0 }))
  })
})

import * as SharedTurns from "@beep/connections/server/SharedTurns"
import * as TestConnections from "@beep/connections/testing/TestConnections"
import { RealmId } from "@beep/quickbooks/contract/Credentials"
import { RateLimitedByIntuit } from "@beep/quickbooks/contract/faults"
import { Turns } from "@beep/quickbooks/gate/Turns"
import { defaultRates, RealmLimits } from "@beep/quickbooks/RealmLimits"
import { Throttle } from "@beep/sandbox/accounting/Throttle"
import * as TestDatabase from "@beep/test-kit/TestDatabase"
import { assert, layer } from "@effect/vitest"
import { Clock, Context, Effect, Fiber, Layer, Option } from "effect"
import { TestClock } from "effect/testing"

const suite = Layer.mergeAll(Throttle.layer, TestConnections.layer).pipe(Layer.provideMerge(TestDatabase.layer))

let underWay = 0
const watched = <A, E, R>(trip: Effect.Effect<A, E, R>) =>
  Effect.acquireUseRelease(
    Effect.sync(() => (underWay += 1)),
    () => trip,
    () => Effect.sync(() => (underWay -= 1))
  )

/** The shared turns themselves; only how many of their round trips are under way is kept. */
const turns = Layer.effect(
  Turns,
  Effect.map(Turns, ({ end, health, take }) =>
    Turns.of({
      take: (realm, asked) => watched(take(realm, asked)),
      end: (realm, lease, outcome, hold) => watched(end(realm, lease, outcome, hold)),
      health
    })
  )
).pipe(Layer.provide(SharedTurns.layerProcessClock))

/** As one process of two has it: its own line of waiting calls. */
const oneProcess = Effect.map(
  Layer.build(Layer.fresh(RealmLimits.layerNoDeps(defaultRates).pipe(Layer.provide(turns)))),
  (context) => Context.get(context, RealmLimits)
)

/** The database answers in real time: the clock stands until it has, with a bound. */
const settled = Effect.gen(function* () {
  for (let turn = 0; turn < 20 || (underWay > 0 && turn < 1_000_000); turn += 1) yield* Effect.yieldNow
})

const answerTakes = 700

layer(suite)("the pace of two processes", (it) => {
  it.effect(
    "a burst for fifty companies is never too much for a gateway that counts to the letter, nor more than ten at once",
    () =>
      Effect.gen(function* () {
        const throttle = yield* Throttle
        const processes = [yield* oneProcess, yield* oneProcess]
        const running = new Map<RealmId, number>()
        let most = 0
        const call = (realm: RealmId) =>
          Effect.acquireUseRelease(
            Effect.sync(() => {
              running.set(realm, (running.get(realm) ?? 0) + 1)
              most = Math.max(most, running.get(realm) ?? 0)
            }),
            () =>
              Effect.sleep(answerTakes).pipe(
                Effect.andThen(Clock.currentTimeMillis),
                throttle.within(realm, "call"),
                Effect.flatMap(
                  Option.match({
                    onNone: () =>
                      Effect.fail(
                        new RateLimitedByIntuit({ code: "3001", httpStatus: 429, intuitTid: null, retryAfterSeconds: null })
                      ),
                    onSome: Effect.succeed
                  })
                )
              ),
            () => Effect.sync(() => running.set(realm, (running.get(realm) ?? 0) - 1))
          )
        const [busy, ...others] = Array.from({ length: 50 }, (_, index) => RealmId.make(`91303700${index}`))
        // Fifty callers of one company, and two of each other one, over both processes.
        const burst = [...Array.from({ length: 50 }, () => busy), ...others, ...others].filter((realm) => realm !== undefined)
        const fiber = yield* Effect.forEach(
          burst,
          (realm, index) => (processes[index % 2] ?? processes[0])?.within(realm)(call(realm)) ?? Effect.die("no process"),
          { concurrency: "unbounded" }
        ).pipe(Effect.forkChild)
        for (let step = 0; step < 2_000 && fiber.pollUnsafe() === undefined; step += 1) {
          yield* settled
          yield* TestClock.adjust("20 millis")
        }
        const ended = yield* Fiber.join(fiber)
        assert.strictEqual(ended.length, 148)
        assert.isAtLeast(most, 5, "calls ran beside each other")
        assert.isAtMost(most, 8)
        assert.isAtMost(Math.max(...ended), 12_000, "the pace is used, not only kept")
      }),
    120_000
  )
})

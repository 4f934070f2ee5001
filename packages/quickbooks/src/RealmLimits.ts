import { Cause, Clock, Context, Duration, Effect, Exit, Layer, RcMap } from "effect"
import type { RealmId } from "./contract/Credentials.ts"
import { type QuickBooksError, RateLimitedByIntuit, TransientFault } from "./contract/faults.ts"
import { CurrentPriority } from "./CurrentPriority.ts"
import type { Outcome, RealmRates } from "./gate/GateState.ts"
import { type CallKind, Turns } from "./gate/Turns.ts"
import { makePriorityLock, type Restore } from "./internal/PriorityLock.ts"
import { circuitOpen, CurrentDeadline, throttledPause } from "./retry.ts"

/** A tenth under Intuit's 10 a second, 500 a minute, 10 at once and 40 batches a minute (runway.md 6.3, 6.7). */
export const defaultRates: RealmRates = { perSecond: 8, perMinute: 450, concurrent: 8, batchesPerMinute: 35 }

const notSent = (code: string | null) => new TransientFault({ code, httpStatus: null, intuitTid: null })

const outcome = (is: Outcome, holdMillis = 0) => ({ is, holdMillis })

/** Whatever Intuit answers shows that it is there, be it a refusal. */
const outcomeOf = (exit: Exit.Exit<unknown, QuickBooksError>) => {
  if (Exit.isSuccess(exit)) return outcome("answered")
  const fault = Cause.findErrorOption(exit.cause)
  if (fault._tag === "None") return outcome("neither")
  if (fault.value._tag === "RateLimitedByIntuit") return outcome("throttled", Duration.toMillis(throttledPause(fault.value)))
  return outcome(fault.value._tag === "TransientFault" ? "transient" : "answered")
}

/** As if Intuit had refused this one too: it asked for that much patience, and the caller has less. */
const heldBack = (millis: number) =>
  new RateLimitedByIntuit({ code: null, httpStatus: null, intuitTid: null, retryAfterSeconds: Math.ceil(millis / 1000) })

/**
 * Lets a call to one company through when it is its turn. After Intuit throttled one, all of the
 * company's calls wait as long as it asked for, or fail when they cannot. While the company's circuit is
 * open nothing is sent, and the call fails with a `TransientFault` of code `circuit_open`.
 */
export class RealmLimits extends Context.Service<
  RealmLimits,
  {
    readonly within: (
      realmId: RealmId,
      kind?: CallKind
    ) => <A, R>(call: Effect.Effect<A, QuickBooksError, R>) => Effect.Effect<A, QuickBooksError, R>
  }
>()("@beep/quickbooks/RealmLimits") {
  static readonly layerNoDeps = (rates: RealmRates): Layer.Layer<RealmLimits, never, Turns> =>
    Layer.effect(
      RealmLimits,
      Effect.gen(function* () {
        const turns = yield* Turns
        const lines = yield* RcMap.make({ lookup: (_: RealmId) => makePriorityLock, idleTimeToLive: "1 minute" })

        const turnOf = Effect.fnUntraced(function* (realmId: RealmId, kind: CallKind, restore: Restore) {
          const line = yield* RcMap.get(lines, realmId)
          const priority = yield* CurrentPriority
          const place = yield* line.join(priority)
          const ask = Effect.mapError(turns.take(realmId, { priority, kind, rates }), () => notSent(null))
          const wait = (millis: number) => restore(Effect.sleep(Duration.millis(Math.ceil(millis))))
          // One of a process asks at a time, and waits while it holds the place: others would only ask in vain.
          const whileFirst = Effect.gen(function* () {
            let turn = yield* ask
            while (turn._tag === "Wait") {
              yield* wait(turn.millis)
              if (yield* line.isOutranked(place)) break
              turn = yield* ask
            }
            return turn
          })
          let turn = yield* line.held(place, restore)(whileFirst)
          while (turn._tag === "Wait" || turn._tag === "Held") {
            // Out of the line: whoever has less patience is to hear of it at once.
            if (turn._tag === "Held") {
              if ((yield* Clock.currentTimeMillis) + turn.millis > (yield* CurrentDeadline)) return yield* heldBack(turn.millis)
              yield* wait(turn.millis)
            }
            turn = yield* line.held(place, restore)(whileFirst)
          }
          return turn._tag === "Shut" ? yield* notSent(circuitOpen) : turn.lease
        })

        // Not to be cut off between a turn given and its use: the turn would be lost until its lease ends.
        const within =
          (realmId: RealmId, kind: CallKind = "read") =>
          <A, R>(call: Effect.Effect<A, QuickBooksError, R>): Effect.Effect<A, QuickBooksError, R> =>
            Effect.uninterruptibleMask((restore) =>
              Effect.gen(function* () {
                const lease = yield* Effect.scoped(turnOf(realmId, kind, restore))
                const exit = yield* Effect.exit(restore(call))
                const { holdMillis, is } = outcomeOf(exit)
                yield* Effect.ignore(turns.end(realmId, lease, is, holdMillis))
                return yield* exit
              })
            )
        return RealmLimits.of({ within })
      })
    )

  /** One process alone. Several share their turns by giving `layerNoDeps` another `Turns`. */
  static readonly layer: Layer.Layer<RealmLimits> = RealmLimits.layerNoDeps(defaultRates).pipe(Layer.provide(Turns.layerMemory))
}

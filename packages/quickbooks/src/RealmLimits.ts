import { Context, Duration, Effect, Layer, RcMap, Semaphore } from "effect"
import { RateLimiter } from "effect/persistence"
import type { RealmId } from "./contract/Credentials.ts"

export interface RealmRates {
  readonly perSecond: number
  readonly perMinute: number
  readonly concurrent: number
}

/** A tenth under Intuit's 10 a second, 500 a minute and 10 at once (runway.md 6.3, 6.7). */
export const defaultRates: RealmRates = { perSecond: 8, perMinute: 450, concurrent: 8 }

/** Keeps the calls of one process to one company under Intuit's limits; a call waits its turn. */
export class RealmLimits extends Context.Service<
  RealmLimits,
  {
    readonly within: (realmId: RealmId) => <A, E, R>(call: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>
  }
>()("@beep/quickbooks/RealmLimits") {
  static readonly layerNoDeps = (rates: RealmRates): Layer.Layer<RealmLimits, never, RateLimiter.RateLimiter> =>
    Layer.effect(
      RealmLimits,
      Effect.gen(function* () {
        const sleep = RateLimiter.sleep(yield* RateLimiter.RateLimiter)
        const turns = yield* RcMap.make({
          lookup: (_: RealmId) => Effect.all({ gate: Semaphore.make(1), turn: Semaphore.make(rates.concurrent) }),
          idleTimeToLive: "1 minute"
        })
        const take = (realmId: RealmId) =>
          Effect.gen(function* () {
            yield* sleep({ algorithm: "token-bucket", key: `${realmId}/minute`, limit: rates.perMinute, window: "1 minute" })
            // A bucket of one: a full one of eight would let sixteen calls through in its first second.
            yield* sleep({
              algorithm: "token-bucket",
              key: `${realmId}/second`,
              limit: 1,
              window: Duration.millis(1000 / rates.perSecond)
            })
          }).pipe(Effect.orDie)
        return RealmLimits.of({
          within: (realmId) => (call) =>
            Effect.scoped(
              Effect.flatMap(RcMap.get(turns, realmId), ({ gate, turn }) =>
                // One at the gate: after a stall the waiting calls go on at the pace, not all at once.
                turn.withPermits(1)(Effect.andThen(gate.withPermits(1)(take(realmId)), call))
              )
            )
        })
      })
    )

  /** One process. Several share their counts by giving `layerNoDeps` a limiter over a common store. */
  static readonly layer: Layer.Layer<RealmLimits> = RealmLimits.layerNoDeps(defaultRates).pipe(
    Layer.provide(RateLimiter.layer),
    Layer.provide(RateLimiter.layerStoreMemory)
  )
}

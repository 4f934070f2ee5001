import { Clock, Effect } from "effect"

/**
 * Runs an effect at a fixed instant. Not `TestClock.setTime`: that would first run
 * every minute's housekeeping of the connection pool since 1970.
 */
export const atTime =
  (epochMillis: number) =>
  <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
    Effect.flatMap(Clock.Clock, (clock) =>
      Effect.provideService(effect, Clock.Clock, {
        currentTimeMillisUnsafe: () => epochMillis,
        currentTimeMillis: Effect.succeed(epochMillis),
        currentTimeNanosUnsafe: () => BigInt(epochMillis) * 1_000_000n,
        currentTimeNanos: Effect.succeed(BigInt(epochMillis) * 1_000_000n),
        monotonicTimeNanosUnsafe: () => clock.monotonicTimeNanosUnsafe(),
        monotonicTimeNanos: clock.monotonicTimeNanos,
        sleep: (duration) => clock.sleep(duration)
      })
    )

import { Duration, Effect, Schedule } from "effect"
import type { ProviderFailed } from "./ProviderFailed.ts"

/** How long one batch may wait and try again; after it the next look takes up what waits. */
const patience = Duration.seconds(60)

/** 1 s, 2 s, 4 s, 8 s, never less than the provider asked for. */
const backOff = Schedule.exponential("1 second").pipe(
  Schedule.setInputType<ProviderFailed>(),
  Schedule.modifyDelay(({ duration, input }) =>
    Effect.succeed(Duration.max(duration, Duration.seconds(input.retryAfterSeconds ?? 0)))
  ),
  Schedule.upTo({ times: 4 }),
  Schedule.while(
    ({ duration, input }) =>
      (input.reason === "rate_limited" || input.reason === "unavailable") && Duration.isLessThanOrEqualTo(duration, patience)
  )
)

/** For the job: tries again while what stands in the way may pass. Whoever asks a question does not wait. */
export const retrying = <A, R>(call: Effect.Effect<A, ProviderFailed, R>) => Effect.retry(call, backOff)

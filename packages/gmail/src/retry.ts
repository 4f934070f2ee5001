import { Clock, Context, Duration, Effect, Random, Schedule } from "effect"
import type { GoogleError } from "./contract/faults.ts"

/** How long one call may wait and try again: a job minutes, a person who looks on a moment. */
export const googleRetryBudget = { job: "3 minutes", interactive: "1500 millis" } as const

export const CurrentGoogleRetryBudget = Context.Reference<Duration.Input>("@beep/gmail/CurrentGoogleRetryBudget", {
  defaultValue: () => googleRetryBudget.job
})

const mayPass = (error: GoogleError): boolean => error._tag === "GoogleTransient" || error._tag === "RateLimitedByGoogle"

const asked = (error: GoogleError): Duration.Duration =>
  error._tag === "RateLimitedByGoogle" && error.retryAfterSeconds !== null
    ? Duration.seconds(error.retryAfterSeconds)
    : Duration.zero

/** 1 s, 2 s, 4 s, 8 s, 16 s, each plus a random part of itself, never less than Google asked for (truncated exponential back-off, as Gmail's guide says). */
const backOff = (deadlineMillis: number) =>
  Schedule.exponential("1 second").pipe(
    Schedule.setInputType<GoogleError>(),
    Schedule.modifyDelay(({ duration, input }) =>
      Effect.map(Random.next, (part) => Duration.max(Duration.times(duration, 1 + part), asked(input)))
    ),
    Schedule.upTo({ times: 5 }),
    Schedule.while(({ duration, input, now }) => mayPass(input) && now + Duration.toMillis(duration) <= deadlineMillis)
  )

/** Tries a read again while what stands in its way may pass. */
export const retrying = <A, R>(call: Effect.Effect<A, GoogleError, R>): Effect.Effect<A, GoogleError, R> =>
  Effect.gen(function* () {
    const budget = Duration.toMillis(Duration.fromInputUnsafe(yield* CurrentGoogleRetryBudget))
    return yield* Effect.retry(call, backOff((yield* Clock.currentTimeMillis) + budget))
  })

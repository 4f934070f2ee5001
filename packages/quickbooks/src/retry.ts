import { Clock, Context, Duration, Effect, Random, Schedule } from "effect"
import type { QuickBooksError } from "./contract/faults.ts"

/** runway.md 6.7: a job may wait five minutes in all, a person who is looking at the page a second and a half. */
export const retryBudget = { job: "5 minutes", interactive: "1500 millis" } as const

/** How long one call may spend on waiting and trying again; interactive paths provide `retryBudget.interactive`. */
export const CurrentRetryBudget = Context.Reference<Duration.Input>("@beep/quickbooks/CurrentRetryBudget", {
  defaultValue: () => retryBudget.job
})

/** The instant after which a call that waits is given up; a call on its own waits for ever. */
export const CurrentDeadline = Context.Reference<number>("@beep/quickbooks/CurrentDeadline", {
  defaultValue: () => Number.POSITIVE_INFINITY
})

/** Code of a call that was not sent because too many before it failed: asking again at once changes nothing. */
export const circuitOpen = "circuit_open"

const isTransient = (error: QuickBooksError): boolean => error._tag === "TransientFault" && error.code !== circuitOpen
const isThrottled = (error: QuickBooksError): boolean => error._tag === "RateLimitedByIntuit"

/** 1 s, 2 s, 4 s, each plus a random part of itself; then it gives up. */
export const transientSchedule = Schedule.exponential("1 second").pipe(
  Schedule.modifyDelay(({ duration }) => Effect.map(Random.next, (part) => Duration.times(duration, 1 + part))),
  Schedule.upTo({ times: 3 })
)

/** What Intuit asked for, else 60 s (runway.md 6.3). */
export const throttledPause = (error: QuickBooksError): Duration.Duration =>
  Duration.seconds(error._tag === "RateLimitedByIntuit" ? (error.retryAfterSeconds ?? 60) : 60)

/** What Intuit asked for, else 60 s; plus up to a second, so that waiting calls do not return as one burst. */
export const throttledSchedule = Schedule.forever.pipe(
  Schedule.setInputType<QuickBooksError>(),
  Schedule.modifyDelay(({ input }) =>
    Effect.map(Random.next, (part) => Duration.sum(throttledPause(input), Duration.seconds(part)))
  ),
  Schedule.upTo({ times: 3 })
)

const logged = (error: QuickBooksError, attempt: number): Effect.Effect<void> =>
  Effect.logWarning("QuickBooks call is tried again").pipe(
    Effect.annotateLogs({ fault: error._tag, attempt, code: error.code, intuitTid: error.intuitTid })
  )

/** A wait that would end after the deadline is not begun. */
const until = (
  deadlineMillis: number,
  schedule: Schedule.Schedule<unknown, QuickBooksError>,
  applies: (error: QuickBooksError) => boolean
) =>
  schedule.pipe(
    Schedule.while(({ duration, input, now }) => applies(input) && now + Duration.toMillis(duration) <= deadlineMillis),
    Schedule.tap(({ input, attempt }) => logged(input, attempt))
  )

/** Tries a call again that may be repeated without harm: reads, and writes with a request id. */
export const retrying = <A, R>(call: Effect.Effect<A, QuickBooksError, R>): Effect.Effect<A, QuickBooksError, R> =>
  Effect.gen(function* () {
    const budget = Duration.toMillis(Duration.fromInputUnsafe(yield* CurrentRetryBudget))
    const deadline = (yield* Clock.currentTimeMillis) + budget
    return yield* call.pipe(
      Effect.retry(until(deadline, transientSchedule, isTransient)),
      Effect.retry(until(deadline, throttledSchedule, isThrottled)),
      Effect.provideService(CurrentDeadline, deadline)
    )
  })

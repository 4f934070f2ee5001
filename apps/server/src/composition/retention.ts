import { WebhookInbox } from "@beep/connections/server/WebhookInbox"
import { SystemScope, type SystemJob } from "@beep/tenancy/server/SystemScope"
import { Cause, Duration, Effect, Layer, Schedule } from "effect"

const job: SystemJob = { job: "retention", reason: "events that were seen to long ago" }

const logged =
  (message: string) =>
  <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A | void, never, R> =>
    Effect.catchCause(effect, (cause) => (Cause.hasInterrupts(cause) ? Effect.interrupt : Effect.logError(message, cause)))

/** Removes, organization by organization, what is kept for a while only; one that fails leaves the others standing. */
export const sweep = Effect.gen(function* () {
  const inbox = yield* WebhookInbox
  const scope = yield* SystemScope
  yield* Effect.forEach(
    yield* scope.organizations(job),
    (organizationId) =>
      inbox.forget.pipe(scope.within(job, organizationId), logged("closed events of an organization could not be removed")),
    { discard: true }
  )
}).pipe(Effect.withSpan("retention"))

/** Once a day, and when a worker starts. */
export const layer = (every: Duration.Input = Duration.days(1)) =>
  Layer.effectDiscard(
    sweep.pipe(
      logged("what is kept for a while only could not be removed"),
      Effect.repeat(Schedule.spaced(every)),
      Effect.forkScoped
    )
  )

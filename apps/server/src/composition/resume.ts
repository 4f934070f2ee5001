import { Audit } from "@beep/audit/server/Audit"
import type { OrganizationId } from "@beep/kernel/ids"
import { Sync } from "@beep/runway/server/sync/Sync"
import { SystemScope, type SystemJob } from "@beep/tenancy/server/SystemScope"
import { Cause, Duration, Effect, Layer, Schedule } from "effect"

const job: SystemJob = { job: "sync.resume", reason: "syncs that a process left unfinished" }

/** Of one organization at a time: more would take the calls and connections of the people at work. */
const atOnce = 4

const logged =
  (message: string) =>
  <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A | void, never, R> =>
    Effect.catchCause(effect, (cause) => (Cause.hasInterrupts(cause) ? Effect.interrupt : Effect.logError(message, cause)))

/** One look through every organization; a client that cannot be gone on with leaves the others standing. */
export const sweep = Effect.gen(function* () {
  const audit = yield* Audit
  const scope = yield* SystemScope
  const sync = yield* Sync

  const organization = (organizationId: OrganizationId) =>
    Effect.gen(function* () {
      const clients = yield* sync.unfinished
      if (clients.length === 0) return
      yield* audit.record({
        action: "scope.used",
        entityType: "organization",
        entityId: organizationId,
        clientId: null,
        result: "ok",
        after: { clients: clients.length }
      })
      yield* Effect.forEach(clients, (clientId) => sync.resume(clientId).pipe(logged("a sync could not be resumed")), {
        concurrency: atOnce,
        discard: true
      })
    }).pipe(scope.within(job, organizationId), logged("syncs of an organization could not be resumed"))

  const ids = yield* scope.organizations(job)
  yield* Effect.forEach(ids, organization, { discard: true })
}).pipe(Effect.withSpan("sync.resume"))

/** At once, for what a restart cut off; then again, for a process that died elsewhere and for a recomputation that failed. */
export const layer = (every: Duration.Input = Duration.minutes(5)) =>
  Layer.effectDiscard(
    sweep.pipe(logged("unfinished syncs could not be looked for"), Effect.repeat(Schedule.spaced(every)), Effect.forkScoped)
  )

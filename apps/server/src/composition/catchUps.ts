import { Audit } from "@beep/audit/server/Audit"
import type { ClientId, OrganizationId } from "@beep/kernel/ids"
import { dueNow } from "@beep/runway/server/sync/nextCatchUp"
import { Sync } from "@beep/runway/server/sync/Sync"
import { Clients } from "@beep/tenancy/server/Clients"
import { SystemScope, type SystemJob } from "@beep/tenancy/server/SystemScope"
import { Cause, DateTime, Duration, Effect, Layer, Schedule } from "effect"

const job: SystemJob = { job: "sync.schedule", reason: "books whose next reading is due by the clock" }

/** Of one organization at a time: more would take the calls and connections of the people at work. */
const atOnce = 4

const logged =
  (message: string) =>
  <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A | void, never, R> =>
    Effect.catchCause(effect, (cause) => (Cause.hasInterrupts(cause) ? Effect.interrupt : Effect.logError(message, cause)))

/** One look through every organization for clients that are due; one that fails leaves the others standing. */
export const sweep = Effect.gen(function* () {
  const audit = yield* Audit
  const clients = yield* Clients
  const scope = yield* SystemScope
  const sync = yield* Sync

  const due = Effect.gen(function* () {
    const now = yield* DateTime.now
    const begun = new Map((yield* sync.lastBegun).map((last) => [last.client_id, last]))
    if (begun.size === 0) return []
    return (yield* clients.list).flatMap(({ id, status, timezone }) => {
      const last = begun.get(id)
      const trigger = last === undefined || status === "inactive" ? null : dueNow(now, timezone, last)
      return trigger === null ? [] : [{ id, trigger }]
    })
  })

  const catchUp = ({ id, trigger }: { readonly id: ClientId; readonly trigger: "nightly" | "schedule" }) =>
    sync.catchUp(id, trigger).pipe(
      // Waits for a person, and says so where people look.
      Effect.catchTag("ReconnectRequired", () => Effect.void),
      logged("the books of a client could not be read by the clock")
    )

  const organization = (organizationId: OrganizationId) =>
    Effect.gen(function* () {
      const found = yield* due
      if (found.length === 0) return
      yield* audit.record({
        action: "scope.used",
        entityType: "organization",
        entityId: organizationId,
        clientId: null,
        result: "ok",
        after: { clients: found.length }
      })
      yield* Effect.forEach(found, catchUp, { concurrency: atOnce, discard: true })
    }).pipe(scope.within(job, organizationId), logged("the clients of an organization could not be read by the clock"))

  const ids = yield* scope.organizations(job)
  yield* Effect.forEach(ids, organization, { discard: true })
}).pipe(Effect.withSpan("sync.schedule"))

/** The next look begins a while after the end of the last, so that two are never under way. */
export const looking = <E, R>(look: Effect.Effect<void, E, R>, every: Duration.Input = Duration.minutes(5)) =>
  look.pipe(logged("clients that are due could not be looked for"), Effect.repeat(Schedule.spaced(every)))

export const layer = Layer.effectDiscard(Effect.forkScoped(looking(sweep)))

import { Audit } from "@beep/audit/server/Audit"
import type { OrganizationId } from "@beep/kernel/ids"
import { HygieneScan } from "@beep/runway/server/hygiene/HygieneScan"
import { Runway } from "@beep/runway/server/runway/Runway"
import { SystemScope, type SystemJob } from "@beep/tenancy/server/SystemScope"
import { Cause, DateTime, Duration, Effect, Layer } from "effect"
import { looking } from "./catchUps.ts"

const job: SystemJob = { job: "hygiene.scan", reason: "books whose issues depend on a day that has passed since" }

/** A client without a sync still grows overdue, and a broken link grows old. */
const every = Duration.hours(1)
const outdatedAfter = Duration.hours(6)

const logged = <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A | void, never, R> =>
  Effect.catchCause(effect, (cause) =>
    Cause.hasInterrupts(cause) ? Effect.interrupt : Effect.logError("books could not be looked through by the clock", cause)
  )

/** Computes anew, in every organization, what was looked through too long ago; one client that fails leaves the others standing. */
export const sweep = Effect.gen(function* () {
  const audit = yield* Audit
  const runway = yield* Runway
  const scan = yield* HygieneScan
  const scope = yield* SystemScope

  const organization = (organizationId: OrganizationId) =>
    Effect.gen(function* () {
      const found = yield* scan.outdated(DateTime.subtractDuration(yield* DateTime.now, outdatedAfter))
      if (found.length === 0) return
      yield* audit.record({
        action: "scope.used",
        entityType: "organization",
        entityId: organizationId,
        clientId: null,
        result: "ok",
        after: { clients: found.length }
      })
      yield* Effect.forEach(found, (clientId) => logged(runway.refresh(clientId)), { discard: true })
    }).pipe(scope.within(job, organizationId), logged)

  yield* Effect.forEach(yield* scope.organizations(job), organization, { discard: true })
}).pipe(Effect.withSpan("hygiene.scan"))

export const layer = Layer.effectDiscard(Effect.forkScoped(looking(sweep, every)))

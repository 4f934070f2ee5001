import { standardOntology } from "@beep/evidence/contract/ontology/wealthManagement"
import { Extraction } from "@beep/evidence/server/extraction/Extraction"
import type { OrganizationId } from "@beep/kernel/ids"
import { SystemScope, type SystemJob } from "@beep/tenancy/server/SystemScope"
import { Cause, Duration, Effect, Layer, Schedule } from "effect"

const job: SystemJob = { job: "extraction.resume", reason: "messages that no run of this release has read" }

const logged =
  (message: string) =>
  <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A | void, never, R> =>
    Effect.catchCause(effect, (cause) => (Cause.hasInterrupts(cause) ? Effect.interrupt : Effect.logError(message, cause)))

/** One look through every organization: each run of a client is its own transactions, with their audit entries. */
export const sweep = Effect.gen(function* () {
  const scope = yield* SystemScope
  const extraction = yield* Extraction

  const organization = (organizationId: OrganizationId) =>
    Effect.gen(function* () {
      const clients = yield* extraction.unfinished(standardOntology)
      yield* Effect.forEach(
        clients,
        (clientId) => extraction.run(clientId, standardOntology).pipe(logged("messages of a client wait for their extraction")),
        { discard: true }
      )
    }).pipe(scope.within(job, organizationId), logged("the messages of an organization could not be looked through"))

  const ids = yield* scope.organizations(job)
  yield* Effect.forEach(ids, organization, { discard: true })
}).pipe(Effect.withSpan("extraction.resume"))

/** At once, for what a restart or a newer release left; then again, for a process that died elsewhere. */
export const layer = (every: Duration.Input = Duration.minutes(5)) =>
  Layer.effectDiscard(
    sweep.pipe(logged("unfinished extractions could not be looked for"), Effect.repeat(Schedule.spaced(every)), Effect.forkScoped)
  )

import { Audit } from "@beep/audit/server/Audit"
import { MailSync } from "@beep/evidence/server/mail/MailSync"
import type { ConnectionId, OrganizationId } from "@beep/kernel/ids"
import { SystemScope, type SystemJob } from "@beep/tenancy/server/SystemScope"
import { Cause, Duration, Effect, Layer, Schedule } from "effect"

const job: SystemJob = { job: "mail.read", reason: "mailboxes whose reading was cut off, and active ones that are due" }

/** Of one organization at a time: more would take the connections of the people at work. */
const atOnce = 2

const logged =
  (message: string) =>
  <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A | void, never, R> =>
    Effect.catchCause(effect, (cause) => (Cause.hasInterrupts(cause) ? Effect.interrupt : Effect.logError(message, cause)))

/** One look through every organization; a mailbox that cannot be read leaves the others standing. */
export const sweep = Effect.gen(function* () {
  const audit = yield* Audit
  const scope = yield* SystemScope
  const mail = yield* MailSync

  const read = (mailbox: ConnectionId) =>
    mail.resume(mailbox).pipe(
      // Waits for a person, and says so where people look.
      Effect.catchTag(["MailboxRelinkRequired", "GoogleScopeExpansionRequiredError"], () => Effect.void),
      logged("a mailbox could not be read")
    )

  const organization = (organizationId: OrganizationId) =>
    Effect.gen(function* () {
      const due = yield* mail.due
      if (due.length === 0) return
      yield* audit.record({
        action: "scope.used",
        entityType: "organization",
        entityId: organizationId,
        clientId: null,
        result: "ok",
        after: { mailboxes: due.length }
      })
      yield* Effect.forEach(due, read, { concurrency: atOnce, discard: true })
    }).pipe(scope.within(job, organizationId), logged("the mailboxes of an organization could not be read"))

  const ids = yield* scope.organizations(job)
  yield* Effect.forEach(ids, organization, { discard: true })
}).pipe(Effect.withSpan("mail.read"))

/** At once, for what a restart cut off; then again, for what stood still and for what came since. */
export const layer = (every: Duration.Input = Duration.minutes(1)) =>
  Layer.effectDiscard(
    sweep.pipe(logged("mailboxes could not be looked for"), Effect.repeat(Schedule.spaced(every)), Effect.forkScoped)
  )

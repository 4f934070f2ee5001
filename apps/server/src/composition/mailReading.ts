import { MailSync } from "@beep/evidence/server/mail/MailSync"
import type { ConnectionId } from "@beep/kernel/ids"
import type { SystemJob } from "@beep/tenancy/server/SystemScope"
import { Duration, Effect, Layer } from "effect"
import { logged } from "./logged.ts"
import { looking } from "./looking.ts"
import { inEachOrganization, scopeUsed } from "./inEachOrganization.ts"

const job: SystemJob = { job: "mail.read", reason: "mailboxes whose reading was cut off, and active ones that are due" }

/** Of one organization at a time: more would take the connections of the people at work. */
const atOnce = 2

/** One look through every organization; a mailbox that cannot be read leaves the others standing. */
export const sweep = Effect.gen(function* () {
  const mail = yield* MailSync

  const read = (mailbox: ConnectionId) =>
    mail.resume(mailbox).pipe(
      // Waits for a person, and says so where people look.
      Effect.catchTag(["MailboxRelinkRequired", "GoogleScopeExpansionRequiredError"], () => Effect.void),
      logged("a mailbox could not be read")
    )

  yield* inEachOrganization(
    job,
    "the mailboxes of an organization could not be read",
    Effect.gen(function* () {
      const due = yield* mail.due
      if (due.length === 0) return
      yield* scopeUsed({ mailboxes: due.length })
      yield* Effect.forEach(due, read, { concurrency: atOnce, discard: true })
    })
  )
}).pipe(Effect.withSpan("mail.read"))

/** At once, for what a restart cut off; then again, for what stood still and for what came since. */
export const layer = (every: Duration.Input = Duration.minutes(1)) =>
  Layer.effectDiscard(Effect.forkScoped(looking("mailboxes could not be looked for", every)(sweep)))

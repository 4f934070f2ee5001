import { MailSync } from "@beep/evidence/server/mail/MailSync"
import { ConnectionId, OrganizationId } from "@beep/kernel/ids"
import { SystemScope } from "@beep/tenancy/server/SystemScope"
import { Effect, Schema } from "effect"
import { killedMain } from "../killedMain.ts"

/** Whose mailbox to read. */
const Task = Schema.fromJsonString(Schema.Struct({ organizationId: OrganizationId, mailbox: ConnectionId }))

await Effect.runPromise(
  killedMain(Task, ({ mailbox, organizationId }) =>
    Effect.gen(function* () {
      const sync = yield* MailSync
      const scope = yield* SystemScope
      yield* scope.within({ job: "mail.read", reason: "a test" }, organizationId)(sync.resume(mailbox))
    })
  )
)
process.exit(0)

import { ClientId, OrganizationId } from "@beep/kernel/ids"
import { Sync } from "@beep/runway/server/sync/Sync"
import { SystemScope } from "@beep/tenancy/server/SystemScope"
import { Effect, Schema } from "effect"
import { killedMain } from "../killedMain.ts"

/** Whose books to read, all at once. */
const Task = Schema.fromJsonString(Schema.Array(Schema.Struct({ organizationId: OrganizationId, clientId: ClientId })))

await Effect.runPromise(
  killedMain(Task, (whose) =>
    Effect.gen(function* () {
      const sync = yield* Sync
      const scope = yield* SystemScope
      yield* Effect.forEach(
        whose,
        ({ clientId, organizationId }) =>
          scope.within({ job: "sync.schedule", reason: "a test" }, organizationId)(sync.catchUp(clientId, "schedule")),
        { concurrency: "unbounded" }
      )
    })
  )
)
process.exit(0)

import type { ClientId } from "@beep/kernel/ids"
import { dueNow } from "@beep/runway/server/sync/nextCatchUp"
import { Sync } from "@beep/runway/server/sync/Sync"
import { Clients } from "@beep/tenancy/server/Clients"
import type { SystemJob } from "@beep/tenancy/server/SystemScope"
import { DateTime, Duration, Effect, Layer } from "effect"
import { logged } from "./logged.ts"
import { looking } from "./looking.ts"
import { inEachOrganization, scopeUsed } from "./inEachOrganization.ts"

const job: SystemJob = { job: "sync.schedule", reason: "books whose next reading is due by the clock" }

/** Of one organization at a time: more would take the calls and connections of the people at work. */
const atOnce = 4

/** One look through every organization for clients that are due; one that fails leaves the others standing. */
export const sweep = Effect.gen(function* () {
  const clients = yield* Clients
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

  yield* inEachOrganization(
    job,
    "the clients of an organization could not be read by the clock",
    Effect.gen(function* () {
      const found = yield* due
      if (found.length === 0) return
      yield* scopeUsed({ clients: found.length })
      yield* Effect.forEach(found, catchUp, { concurrency: atOnce, discard: true })
    })
  )
}).pipe(Effect.withSpan("sync.schedule"))

export const layer = Layer.effectDiscard(
  Effect.forkScoped(looking("clients that are due could not be looked for", Duration.minutes(5))(sweep))
)

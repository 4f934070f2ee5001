import { Sync } from "@beep/runway/server/sync/Sync"
import type { SystemJob } from "@beep/tenancy/server/SystemScope"
import { Duration, Effect, Layer } from "effect"
import { logged } from "./logged.ts"
import { looking } from "./looking.ts"
import { inEachOrganization, scopeUsed } from "./inEachOrganization.ts"

const job: SystemJob = { job: "sync.resume", reason: "syncs that a process left unfinished" }

/** Of one organization at a time: more would take the calls and connections of the people at work. */
const atOnce = 4

/** One look through every organization; a client that cannot be gone on with leaves the others standing. */
export const sweep = Effect.gen(function* () {
  const sync = yield* Sync

  yield* inEachOrganization(
    job,
    "syncs of an organization could not be resumed",
    Effect.gen(function* () {
      const clients = yield* sync.unfinished
      if (clients.length === 0) return
      yield* scopeUsed({ clients: clients.length })
      yield* Effect.forEach(clients, (clientId) => sync.resume(clientId).pipe(logged("a sync could not be resumed")), {
        concurrency: atOnce,
        discard: true
      })
    })
  )
}).pipe(Effect.withSpan("sync.resume"))

/** At once, for what a restart cut off; then again, for a process that died elsewhere and for a recomputation that failed. */
export const layer = (every: Duration.Input = Duration.minutes(5)) =>
  Layer.effectDiscard(Effect.forkScoped(looking("unfinished syncs could not be looked for", every)(sweep)))

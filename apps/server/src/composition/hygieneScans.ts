import { HygieneScan } from "@beep/runway/server/hygiene/HygieneScan"
import { Runway } from "@beep/runway/server/runway/Runway"
import type { SystemJob } from "@beep/tenancy/server/SystemScope"
import { DateTime, Duration, Effect, Layer } from "effect"
import { logged } from "./logged.ts"
import { looking } from "./looking.ts"
import { inEachOrganization, scopeUsed } from "./inEachOrganization.ts"

const job: SystemJob = { job: "hygiene.scan", reason: "books whose issues depend on a day that has passed since" }

/** A client without a sync still grows overdue, and a broken link grows old. */
const every = Duration.hours(1)
const outdatedAfter = Duration.hours(6)

const failed = "books could not be looked through by the clock"

/** Computes anew, in every organization, what was looked through too long ago; one client that fails leaves the others standing. */
export const sweep = Effect.gen(function* () {
  const runway = yield* Runway
  const scan = yield* HygieneScan

  yield* inEachOrganization(
    job,
    failed,
    Effect.gen(function* () {
      const found = yield* scan.outdated(DateTime.subtractDuration(yield* DateTime.now, outdatedAfter))
      if (found.length === 0) return
      yield* scopeUsed({ clients: found.length })
      yield* Effect.forEach(found, (clientId) => logged(failed)(runway.refresh(clientId)), { discard: true })
    })
  )
}).pipe(Effect.withSpan("hygiene.scan"))

export const layer = Layer.effectDiscard(Effect.forkScoped(looking(failed, every)(sweep)))

import { Duration, Effect, Layer, Schedule } from "effect"
import { AuditLog } from "./AuditLog.ts"

/**
 * Advances every log for as long as the layer lives. `every` bounds how long a
 * committed entry can stay without a number and a signature (the removal window of
 * specs/decisions/audit-log.md). Several processes may run it: they take turns per organization.
 */
export const layer = (every: Duration.Input = Duration.seconds(2)): Layer.Layer<never, never, AuditLog> =>
  Layer.effectDiscard(
    Effect.gen(function* () {
      const log = yield* AuditLog
      yield* log.advanceAll.pipe(
        Effect.catchTag("Unavailable", () => Effect.logWarning("the audit sequencer could not reach the database; entries wait")),
        Effect.repeat(Schedule.spaced(every)),
        Effect.forkScoped
      )
    })
  )

import { Effect, Layer, Schedule, Schema } from "effect"
import { SqlClient } from "effect/sql"
import { NotStarted } from "../startup.ts"

const Locked = Schema.Tuple([Schema.Struct({ locked: Schema.Boolean })])

const refusal = "another worker is at work on this database: with WORKFLOW_TOPOLOGY=single there is one"

/** How long the place of a worker that was just ended may take to become free. */
const patience = { schedule: Schedule.spaced("250 millis"), times: 8 }

/**
 * The place of the one worker of `WORKFLOW_TOPOLOGY=single`: an advisory lock of a
 * session of its own, held as long as the layer lives and freed when the process ends,
 * however it ends.
 */
export const layer: Layer.Layer<never, NotStarted, SqlClient.SqlClient> = Layer.effectDiscard(
  Effect.gen(function* () {
    const sql = yield* SqlClient.SqlClient
    const session = yield* sql.reserve
    const call = (name: "pg_try_advisory_lock" | "pg_advisory_unlock") =>
      session
        .execute(`select ${name}(hashtextextended('beep.worker', 0)) as locked`, [], undefined)
        .pipe(Effect.flatMap(Schema.decodeUnknownEffect(Locked)), Effect.catchTag("SchemaError", Effect.die))
    const take = Effect.flatMap(call("pg_try_advisory_lock"), ([{ locked }]) =>
      locked ? Effect.void : Effect.fail(new NotStarted({ faults: [refusal] }))
    )
    yield* Effect.acquireRelease(Effect.retry(take, patience), () => Effect.ignore(call("pg_advisory_unlock")))
  }).pipe(Effect.catchTag("SqlError", () => Effect.fail(new NotStarted({ faults: ["the database does not answer"] }))))
)

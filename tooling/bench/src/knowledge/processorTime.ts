import * as Database from "@beep/sql/Database"
import { Effect, Option, Schema } from "effect"
import { SqlClient, SqlSchema } from "effect/sql"
import { cpuTime } from "../stage/cpuTime.ts"
import type { Stage } from "../stage/Stage.ts"

/** Seconds this process and every process of PostgreSQL that lives have computed so far; NaN where the system does not say. */
export const processorTime = (stage: Stage) =>
  Effect.gen(function* () {
    const sql = yield* SqlClient.SqlClient
    const backends = yield* SqlSchema.findAll({
      Request: Schema.Void,
      Result: Schema.Struct({ pid: Schema.Int }),
      execute: () => sql`select pid from pg_stat_activity where pid <> pg_backend_pid()`
    })(undefined)
    const times = yield* Effect.forEach([...backends.map(({ pid }) => pid), process.pid], cpuTime)
    return times.reduce((sum, one) => sum + Option.getOrElse(one, () => Number.NaN), 0)
  }).pipe(Effect.provide(Database.layer({ url: stage.urls.admin, maxConnections: 1, applicationName: "beep-bench" })))

import * as Database from "@beep/sql/Database"
import { Effect } from "effect"
import { SqlClient } from "effect/sql"
import type { Stage } from "./Stage.ts"

/** Brings the tables to where autovacuum brings them a minute later, so that it does not do so during a load. */
export const settled = (stage: Stage) =>
  Effect.flatMap(SqlClient.SqlClient, (sql) => sql`vacuum (analyze)`).pipe(
    Effect.provide(Database.layer({ url: stage.urls.admin, maxConnections: 1, applicationName: "beep-bench" }))
  )

import { Api } from "@beep/api/RootApi"
import { catalogue as entries, directory } from "@beep/migrations/catalogue"
import { MigrationRunner } from "@beep/sql/migrations/MigrationRunner"
import { assertEveryEndpointHasScope } from "@beep/tenancy/contract/endpointScopes"
import { Effect, Schema } from "effect"
import { SqlClient } from "effect/sql"

/** Why this process does not start; every reason at once. */
export class NotStarted extends Schema.TaggedError<NotStarted>()("NotStarted", { faults: Schema.Array(Schema.String) }) {
  override get message(): string {
    return this.faults.join("; ")
  }
}

const scopeFaults = Effect.sync(() =>
  assertEveryEndpointHasScope(Api).map((endpoint) => `endpoint ${endpoint} declares no scope`)
)

const migrationFaults = Effect.gen(function* () {
  const runner = yield* MigrationRunner
  const plan = yield* runner.plan({ entries, directory })
  switch (plan.state) {
    case "current":
      return []
    case "behind":
      return [`the database is behind by ${plan.pending.length} migrations: run "beep migrate up"`]
    case "ahead":
      return [`the database is ahead of this release by ${plan.unknown.length} migrations`]
    case "diverged":
      return plan.faults
  }
})

/** The role that serves must own nothing, see through nothing and make nothing. */
const roleFaults = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  const rows = yield* sql`select
    exists (select from pg_class where relowner = current_user::regrole) as owns,
    (select rolsuper or rolbypassrls from pg_roles where rolname = current_user) as sees_through`
  return rows.flatMap((row) => [
    ...(row["owns"] === true ? ["the database role of the server owns tables: use beep_app"] : []),
    ...(row["sees_through"] === true ? ["the database role of the server bypasses row level security: use beep_app"] : [])
  ])
})

/** Before listening: every endpoint has a scope, the database has exactly our migrations, the role is a humble one. */
export const check = Effect.gen(function* () {
  const faults = (yield* Effect.all([
    scopeFaults,
    Effect.catchTag(Effect.all([migrationFaults, roleFaults]), "SqlError", () =>
      Effect.succeed([["the database does not answer"]])
    ).pipe(Effect.map((lists) => lists.flat()))
  ])).flat()
  if (faults.length > 0) return yield* new NotStarted({ faults })
}).pipe(Effect.withSpan("startup.check"))

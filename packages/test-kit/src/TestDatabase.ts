import * as Database from "@beep/sql/Database"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import { Context, Effect, Layer, Redacted } from "effect"
import { SecureRandom } from "effect/crypto"
import { SqlClient } from "effect/sql"
import { inject } from "vitest"
import { type TestRole, urlOf } from "./PostgresServer.ts"

/** The database of one suite: a clone of the migrated template, dropped with the scope. */
export class TestDatabase extends Context.Service<
  TestDatabase,
  {
    readonly name: string
    readonly urlOf: (role: TestRole) => Redacted.Redacted
  }
>()("@beep/test-kit/TestDatabase") {
  static readonly layer: Layer.Layer<TestDatabase> = Layer.effect(
    TestDatabase,
    Effect.gen(function* () {
      const server = inject("postgres")
      const random = yield* SecureRandom.SecureRandom
      const name = `beep_${(yield* random.uuidV4()).replaceAll("-", "_")}`
      const admin = (statement: string) =>
        Effect.flatMap(SqlClient.SqlClient, (sql) => sql.unsafe(statement)).pipe(
          Effect.provide(
            Database.layer({
              url: Redacted.make(urlOf(server, "postgres", "postgres")),
              maxConnections: 1,
              applicationName: "beep-test-admin"
            })
          ),
          Effect.orDie
        )
      // Files are copied: the other way writes each page to the log as well, for a server that could be brought back.
      yield* Effect.acquireRelease(
        admin(`create database ${name} template ${server.template} owner beep_owner strategy file_copy`),
        () => admin(`drop database if exists ${name} with (force)`)
      )
      yield* admin(`grant connect on database ${name} to beep_app, beep_auth`)
      return TestDatabase.of({ name, urlOf: (role) => Redacted.make(urlOf(server, role, name)) })
    })
  ).pipe(Layer.provide(SecureRandom.layerWebCrypto))
}

/** A pool of any role on this suite's database, to look from outside. */
export const poolOf = (role: TestRole, maxConnections = 3) =>
  Layer.unwrap(
    Effect.map(TestDatabase, (database) =>
      Database.layer({ url: database.urlOf(role), maxConnections, applicationName: `beep-test-${role}` })
    )
  )

/** The superuser's pool: it sees through row level security, so tests use it to plant and to look. */
export class AdminSql extends Context.Service<AdminSql, SqlClient.SqlClient>()("@beep/test-kit/AdminSql") {
  static readonly layer = Layer.effect(AdminSql, SqlClient.SqlClient).pipe(Layer.provide(poolOf("postgres")))
}

const auth = Layer.unwrap(
  Effect.map(TestDatabase, (database) =>
    Database.AuthSql.layer({ url: database.urlOf("beep_auth"), maxConnections: 3, applicationName: "beep-test-auth" })
  )
)

/** `SqlClient` as `beep_app`, `AuthSql`, `TenantTransaction` and `AdminSql` on a fresh database. */
export const layer = Layer.mergeAll(
  TenantTransaction.layer.pipe(Layer.provideMerge(poolOf("beep_app", 12))),
  auth,
  AdminSql.layer
).pipe(Layer.provideMerge(TestDatabase.layer), Layer.orDie)

import * as Database from "@beep/sql/Database"
import { ensureDatabase, ensureRoles } from "@beep/sql/bootstrap"
import * as EmbeddedCluster from "@beep/sql/embedded/EmbeddedCluster"
import { MigrationRunner } from "@beep/sql/migrations/MigrationRunner"
import { Effect, Layer, Path, Redacted } from "effect"
import { Digest } from "effect/crypto"
import { Refusal } from "../../output/Report.ts"
import { catalogue } from "../migrate/catalogue.ts"
import type { DemoState } from "./DemoState.ts"

const name = "beep_demo"

export interface DemoDatabase {
  readonly owner: Redacted.Redacted
  readonly app: Redacted.Redacted
  readonly auth: Redacted.Redacted
}

const withRole = (admin: string, role: string, password: string, database: string): Redacted.Redacted => {
  const url = new URL(admin)
  url.username = role
  url.password = password
  url.pathname = `/${database}`
  return Redacted.make(url.toString())
}

const layerOf = (url: Redacted.Redacted) => Database.layer({ url, maxConnections: 2, applicationName: "beep-demo" })

/**
 * A server of the user's (`given`, with the right to make roles and databases) or
 * an embedded one in the state folder; then the roles, the database and the
 * migrations, which run here as a job and never in the server.
 */
export const prepare = Effect.fn("demo.database")(function* (state: DemoState, given: string | undefined) {
  const path = yield* Path.Path
  const { secrets } = state
  const admin =
    given ??
    Redacted.value(
      (yield* EmbeddedCluster.start({
        directory: path.join(state.folder, "postgres"),
        password: Redacted.make(secrets.postgres),
        persistent: true
      })).adminUrl("postgres")
    )
  yield* Effect.gen(function* () {
    yield* ensureRoles({
      beep_owner: Redacted.make(secrets.beep_owner),
      beep_app: Redacted.make(secrets.beep_app),
      beep_auth: Redacted.make(secrets.beep_auth)
    })
    yield* ensureDatabase(name)
  }).pipe(
    Effect.provide(layerOf(Redacted.make(admin))),
    Effect.catchTag("SqlError", () =>
      Effect.fail(
        new Refusal({
          reason:
            given === undefined
              ? "the database in the state folder does not accept our password: start again with --fresh"
              : "DB_PG_URL was not usable: it must name a role that may make roles and databases"
        })
      )
    )
  )
  const urls: DemoDatabase = {
    owner: withRole(admin, "beep_owner", secrets.beep_owner, name),
    app: withRole(admin, "beep_app", secrets.beep_app, name),
    auth: withRole(admin, "beep_auth", secrets.beep_auth, name)
  }
  yield* Effect.flatMap(MigrationRunner, (runner) => runner.up(catalogue)).pipe(
    Effect.provide(MigrationRunner.layer.pipe(Layer.provide([layerOf(urls.owner), Digest.layerWebCrypto])))
  )
  return urls
})

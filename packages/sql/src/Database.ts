import * as PgClient from "@effect/sql-pg/PgClient"
import { Context, Duration, Layer, type Redacted } from "effect"
import { SqlClient, type SqlError } from "effect/sql"

export interface DatabaseOptions {
  /** `postgres://role:password@host:port/database`, or a `host=` query parameter with a socket folder. */
  readonly url: Redacted.Redacted
  readonly maxConnections?: number
  readonly applicationName: string
}

/** Per connection: deep enough to fill a round trip, shallow enough that load spreads over connections. */
const statementsInFlight = 16

const client = (options: DatabaseOptions) =>
  PgClient.layer({
    url: options.url,
    applicationName: options.applicationName,
    maxConnections: options.maxConnections ?? 10,
    connectTimeout: Duration.seconds(5),
    // Statements outside of a transaction share connections, each its own message cycle and implicit transaction;
    // transactions keep theirs to themselves. See specs/decisions/postgres-driver.md.
    multiplex: true,
    multiplexConcurrency: statementsInFlight
  })

/** The pool of the role in `url`; `beep_app` in a server, `beep_owner` in the migration job. */
export const layer = (options: DatabaseOptions): Layer.Layer<SqlClient.SqlClient | PgClient.PgClient, SqlError.SqlError> =>
  client(options)

/** The pool of role `beep_auth`, which reaches the identity schema and nothing else. */
export class AuthSql extends Context.Service<AuthSql, SqlClient.SqlClient>()("@beep/sql/AuthSql") {
  static readonly layer = (options: DatabaseOptions): Layer.Layer<AuthSql, SqlError.SqlError> =>
    Layer.effect(AuthSql, SqlClient.SqlClient).pipe(Layer.provide(client(options)))
}

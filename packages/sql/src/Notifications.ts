import * as PgConnection from "@effect/sql-pg/PgConnection"
import { Context, Duration, Effect, Layer, Queue, type Scope } from "effect"
import type { SqlError } from "effect/sql"
import type { DatabaseOptions } from "./Database.ts"

/** What others committed, as `NOTIFY` says it, over a connection of its own: no statement waits for a listener. */
export class Notifications extends Context.Service<
  Notifications,
  {
    /**
     * Listens for the length of the scope and answers how to take the next payload: those of every commit after this, in the
     * order of the commits. Taking fails when the connection is lost; a new one has missed what was said in between.
     */
    readonly listen: (channel: string) => Effect.Effect<Effect.Effect<string, SqlError.SqlError>, SqlError.SqlError, Scope.Scope>
  }
>()("@beep/sql/Notifications") {
  static readonly layer = (options: Omit<DatabaseOptions, "maxConnections">): Layer.Layer<Notifications> =>
    Layer.succeed(Notifications, {
      listen: (channel) =>
        PgConnection.make({
          url: options.url,
          applicationName: options.applicationName,
          connectTimeout: Duration.seconds(5)
        }).pipe(
          Effect.flatMap((connection) => connection.listen(channel)),
          Effect.map((queue) => Effect.map(Queue.take(queue), ({ payload }) => payload))
        )
    })
}

import type { ClientId, OrganizationId } from "@beep/kernel/ids"
import { Context, Effect, Layer, Option, Schema } from "effect"
import { SqlClient, type SqlError } from "effect/sql"

const Locked = Schema.Tuple([Schema.Struct({ locked: Schema.Boolean })])

/**
 * One running sync per client, over all processes: an advisory lock on a connection of
 * its own, so that a killed process frees it at once.
 */
export class SyncLock extends Context.Service<SyncLock, {
  /** None when somebody else holds it. */
  whileHeld<A, E, R>(organizationId: OrganizationId, clientId: ClientId, use: Effect.Effect<A, E, R>): Effect.Effect<Option.Option<A>, E | SqlError.SqlError, R>
}>()("@beep/runway/internal/SyncLock") {
  static readonly layer = Layer.effect(
    SyncLock,
    Effect.gen(function*() {
      const sql = yield* SqlClient.SqlClient

      const whileHeld = <A, E, R>(organizationId: OrganizationId, clientId: ClientId, use: Effect.Effect<A, E, R>) =>
        Effect.scoped(Effect.gen(function*() {
          const connection = yield* sql.reserve
          const key = `beep.sync/${organizationId}/${clientId}`
          const call = (name: "pg_try_advisory_lock" | "pg_advisory_unlock") =>
            connection.execute(`select ${name}(hashtextextended($1, 0)) as locked`, [key], undefined).pipe(
              Effect.flatMap(Schema.decodeUnknownEffect(Locked)),
              Effect.catchTag("SchemaError", Effect.die)
            )
          const [{ locked }] = yield* Effect.acquireRelease(
            call("pg_try_advisory_lock"),
            ([held]) => held.locked ? Effect.orDie(call("pg_advisory_unlock")) : Effect.void
          )
          return locked ? Option.some(yield* use) : Option.none()
        }))

      return SyncLock.of({ whileHeld })
    })
  )
}

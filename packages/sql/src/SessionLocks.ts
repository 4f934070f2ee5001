import { Context, Effect, Layer, Option, RcRef, Schema } from "effect"
import { SqlClient, type SqlError } from "effect/sql"

const Locked = Schema.Tuple([Schema.Struct({ locked: Schema.Boolean })])

/**
 * One holder per key, over all processes: advisory locks of one session, so that a
 * killed process frees them at once. One connection holds them all, because holders
 * that each kept one while they wait for another would empty the pool and stand.
 */
export class SessionLocks extends Context.Service<
  SessionLocks,
  {
    /** None when somebody else holds it. `key` names what is held: `beep.sync/<organization>/<client>`. */
    whileHeld<A, E, R>(key: string, use: Effect.Effect<A, E, R>): Effect.Effect<Option.Option<A>, E | SqlError.SqlError, R>
  }
>()("@beep/sql/SessionLocks") {
  static readonly layer = Layer.effect(
    SessionLocks,
    Effect.gen(function* () {
      const sql = yield* SqlClient.SqlClient
      const session = yield* RcRef.make({ acquire: sql.reserve })
      /** A session may take its own lock twice, so this process keeps its own account. */
      const held = new Set<string>()

      const claim = (key: string) =>
        Effect.sync(() => {
          if (held.has(key)) return false
          held.add(key)
          return true
        })

      const whileHeld = <A, E, R>(key: string, use: Effect.Effect<A, E, R>) =>
        Effect.scoped(
          Effect.gen(function* () {
            const isFirst = yield* Effect.acquireRelease(claim(key), (isOurs) => Effect.sync(() => isOurs && held.delete(key)))
            if (!isFirst) return Option.none<A>()
            const connection = yield* RcRef.get(session)
            const call = (name: "pg_try_advisory_lock" | "pg_advisory_unlock") =>
              connection
                .execute(`select ${name}(hashtextextended($1, 0)) as locked`, [key], undefined)
                .pipe(Effect.flatMap(Schema.decodeUnknownEffect(Locked)), Effect.catchTag("SchemaError", Effect.die))
            const [{ locked }] = yield* Effect.acquireRelease(call("pg_try_advisory_lock"), ([won]) =>
              won.locked ? Effect.orDie(call("pg_advisory_unlock")) : Effect.void
            )
            return locked ? Option.some(yield* use) : Option.none<A>()
          })
        )

      return SessionLocks.of({ whileHeld })
    })
  )
}

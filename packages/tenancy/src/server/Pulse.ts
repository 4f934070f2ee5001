import type { Unavailable } from "@beep/kernel/errors"
import { AuthSql } from "@beep/sql/Database"
import * as query from "@beep/sql/query"
import { unavailableOrDie } from "@beep/sql/TenantTransaction"
import { Context, DateTime, Effect, Layer, Schema } from "effect"
import { type SessionToken, sessionTokenHash } from "./SessionToken.ts"
import { sessionLimits } from "./Sessions.ts"

/** Whether a session still lives, without keeping it alive: an open page asks this every few seconds. */
export class Pulse extends Context.Service<
  Pulse,
  {
    /** One round trip, and no write: a page nobody looks at still ends after the idle time. */
    readonly isAlive: (token: SessionToken) => Effect.Effect<boolean, Unavailable>
  }
>()("@beep/tenancy/Pulse") {
  static readonly layer: Layer.Layer<Pulse, never, AuthSql> = Layer.effect(
    Pulse,
    Effect.gen(function* () {
      const sql = yield* AuthSql
      const resolve = query.one({
        Request: Schema.Struct({ tokenHash: Schema.Uint8Array, now: Schema.Date, idleSince: Schema.Date }),
        Result: Schema.Struct({ alive: Schema.Boolean }),
        // Nothing is touched that was seen since the year one.
        execute: (r) =>
          sql`select exists (
            select from identity.resolve_session(${r.tokenHash}, ${r.now}, ${r.idleSince}, '0001-01-01')) as alive`
      })
      return Pulse.of({
        isAlive: Effect.fn("Pulse.isAlive")(function* (token) {
          const now = yield* DateTime.now
          const { alive } = yield* unavailableOrDie<{ readonly alive: boolean }, never, never>(
            resolve({
              tokenHash: sessionTokenHash(token),
              now: DateTime.toDateUtc(now),
              idleSince: DateTime.toDateUtc(DateTime.subtract(now, { minutes: sessionLimits.idleMinutes }))
            })
          )
          return alive
        })
      })
    })
  )
}

import { unavailableOrDie } from "@beep/sql/TenantTransaction"
import * as query from "@beep/sql/query"
import { Turns, TurnsUnavailable } from "@beep/quickbooks/gate/Turns"
import { Clock, Context, Effect, Layer, Schema } from "effect"
import type { SecureRandom } from "effect/crypto"
import { SqlClient, type SqlError } from "effect/sql"
import type { ConnectionsConfig } from "./ConnectionsConfig.ts"
import { KeyedHashes } from "./internal/KeyedHashes.ts"

const at = Schema.NullOr(Schema.Finite)

const Taken = Schema.Struct({
  realm: Schema.Uint8Array,
  at,
  isPerson: Schema.Boolean,
  kind: Schema.String,
  perSecond: Schema.Finite,
  perMinute: Schema.Finite,
  concurrent: Schema.Int,
  batchesPerMinute: Schema.Finite
})

const Answer = Schema.Union([
  Schema.Struct({ verdict: Schema.Literal("granted"), lease: Schema.String }),
  Schema.Struct({ verdict: Schema.Literals(["wait", "held", "shut"]), millis: Schema.Finite })
])

const tagOf = { wait: "Wait", held: "Held", shut: "Shut" } as const

const Ended = Schema.Struct({
  realm: Schema.Uint8Array,
  at,
  lease: Schema.String,
  outcome: Schema.String,
  holdMillis: Schema.Finite
})

/**
 * `database`: the instants of a gate are those of the one clock that all processes
 * share, so that a process whose clock is wrong neither hurries nor holds up the others.
 */
type ClockOf = "database" | "process"

const make = (clock: ClockOf) =>
  Effect.gen(function* () {
    const sql = yield* SqlClient.SqlClient
    const { ofCompany: lookupOf } = yield* KeyedHashes
    const now = clock === "database" ? Effect.succeed(null) : Clock.currentTimeMillis

    const take = query.one({
      Request: Taken,
      Result: Answer,
      execute: (r) => sql`
        select verdict, millis, lease from connections.take_turn(${r.realm}, ${r.at}::float8, ${r.isPerson}, ${r.kind},
          ${r.perSecond}::float8, ${r.perMinute}::float8, ${r.concurrent}::integer,
          ${r.batchesPerMinute}::float8)`
    })
    const end = query.none({
      Request: Ended,
      execute: (r) => sql`select connections.end_turn(${r.realm}, ${r.at}::float8, ${r.lease}::uuid, ${r.outcome},
        ${r.holdMillis}::float8)`
    })
    const health = query.one({
      Request: at,
      Result: Schema.Struct({ active: Schema.Int, failing: Schema.Int }),
      execute: (instant) => sql`select active, failing from connections.quickbooks_health(${instant}::float8)`
    })

    /** Never in a transaction the caller may be in: the gate would be held until it ends. */
    const trip = <A>(statement: Effect.Effect<A, SqlError.SqlError>) =>
      unavailableOrDie<A, never, never>(statement).pipe(
        Effect.updateContext((context: Context.Context<never>) => Context.omit(sql.transactionService)(context)),
        Effect.mapError(() => new TurnsUnavailable())
      )

    return Turns.of({
      take: Effect.fn("SharedTurns.take")(function* (realmId, { kind, priority, rates }) {
        const isPerson = priority === "interactive"
        const answer = yield* trip(take({ realm: yield* lookupOf(realmId), at: yield* now, isPerson, kind, ...rates }))
        if (answer.verdict === "granted") return { _tag: "Granted", lease: answer.lease }
        return { _tag: tagOf[answer.verdict], millis: answer.millis }
      }),
      end: Effect.fn("SharedTurns.end")(function* (realmId, lease, outcome, holdMillis) {
        yield* trip(end({ realm: yield* lookupOf(realmId), at: yield* now, lease, outcome, holdMillis }))
      }),
      health: Effect.flatMap(now, (instant) => trip(health(instant))).pipe(Effect.withSpan("SharedTurns.health"))
    })
  })

type Needs = SqlClient.SqlClient | ConnectionsConfig | SecureRandom.SecureRandom

const layerOn = (clock: ClockOf): Layer.Layer<Turns, never, Needs> =>
  Layer.effect(Turns, make(clock)).pipe(Layer.provide(KeyedHashes.layer))

/** The turns of all processes on one database, one round trip each; a turn given is counted for its client (`CallMeter`). */
export const layer: Layer.Layer<Turns, never, Needs> = layerOn("database")

/** The same by the process's clock, which a test can move. */
export const layerProcessClock: Layer.Layer<Turns, never, Needs> = layerOn("process")

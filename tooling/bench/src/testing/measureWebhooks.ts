import { signatureHeader } from "@beep/connections/contract/WebhooksApi"
import { cloudEventsBody, signatureOf } from "@beep/connections/testing/webhookDelivery"
import * as Database from "@beep/sql/Database"
import { Clock, Context, Effect, Layer, Schedule, Schema } from "effect"
import { SqlClient, SqlSchema } from "effect/sql"
import { connectedClient, type Firm, realmOf, synced } from "../clients/seed.ts"
import type { Figure } from "../report/Figure.ts"
import { latencyOf } from "../report/percentiles.ts"
import { BenchRefused } from "../stage/BenchRefused.ts"
import { start } from "../stage/child.ts"
import type { Stage } from "../stage/Stage.ts"

/** Postings of the companies that change: sizes that no listed one has. */
export const announcedRows: ReadonlyArray<number> = [501, 502, 503, 504]

const part = "webhooks"
const answers = 200
const rounds = 6

const millisOf = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
  Effect.gen(function* () {
    const began = yield* Clock.currentTimeNanos
    yield* effect
    return Number((yield* Clock.currentTimeNanos) - began) / 1e6
  })

/** Where the time of an event went, in milliseconds. */
const Split = Schema.Struct({ before: Schema.Finite, reading: Schema.Finite })

const Waiting = Schema.Struct({ waiting: Schema.Int })

/**
 * Says in Intuit's name that a record changed, and looks when the event is closed: that is
 * after its sync has ended and the runway was computed again. First with the worker off,
 * where only the answer is measured, then with server and worker in one process.
 */
export const measureWebhooks = Effect.fn("bench.webhooks")(function* (stage: Stage, firm: Firm) {
  const url = `http://127.0.0.1:${stage.serverPort}`
  for (const rows of announcedRows) {
    yield* Effect.flatMap(connectedClient(`Announced ${rows}`, rows), synced).pipe(Effect.provideContext(firm.asOwner))
  }
  const server = (role: "api" | "all") =>
    start({
      name: "the server",
      entry: new URL("../../../../apps/server/src/main.ts", import.meta.url).pathname,
      env: { ...stage.env, APP_ROLE: role },
      readyUrl: `${url}/health/ready`,
      logFile: `${stage.folder}/server-${role}.log`
    })

  const announce = Effect.fnUntraced(function* (rows: number, eventId: string) {
    const body = cloudEventsBody([{ realmId: realmOf(rows), eventId, id: eventId }])
    const headers = { [signatureHeader]: yield* signatureOf(stage.verifierToken, body), "content-type": "application/json" }
    const answer = yield* Effect.promise(() => fetch(`${url}/webhooks/intuit`, { method: "POST", headers, body }))
    if (answer.status !== 200) return yield* new BenchRefused({ reason: `a webhook was answered ${answer.status}` })
    yield* Effect.promise(() => answer.text())
  })

  const sql = yield* Effect.map(
    Layer.build(Database.layer({ url: stage.urls.admin, maxConnections: 2, applicationName: "beep-bench" })),
    Context.get(SqlClient.SqlClient)
  )
  const untilClosed = (eventIds: ReadonlyArray<string>) =>
    SqlSchema.findOne({
      Request: Schema.fromJsonString(Schema.Array(Schema.String)),
      Result: Waiting,
      execute: (ids) => sql`select count(*)::int as waiting from connections.webhook_event
        where outcome is distinct from 'synced' and entity_id in (select jsonb_array_elements_text(${ids}::text::jsonb))`
    })(eventIds).pipe(
      Effect.repeat({ until: ({ waiting }) => waiting === 0, schedule: Schedule.spaced("100 millis") }),
      Effect.timeoutOrElse({
        duration: "2 minutes",
        orElse: () => Effect.fail(new BenchRefused({ reason: "what was announced was not read in two minutes" }))
      })
    )

  const off = yield* Effect.scoped(
    Effect.gen(function* () {
      yield* server("api")
      yield* announce(announcedRows[0] ?? 0, "warm")
      return yield* Effect.forEach(Array.from({ length: answers }), (_, n) =>
        millisOf(announce(announcedRows[n % announcedRows.length] ?? 0, `off-${n}`))
      )
    })
  )
  const on = yield* Effect.scoped(
    Effect.gen(function* () {
      yield* server("all")
      yield* untilClosed(["warm", ...off.map((_, n) => `off-${n}`)])
      const taken: Array<number> = []
      for (let round = 0; round < rounds; round++) {
        const seen = yield* Effect.forEach(
          announcedRows,
          (rows) => millisOf(Effect.andThen(announce(rows, `on-${round}-${rows}`), untilClosed([`on-${round}-${rows}`]))),
          { concurrency: "unbounded" }
        )
        taken.push(...seen)
      }
      return taken
    })
  )
  const split = yield* SqlSchema.findAll({
    Request: Schema.String,
    Result: Split,
    execute: (like) => sql`select extract(epoch from r.started_at - e.received_at)::float8 * 1000 as before,
        extract(epoch from r.refreshed_at - r.started_at)::float8 * 1000 as reading
      from connections.webhook_event e join runway.sync_run r using (organization_id, client_id, sync_run_id)
      where e.entity_id like ${like}`
  })("on-%")
  const [answered, shown] = [latencyOf(off), latencyOf(on)]
  const figures: ReadonlyArray<Figure> = [
    { part, name: "answer with the worker off p50", value: answered.p50, unit: "ms" },
    { part, name: "answer with the worker off p95", value: answered.p95, unit: "ms", target: { atMost: 1000 } },
    { part, name: `webhook to runway, ${on.length} events p50`, value: shown.p50 / 1000, unit: "s" },
    { part, name: `webhook to runway, ${on.length} events p95`, value: shown.p95 / 1000, unit: "s", target: { atMost: 10 } },
    { part, name: "of it until the sync begins p95", value: latencyOf(split.map(({ before }) => before)).p95 / 1000, unit: "s" },
    { part, name: "of it reading and computing p95", value: latencyOf(split.map(({ reading }) => reading)).p95 / 1000, unit: "s" }
  ]
  return figures
})

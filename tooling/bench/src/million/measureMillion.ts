import type { ClientId } from "@beep/kernel/ids"
import * as Database from "@beep/sql/Database"
import { Clock, Effect, Option, Schedule, Schema } from "effect"
import { SqlClient, SqlSchema } from "effect/sql"
import { connectedClient, type Firm } from "../clients/seed.ts"
import { signInTimes } from "../clients/sessions.ts"
import type { Figure } from "../report/Figure.ts"
import { BenchRefused } from "../stage/BenchRefused.ts"
import { residentMemory } from "../stage/residentMemory.ts"
import type { Stage } from "../stage/Stage.ts"
import { type MemorySample, thirdsOf } from "./MemorySamples.ts"

/** Postings of the companies, smallest first: one process reads them all, and what it takes may not grow with them. */
export const millionRows: ReadonlyArray<number> = [100_000, 500_000, 1_000_000]

const part = "million"

const Standing = Schema.Struct({
  phase: Schema.Literals(["reading", "comparing", "computing", "done"]),
  written: Schema.Int,
  outcome: Schema.NullOr(Schema.String)
})
type Phase = (typeof Standing.Type)["phase"]

const standing = (clientId: ClientId) =>
  Effect.flatMap(SqlClient.SqlClient, (sql) =>
    SqlSchema.findOne({
      Request: Schema.String,
      Result: Standing,
      execute: (id) => sql`
        select r.versions_written as written, r.outcome,
          case
            when r.refreshed_at is not null then 'done'
            when exists (select from runway.tie_out_certificate t where t.client_id = r.client_id and t.sync_run_id = r.sync_run_id) then 'computing'
            when exists (select from runway.sync_checkpoint c where c.client_id = r.client_id and c.sync_run_id = r.sync_run_id
              and c.entity_type = 'BalanceSheet') then 'comparing'
            else 'reading'
          end as phase
        from runway.sync_run r where r.client_id = ${id}::uuid order by r.started_at desc limit 1`
    })(clientId)
  )

const certificateOf = (clientId: ClientId) =>
  Effect.flatMap(SqlClient.SqlClient, (sql) =>
    SqlSchema.findOne({
      Request: Schema.String,
      Result: Schema.Struct({ outcome: Schema.String, lines: Schema.Int }),
      execute: (id) => sql`
        select t.outcome, (select count(*)::int from runway.ledger_record r
            where r.client_id = t.client_id and r.entity_type = 'GeneralLedgerLine' and r.superseded_at is null and not r.deleted) as lines
        from runway.tie_out_certificate t where t.client_id = ${id}::uuid order by t.compared_at desc limit 1`
    })(clientId)
  )

/** Seconds and the most megabytes of what went on between two looks. */
interface Took {
  readonly seconds: number
  readonly megabytes: number
}

/** A person asks the server, a process of its own, for the first sync of a company; its memory is looked at ten times a second. */
const measureOne = Effect.fn("bench.million.one")(function* (stage: Stage, firm: Firm, serverPid: number, rows: number) {
  const clientId = yield* connectedClient(`Company of ${rows}`, rows).pipe(Effect.provideContext(firm.asOwner))
  const [cookie = ""] = yield* signInTimes(stage, 1)
  const origin = `http://127.0.0.1:${stage.serverPort}`
  const megabytes = Effect.map(
    residentMemory(serverPid),
    Option.getOrElse(() => 0)
  )
  const ask = (path: string, method: "GET" | "POST") =>
    Effect.tryPromise({
      try: async () => {
        const answer = await fetch(`${origin}/api/advisor/clients/${clientId}/${path}`, { method, headers: { cookie, origin } })
        await answer.arrayBuffer()
        return answer
      },
      catch: () => new BenchRefused({ reason: `the server did not answer ${path}` })
    }).pipe(
      Effect.flatMap((answer) =>
        answer.ok ? Effect.void : Effect.fail(new BenchRefused({ reason: `${path} was refused with ${answer.status}` }))
      )
    )
  const started = yield* Clock.currentTimeNanos
  yield* ask("sync", "POST")

  const samples: Array<MemorySample> = []
  const peaks = new Map<Phase, number>()
  const ends = new Map<Phase, number>()
  const look = Effect.gen(function* () {
    const now = yield* standing(clientId)
    const held = yield* megabytes
    if (now.phase === "reading") samples.push({ megabytes: held, written: now.written })
    peaks.set(now.phase, Math.max(peaks.get(now.phase) ?? 0, held))
    ends.set(now.phase, Number((yield* Clock.currentTimeNanos) - started) / 1e9)
    return now
  })
  const ended = yield* Effect.repeat(look, { until: ({ phase }) => phase === "done", schedule: Schedule.spaced("100 millis") })
  if (ended.outcome !== "succeeded") return yield* new BenchRefused({ reason: `${rows} rows: the sync ${ended.outcome}` })
  const { lines, outcome } = yield* certificateOf(clientId)
  if (outcome !== "ties_out") return yield* new BenchRefused({ reason: `${rows} rows: the certificate says ${outcome}` })

  const readAt = ends.get("reading") ?? 0
  const comparedAt = ends.get("comparing") ?? readAt
  const took = (phase: Phase, from: number, to: number): Took => ({ seconds: to - from, megabytes: peaks.get(phase) ?? 0 })
  const asked = yield* Clock.currentTimeNanos
  const digest = yield* Effect.raceFirst(
    ask("digest", "GET"),
    Effect.forever(
      Effect.andThen(
        Effect.map(megabytes, (held) => {
          peaks.set("done", Math.max(peaks.get("done") ?? 0, held))
        }),
        Effect.sleep("50 millis")
      )
    )
  ).pipe(Effect.andThen(Effect.map(Clock.currentTimeNanos, (now) => Number(now - asked) / 1e9)))
  return {
    rows,
    lines,
    written: ended.written,
    seconds: ends.get("done") ?? comparedAt,
    thirds: thirdsOf(samples),
    reading: took("reading", 0, readAt),
    comparing: took("comparing", readAt, comparedAt),
    computing: took("computing", comparedAt, ends.get("done") ?? comparedAt),
    digest: { seconds: digest, megabytes: peaks.get("done") ?? 0 }
  }
})
type Measured = Effect.Success<ReturnType<typeof measureOne>>

const figuresOf = ({ comparing, computing, digest, lines, reading, rows, thirds, written }: Measured): ReadonlyArray<Figure> => {
  const plain = (name: string, value: number, unit: string): Figure => ({ part, name: `${rows} rows: ${name}`, value, unit })
  return [
    plain("read and written", reading.seconds, "s"),
    plain("records written", written, ""),
    plain("records, reading at Intuit's pace included", written / reading.seconds, "/s"),
    plain("ledger lines the certificate and the figures rest on", lines, ""),
    { ...plain("memory while written, last third to first", thirds.last / thirds.first, "x"), target: { atMost: 1.25 } },
    plain("memory, most while reading and writing", reading.megabytes, "MB"),
    plain("certificate, QuickBooks' own reports included", comparing.seconds, "s"),
    plain("memory, most while certified", comparing.megabytes, "MB"),
    plain("figures computed anew", computing.seconds, "s"),
    plain("memory, most while computed", computing.megabytes, "MB"),
    plain("a digest, with what was expected", digest.seconds, "s"),
    plain("memory, most with the digest", digest.megabytes, "MB")
  ]
}

/** The companies one after the other. */
export const measureMillion = Effect.fn("bench.million")(
  function* (stage: Stage, firm: Firm, serverPid: number) {
    const atRest = Option.getOrElse(yield* residentMemory(serverPid), () => 0)
    const measured = yield* Effect.forEach(millionRows, (rows) =>
      Effect.tap(measureOne(stage, firm, serverPid, rows), ({ seconds }) =>
        Effect.sync(() => process.stderr.write(`bench: ${rows} rows took ${seconds.toFixed(0)} s\n`))
      )
    )
    const [smallest, largest] = [measured[0], measured.at(-1)]
    const most = ({ comparing, computing }: Measured) => Math.max(comparing.megabytes, computing.megabytes)
    const figures: ReadonlyArray<Figure> = [
      { part, name: "memory of the server at rest", value: atRest, unit: "MB" },
      ...measured.flatMap(figuresOf),
      ...(smallest === undefined || largest === undefined
        ? []
        : [
            {
              part,
              name: `memory while certified and computed, ${largest.rows} rows to ${smallest.rows}`,
              value: most(largest) / most(smallest),
              unit: "x",
              target: { atMost: 1.5 }
            },
            {
              part,
              name: "all of them",
              value: measured.reduce((sum, { seconds }) => sum + seconds, 0),
              unit: "s",
              target: { atMost: 600 }
            }
          ])
    ]
    return figures
  },
  (effect, stage) =>
    Effect.provide(effect, Database.layer({ url: stage.urls.admin, maxConnections: 1, applicationName: "beep-bench" }))
)

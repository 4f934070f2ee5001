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

/** Postings of the company. */
export const millionRows = 1_000_000

const part = "million"

/** `isRead`: the last step is closed. `isDone`: certificate and figures followed. */
const Standing = Schema.Struct({
  written: Schema.Int,
  isRead: Schema.Boolean,
  isDone: Schema.Boolean,
  outcome: Schema.NullOr(Schema.String)
})

const standing = (clientId: string) =>
  Effect.flatMap(SqlClient.SqlClient, (sql) =>
    SqlSchema.findOne({
      Request: Schema.String,
      Result: Standing,
      execute: (id) => sql`
        select r.versions_written as written, r.outcome, r.refreshed_at is not null as "isDone",
          r.finished_at is not null or exists (select from runway.sync_checkpoint c where c.sync_run_id = r.sync_run_id
            and c.entity_type = 'BalanceSheet') as "isRead"
        from runway.sync_run r where r.client_id = ${id}::uuid order by r.started_at desc limit 1`
    })(clientId)
  )

/** A person asks the server, a process of its own, for the first sync of a company of a million ledger rows; its memory is looked at ten times a second. */
export const measureMillion = Effect.fn("bench.million")(
  function* (stage: Stage, firm: Firm, serverPid: number) {
    const clientId = yield* connectedClient("Million", millionRows).pipe(Effect.provideContext(firm.asOwner))
    const [cookie = ""] = yield* signInTimes(stage, 1)
    const origin = `http://127.0.0.1:${stage.serverPort}`
    const atRest = yield* residentMemory(serverPid)
    const started = yield* Clock.currentTimeNanos
    const answer = yield* Effect.tryPromise({
      try: () => fetch(`${origin}/api/advisor/clients/${clientId}/sync`, { method: "POST", headers: { cookie, origin } }),
      catch: () => new BenchRefused({ reason: "the server did not answer the request for a sync" })
    })
    if (!answer.ok) return yield* new BenchRefused({ reason: `the sync was refused with ${answer.status}` })

    const samples: Array<MemorySample> = []
    const peaks = { read: 0, done: 0 }
    const seconds = Effect.map(Clock.currentTimeNanos, (now) => Number(now - started) / 1e9)
    const times = { read: 0, done: 0 }
    const look = Effect.gen(function* () {
      const now = yield* standing(clientId)
      const megabytes = Option.getOrElse(yield* residentMemory(serverPid), () => 0)
      if (!now.isRead) {
        samples.push({ megabytes, written: now.written })
        peaks.read = Math.max(peaks.read, megabytes)
        times.read = yield* seconds
      }
      peaks.done = Math.max(peaks.done, megabytes)
      times.done = yield* seconds
      return now
    })
    const ended = yield* Effect.repeat(look, { until: ({ isDone }) => isDone, schedule: Schedule.spaced("100 millis") })
    if (ended.outcome !== "succeeded") return yield* new BenchRefused({ reason: `the million rows: the sync ${ended.outcome}` })

    const thirds = thirdsOf(samples)
    const plain = (name: string, value: number, unit: string): Figure => ({ part, name, value, unit })
    const figures: ReadonlyArray<Figure> = [
      plain(`a company of ${millionRows} ledger rows, read and written`, times.read, "s"),
      plain("the same with its certificate and figures", times.done, "s"),
      plain("records written", ended.written, ""),
      plain("records, reading at Intuit's pace included", ended.written / times.read, "/s"),
      plain(
        "memory of the server at rest",
        Option.getOrElse(atRest, () => 0),
        "MB"
      ),
      plain("memory, first third of the records", thirds.first, "MB"),
      plain("memory, last third of the records", thirds.last, "MB"),
      { ...plain("memory, last third to first", thirds.last / thirds.first, "x"), target: { atMost: 1.25 } },
      plain("memory, most while reading and writing", peaks.read, "MB"),
      plain("memory, most with certificate and figures", peaks.done, "MB")
    ]
    return figures
  },
  (effect, stage) =>
    Effect.provide(effect, Database.layer({ url: stage.urls.admin, maxConnections: 1, applicationName: "beep-bench" }))
)

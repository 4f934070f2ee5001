import { Clock, Effect, Schema, Tracer } from "effect"
import * as Database from "@beep/sql/Database"
import { SqlClient, SqlSchema } from "effect/sql"
import type { Figure } from "../report/Figure.ts"
import { connectedClient, type Firm, synced } from "../clients/seed.ts"
import type { Stage } from "../stage/Stage.ts"
import { spanClock } from "./SpanClock.ts"

/** Postings of the company: the unit a company's size is told in. */
export const syncedRows = 10_000

const part = "sync"

/** Reads a company over HTTP as the product does, at the pace Intuit allows; `stage.urls.admin` counts what was written. */
export const measureSync = Effect.fn("bench.sync")(function* (stage: Stage, firm: Firm) {
  const clientId = yield* connectedClient("Large", syncedRows).pipe(Effect.provideContext(firm.asOwner))
  const spans = spanClock()
  const started = yield* Clock.currentTimeNanos
  yield* synced(clientId).pipe(Effect.provideContext(firm.asOwner), Effect.provideService(Tracer.Tracer, spans.tracer))
  const seconds = Number((yield* Clock.currentTimeNanos) - started) / 1e9
  const { records } = yield* Effect.flatMap(SqlClient.SqlClient, (sql) =>
    SqlSchema.findOne({
      Request: Schema.String,
      Result: Schema.Struct({ records: Schema.BigInt }),
      execute: (id) => sql`select count(*) as records from runway.ledger_record where client_id = ${id}::uuid`
    })(clientId)
  ).pipe(Effect.provide(Database.layer({ url: stage.urls.admin, maxConnections: 1, applicationName: "beep-bench" })))
  const statements = spans.secondsOf("LedgerWriter.write", "LedgerWriter.closeMissing")
  const steps = spans.secondsOf("StepWriter.objects", "StepWriter.drafts", "StepWriter.closeWhole")
  const figures: ReadonlyArray<Figure> = [
    { part, name: `a company of ${syncedRows} ledger rows`, value: seconds, unit: "s" },
    { part, name: "ledger rows", value: syncedRows / seconds, unit: "/s" },
    { part, name: "records written", value: Number(records), unit: "" },
    { part, name: "records of all types, hashing, sealing and statements", value: Number(records) / statements, unit: "/s" },
    { part, name: "records of all types, with commits and the ends of types", value: Number(records) / steps, unit: "/s" }
  ]
  return figures
})

import { ClientId, OrganizationId } from "@beep/kernel/ids"
import { LocalDate } from "@beep/kernel/LocalDate"
import { Effect, Option, Schema } from "effect"
import { SqlClient, SqlSchema } from "effect/sql"
import { ConfidenceLevel } from "../../../contract/runway/confidence.ts"
import { Band, RunwayState } from "../../../contract/runway/RunwayView.ts"
import { decoded } from "@beep/sql/query"

export const RunwaySnapshotId = Schema.String.check(Schema.isUUID()).pipe(Schema.brand("RunwaySnapshotId"))

const minor = Schema.NullOr(Schema.BigInt)

export const NewSnapshot = Schema.Struct({
  organizationId: OrganizationId,
  clientId: ClientId,
  snapshotId: RunwaySnapshotId,
  asOf: LocalDate,
  computedAt: Schema.DateTimeUtcFromDate,
  formulaVersion: Schema.String,
  state: RunwayState,
  days: Schema.NullOr(Schema.Int),
  daysExact: Schema.NullOr(Schema.String),
  band: Band,
  cash: minor,
  receivables: minor,
  nearPayables: minor,
  billOutflow: minor,
  otherOutflow: minor,
  windowDays: Schema.Int,
  confidence: ConfidenceLevel,
  confidenceReasons: Schema.Array(Schema.String),
  inputHash: Schema.Uint8Array,
  syncPoint: Schema.NullOr(Schema.String)
})
export type NewSnapshot = typeof NewSnapshot.Type

const Baseline = Schema.Struct({ asOf: LocalDate, days: Schema.NullOr(Schema.BigInt) })

const Place = { organizationId: OrganizationId, clientId: ClientId }

/** Rows of `runway.runway_snapshot`; inside a tenant transaction. */
export const runwaySnapshots = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient

  /** The first of an ISO week is `weekly`, the first of another day `daily`; the same books on the same day are kept once. */
  const insert = SqlSchema.void({
    Request: NewSnapshot,
    execute: (r) =>
      sql`insert into runway.runway_snapshot (organization_id, client_id, snapshot_id, as_of, computed_at, kind, formula_version, state, days,
          days_exact, band, cash_minor, receivables_minor, near_payables_minor, bill_outflow_minor, other_outflow_minor, window_days, confidence,
          confidence_reasons, input_hash, sync_point)
        select ${r.organizationId}::uuid, ${r.clientId}::uuid, ${r.snapshotId}::uuid, ${r.asOf}::date, ${r.computedAt}::timestamptz,
          case
            when not exists (select from runway.runway_snapshot s where s.organization_id = ${r.organizationId} and s.client_id = ${r.clientId}
              and s.as_of >= date_trunc('week', ${r.asOf}::date)::date and s.as_of <= ${r.asOf}::date) then 'weekly'
            when not exists (select from runway.runway_snapshot s where s.organization_id = ${r.organizationId} and s.client_id = ${r.clientId}
              and s.as_of = ${r.asOf}::date) then 'daily'
            else 'on_demand'
          end,
          ${r.formulaVersion}, ${r.state}, ${r.days}::bigint, ${r.daysExact}::numeric, ${r.band}, ${r.cash}::bigint, ${r.receivables}::bigint,
          ${r.nearPayables}::bigint, ${r.billOutflow}::bigint, ${r.otherOutflow}::bigint, ${r.windowDays}::int, ${r.confidence},
          array(select jsonb_array_elements_text(${JSON.stringify(r.confidenceReasons)}::text::jsonb)), ${r.inputHash}::bytea, ${r.syncPoint}
        on conflict on constraint runway_snapshot_once do nothing`
  })

  /** The last weekly snapshot before a day; where there is none, the earliest of all before it. */
  const baseline = SqlSchema.findOneOption({
    Request: Schema.Struct({ ...Place, before: LocalDate }),
    Result: Baseline,
    execute: (r) =>
      sql`select as_of as "asOf", days from runway.runway_snapshot
        where organization_id = ${r.organizationId} and client_id = ${r.clientId} and as_of < ${r.before}::date
        order by (kind = 'weekly') desc, case when kind = 'weekly' then -(as_of - date '2000-01-01') else as_of - date '2000-01-01' end, computed_at
        limit 1`
  })

  return {
    insert: (snapshot: NewSnapshot) => decoded(insert(snapshot)),
    baseline: (request: Parameters<typeof baseline>[0]) =>
      Effect.map(
        decoded(baseline(request)),
        Option.flatMap((row) => (row.days === null ? Option.none() : Option.some({ asOf: row.asOf, days: Number(row.days) })))
      )
  }
})

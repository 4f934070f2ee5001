import { ClientId, OrganizationId } from "@beep/kernel/ids"
import { LocalDate } from "@beep/kernel/LocalDate"
import { Effect, Option, Schema } from "effect"
import { SqlClient, SqlSchema } from "effect/sql"
import { ConfidenceLevel } from "../../../contract/runway/confidence.ts"
import type { Baseline } from "../../../contract/digest/DigestChange.ts"
import type { VarianceInput } from "../../../contract/digest/variance.ts"
import { defaultSettings } from "../../../contract/runway/RunwaySettings.ts"
import { Band, RunwayState } from "../../../contract/runway/RunwayView.ts"
import { decoded } from "@beep/sql/query"

export const RunwaySnapshotId = Schema.String.check(Schema.isUUID()).pipe(Schema.brand("RunwaySnapshotId"))

const minor = Schema.NullOr(Schema.BigInt)

/** The accounts a snapshot counted as cash, with their balances in minor units. */
const CountedAccounts = Schema.Array(Schema.Struct({ account: Schema.String, minor: Schema.BigIntFromString }))

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
  syncPoint: Schema.NullOr(Schema.String),
  countedAccounts: Schema.NullOr(CountedAccounts)
})
export type NewSnapshot = typeof NewSnapshot.Type

const Kept = Schema.Struct({
  asOf: LocalDate,
  computedAt: Schema.DateTimeUtcFromDate,
  state: RunwayState,
  days: Schema.NullOr(Schema.BigInt),
  cash: minor,
  receivables: minor,
  nearPayables: minor,
  billOutflow: minor,
  otherOutflow: minor,
  windowDays: Schema.Int,
  countedAccounts: Schema.NullOr(CountedAccounts)
})

const inputOf = (row: typeof Kept.Type, horizonDays: number): VarianceInput | null =>
  row.cash === null ||
  row.receivables === null ||
  row.nearPayables === null ||
  row.billOutflow === null ||
  row.otherOutflow === null
    ? null
    : {
        cashMinor: row.cash,
        receivablesMinor: row.receivables,
        nearPayablesMinor: row.nearPayables,
        billOutflowMinor: row.billOutflow,
        otherOutflowMinor: row.otherOutflow,
        windowDays: row.windowDays,
        horizonDays,
        accounts: row.countedAccounts === null ? null : new Map(row.countedAccounts.map(({ account, minor }) => [account, minor]))
      }

const baselineOf = (row: typeof Kept.Type): Baseline => ({
  asOf: row.asOf,
  computedAt: row.computedAt,
  state: row.state,
  days: row.days === null ? null : Number(row.days),
  // Every snapshot so far was computed with the horizon of the defaults.
  input: inputOf(row, defaultSettings.apHorizonDays)
})

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
          confidence_reasons, input_hash, sync_point, counted_accounts)
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
          array(select jsonb_array_elements_text(${JSON.stringify(r.confidenceReasons)}::text::jsonb)), ${r.inputHash}::bytea, ${r.syncPoint},
          ${r.countedAccounts === null ? null : JSON.stringify(r.countedAccounts)}::text::jsonb
        on conflict on constraint runway_snapshot_once do nothing`
  })

  /** The last weekly snapshot before a day that was known by then; where there is none, the earliest of all before it. */
  const baseline = SqlSchema.findOneOption({
    Request: Schema.Struct({ ...Place, before: LocalDate, knownAt: Schema.DateTimeUtcFromDate }),
    Result: Kept,
    execute: (r) =>
      sql`select as_of as "asOf", computed_at as "computedAt", state, days, cash_minor as cash, receivables_minor as receivables,
          near_payables_minor as "nearPayables", bill_outflow_minor as "billOutflow", other_outflow_minor as "otherOutflow",
          window_days as "windowDays", counted_accounts as "countedAccounts"
        from runway.runway_snapshot
        where organization_id = ${r.organizationId} and client_id = ${r.clientId} and as_of < ${r.before}::date
          and computed_at <= ${r.knownAt}::timestamptz
        order by (kind = 'weekly') desc, case when kind = 'weekly' then -(as_of - date '2000-01-01') else as_of - date '2000-01-01' end, computed_at
        limit 1`
  })

  return {
    insert: (snapshot: NewSnapshot) => decoded(insert(snapshot)),
    baseline: (request: Parameters<typeof baseline>[0]) => Effect.map(decoded(baseline(request)), Option.map(baselineOf))
  }
})

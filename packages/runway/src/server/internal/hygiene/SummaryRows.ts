import { ClientId, OrganizationId } from "@beep/kernel/ids"
import { LocalDate } from "@beep/kernel/LocalDate"
import * as query from "@beep/sql/query"
import { Effect, Schema } from "effect"
import { SqlClient } from "effect/sql"
import { RuleId } from "../../../contract/hygiene/Rule.ts"
import { ScoreLevel } from "../../../contract/hygiene/HygieneScore.ts"
import { ScoreBase } from "../../../contract/hygiene/scoreBase.ts"
import { LedgerEntityType, QboId } from "../../../contract/ledger/QboId.ts"

const Place = { organizationId: OrganizationId, clientId: ClientId }
const instant = Schema.DateTimeUtcFromDate
const percent = Schema.NullOr(Schema.Int)

/** One row of `runway.hygiene_summary`: what stands and the score of one client as of its scan. */
export const SummaryRow = Schema.Struct({
  asOf: LocalDate,
  scannedAt: instant,
  syncedAt: Schema.NullOr(instant),
  critical: Schema.Int,
  high: Schema.Int,
  medium: Schema.Int,
  low: Schema.Int,
  score: Schema.Int,
  level: ScoreLevel,
  basis: Schema.Literals(["dimensions", "small_sample", "no_records"]),
  sampleSize: Schema.Int,
  completeness: percent,
  accuracy: percent,
  consistency: percent,
  timeliness: percent,
  validity: percent,
  base: ScoreBase
})
export type SummaryRow = typeof SummaryRow.Type

/** What stands, as the score and the counts see it. */
const Standing = Schema.Struct({
  ruleId: RuleId,
  severityRank: Schema.Int,
  records: Schema.Array(Schema.Tuple([LedgerEntityType, QboId]))
})

const encodeBase = Schema.encodeSync(Schema.fromJsonString(ScoreBase))

/** Rows of `runway.hygiene_summary`; inside a tenant transaction. */
export const summaryRows = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient

  const find = query.option({
    Request: Schema.Struct(Place),
    Result: SummaryRow,
    execute: (r) => sql`
      select as_of as "asOf", scanned_at as "scannedAt", synced_at as "syncedAt", critical_open as critical, high_open as high,
        medium_open as medium, low_open as low, score, level, basis, sample_size as "sampleSize", completeness, accuracy, consistency,
        timeliness, validity, base
      from runway.hygiene_summary where organization_id = ${r.organizationId}::uuid and client_id = ${r.clientId}::uuid`
  })

  const standing = query.all({
    Request: Schema.Struct(Place),
    Result: Standing,
    execute: (r) => sql`
      select rule_id as "ruleId", severity_rank as "severityRank", records from runway.hygiene_issue
      where organization_id = ${r.organizationId}::uuid and client_id = ${r.clientId}::uuid and status in ('open', 'reopened', 'fixing')`
  })

  /** What stood before stays in `runway.hygiene_standing`. */
  const upsert = query.none({
    Request: Schema.Struct({ ...Place, ...SummaryRow.fields, knownFrom: instant }),
    execute: (r) => sql`
      with kept as (
        insert into runway.hygiene_standing (organization_id, client_id, known_from, scanned_at, critical_open, high_open, score, level)
        values (${r.organizationId}::uuid, ${r.clientId}::uuid, ${r.knownFrom}::timestamptz, ${r.scannedAt}::timestamptz, ${r.critical},
          ${r.high}, ${r.score}::smallint, ${r.level}))
      insert into runway.hygiene_summary (organization_id, client_id, as_of, scanned_at, synced_at, critical_open, high_open, medium_open,
        low_open, score, level, basis, sample_size, completeness, accuracy, consistency, timeliness, validity, base)
      values (${r.organizationId}::uuid, ${r.clientId}::uuid, ${r.asOf}::date, ${r.scannedAt}::timestamptz, ${r.syncedAt}::timestamptz,
        ${r.critical}, ${r.high}, ${r.medium}, ${r.low}, ${r.score}::smallint, ${r.level}, ${r.basis}, ${r.sampleSize},
        ${r.completeness}::smallint, ${r.accuracy}::smallint, ${r.consistency}::smallint, ${r.timeliness}::smallint,
        ${r.validity}::smallint, ${encodeBase(r.base)}::text::jsonb)
      on conflict (organization_id, client_id) do update set (as_of, scanned_at, synced_at, critical_open, high_open, medium_open, low_open,
          score, level, basis, sample_size, completeness, accuracy, consistency, timeliness, validity, base)
        = (excluded.as_of, excluded.scanned_at, excluded.synced_at, excluded.critical_open, excluded.high_open, excluded.medium_open,
          excluded.low_open, excluded.score, excluded.level, excluded.basis, excluded.sample_size, excluded.completeness, excluded.accuracy,
          excluded.consistency, excluded.timeliness, excluded.validity, excluded.base)`
  })

  /** Clients that were ever read and were looked through before a moment, or never. */
  const outdated = query.all({
    Request: Schema.Struct({ organizationId: OrganizationId, before: instant }),
    Result: Schema.Struct({ clientId: ClientId }),
    execute: (r) => sql`
      select distinct r.client_id as "clientId" from runway.sync_run r
      where r.organization_id = ${r.organizationId}::uuid and r.outcome in ('succeeded', 'partial')
        and not exists (select from runway.hygiene_summary h where h.organization_id = r.organization_id and h.client_id = r.client_id
          and h.scanned_at >= ${r.before}::timestamptz)
      order by 1`
  })

  return { find, outdated, standing, upsert }
})

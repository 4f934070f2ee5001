import { MemberId, OrganizationId } from "@beep/kernel/ids"
import { TimeZoneName } from "@beep/kernel/LocalDate"
import { Effect, Schema } from "effect"
import { SqlClient } from "effect/sql"
import { Organization, OrganizationName } from "../../contract/Organization.ts"
import * as query from "@beep/sql/query"

const Days = Schema.NullOr(Schema.Int)

const Row = Schema.Struct({
  ...Organization.fields,
  rowVersion: Schema.Int,
  redBelowDays: Days,
  yellowBelowDays: Days,
  criticalBelowDays: Days,
  clientYears: Schema.NullOr(Schema.Int),
  auditYears: Schema.NullOr(Schema.Int),
  ledgerDays: Schema.NullOr(Schema.Int),
  legalHoldSince: Schema.NullOr(Schema.DateTimeUtcFromDate)
})
export type SettingsRow = typeof Row.Type

/** Rows of `tenancy.organization` with its settings, and a member's own preferences; inside a tenant transaction. */
export const settingsRepo = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  return {
    find: query.option({
      Request: OrganizationId,
      Result: Row,
      execute: (id) =>
        sql`select o.organization_id as id, o.name, o.demo, o.timezone, o.tier, o.row_version as "rowVersion",
            s.red_below_days as "redBelowDays", s.yellow_below_days as "yellowBelowDays",
            s.critical_below_days as "criticalBelowDays", s.keep_client_years as "clientYears",
            s.keep_audit_years as "auditYears", s.keep_ledger_days as "ledgerDays", s.legal_hold_since as "legalHoldSince"
          from tenancy.organization o
          left join tenancy.organization_setting s on s.organization_id = o.organization_id
          where o.organization_id = ${id}`
    }),
    /** The organization's row carries the version of all of it. */
    change: query.option({
      Request: Schema.Struct({
        organizationId: OrganizationId,
        expectedVersion: Schema.Int,
        name: OrganizationName,
        timezone: TimeZoneName
      }),
      Result: Schema.Struct({ rowVersion: Schema.Int }),
      execute: (r) =>
        sql`update tenancy.organization set name = ${r.name}, timezone = ${r.timezone}, row_version = row_version + 1
          where organization_id = ${r.organizationId} and row_version = ${r.expectedVersion}
          returning row_version as "rowVersion"`
    }),
    put: query.none({
      Request: Schema.Struct({
        organizationId: OrganizationId,
        redBelowDays: Days,
        yellowBelowDays: Days,
        criticalBelowDays: Days,
        clientYears: Schema.Int,
        auditYears: Schema.Int,
        ledgerDays: Schema.Int,
        legalHoldSince: Schema.NullOr(Schema.DateTimeUtcFromDate),
        at: Schema.DateTimeUtcFromDate
      }),
      // Other cut points are a decision of their own: a digest of a past day is judged by those of its day.
      execute: (r) =>
        sql`with kept as (insert into tenancy.organization_setting (organization_id, red_below_days, yellow_below_days, critical_below_days,
            keep_client_years, keep_audit_years, keep_ledger_days, legal_hold_since)
          values (${r.organizationId}, ${r.redBelowDays}::int, ${r.yellowBelowDays}::int, ${r.criticalBelowDays}::int,
            ${r.clientYears}, ${r.auditYears}, ${r.ledgerDays}, ${r.legalHoldSince}::timestamptz)
          on conflict (organization_id) do update set red_below_days = excluded.red_below_days,
            yellow_below_days = excluded.yellow_below_days, critical_below_days = excluded.critical_below_days,
            keep_client_years = excluded.keep_client_years, keep_audit_years = excluded.keep_audit_years,
            keep_ledger_days = excluded.keep_ledger_days, legal_hold_since = excluded.legal_hold_since)
          insert into tenancy.band_threshold_decision (organization_id, red_below_days, yellow_below_days, critical_below_days, decided_at)
          select ${r.organizationId}::uuid, ${r.redBelowDays}::int, ${r.yellowBelowDays}::int, ${r.criticalBelowDays}::int, ${r.at}::timestamptz
          from app.band_thresholds() t
          where (t.red_below_days, t.yellow_below_days, t.critical_below_days)
            is distinct from (${r.redBelowDays}::int, ${r.yellowBelowDays}::int, ${r.criticalBelowDays}::int)`
    }),
    notifications: query.option({
      Request: Schema.Struct({ organizationId: OrganizationId, memberId: MemberId }),
      Result: Schema.Struct({ weeklyDigest: Schema.Boolean }),
      execute: (r) =>
        sql`select weekly_digest as "weeklyDigest" from tenancy.member
          where organization_id = ${r.organizationId} and id = ${r.memberId} and kind = 'person'`
    }),
    changeNotifications: query.option({
      Request: Schema.Struct({ organizationId: OrganizationId, memberId: MemberId, weeklyDigest: Schema.Boolean }),
      Result: Schema.Struct({ weeklyDigest: Schema.Boolean }),
      execute: (r) =>
        sql`update tenancy.member set weekly_digest = ${r.weeklyDigest}
          where organization_id = ${r.organizationId} and id = ${r.memberId} and kind = 'person'
          returning weekly_digest as "weeklyDigest"`
    })
  }
})

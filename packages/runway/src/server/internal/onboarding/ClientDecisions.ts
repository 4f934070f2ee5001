import { ClientId, OrganizationId } from "@beep/kernel/ids"
import { LocalDate } from "@beep/kernel/LocalDate"
import { Currency } from "@beep/kernel/Money"
import * as query from "@beep/sql/query"
import { Effect, Schema } from "effect"
import { SqlClient } from "effect/sql"
import { type ClientSettings, defaultClientSettings, DigestDay } from "../../../contract/onboarding/ClientSettings.ts"
import type { PayrollProfile } from "../../../contract/onboarding/PayrollProfile.ts"

/** What members decided for one client; where nobody did, what their organization decided for all, else the defaults. */
export interface ClientDecisions {
  readonly settings: ClientSettings
  readonly payroll: PayrollProfile | null
}

const Place = { organizationId: OrganizationId, clientId: ClientId }

const Row = Schema.Struct({
  digestDay: Schema.NullOr(DigestDay),
  digestHour: Schema.NullOr(Schema.Int),
  redBelowDays: Schema.NullOr(Schema.Int),
  yellowBelowDays: Schema.NullOr(Schema.Int),
  criticalBelowDays: Schema.NullOr(Schema.Int),
  nextDate: Schema.NullOr(LocalDate),
  amountMinor: Schema.NullOr(Schema.BigInt),
  currency: Schema.NullOr(Currency)
})

const decisionsOf = (row: typeof Row.Type): ClientDecisions => ({
  settings: {
    digestDay: row.digestDay ?? defaultClientSettings.digestDay,
    digestHour: row.digestHour ?? defaultClientSettings.digestHour,
    redBelowDays: row.redBelowDays ?? defaultClientSettings.redBelowDays,
    yellowBelowDays: row.yellowBelowDays ?? defaultClientSettings.yellowBelowDays,
    criticalBelowDays: row.criticalBelowDays ?? defaultClientSettings.criticalBelowDays
  },
  payroll:
    row.nextDate === null || row.amountMinor === null || row.currency === null
      ? null
      : { nextDate: row.nextDate, amount: { minor: row.amountMinor, currency: row.currency } }
})

/** Rows of `runway.client_settings` and `runway.payroll_profile`; inside a tenant transaction. */
export const clientDecisions = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient

  /** The newest decisions, or with `knownAt` the newest that were made by then. */
  const read = query.one({
    Request: Schema.Struct({ ...Place, knownAt: Schema.optionalKey(Schema.DateTimeUtcFromDate) }),
    Result: Row,
    execute: (r) => {
      const at = r.knownAt ?? null
      const thresholds = at === null ? sql`app.band_thresholds()` : sql`app.band_thresholds_at(${at}::timestamptz)`
      return sql`select s.digest_day as "digestDay", s.digest_hour as "digestHour", coalesce(s.red_below_days, t.red_below_days) as "redBelowDays",
          coalesce(s.yellow_below_days, t.yellow_below_days) as "yellowBelowDays",
          coalesce(s.critical_below_days, t.critical_below_days) as "criticalBelowDays", p.next_date as "nextDate",
          p.amount_minor as "amountMinor", p.currency
        from (select ${r.organizationId}::uuid as organization_id, ${r.clientId}::uuid as client_id) c
        cross join ${thresholds} t
        left join lateral (select * from runway.client_settings n
          where n.organization_id = c.organization_id and n.client_id = c.client_id and (${at}::timestamptz is null or n.changed_at <= ${at}::timestamptz)
          order by n.decision_id desc limit 1) s on true
        left join lateral (select * from runway.payroll_profile n
          where n.organization_id = c.organization_id and n.client_id = c.client_id and (${at}::timestamptz is null or n.confirmed_at <= ${at}::timestamptz)
          order by n.decision_id desc limit 1) p on true`
    }
  })

  return { find: (place: Parameters<typeof read>[0]) => Effect.map(read(place), decisionsOf) }
})

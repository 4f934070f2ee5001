import { ClientId, MemberId, OrganizationId } from "@beep/kernel/ids"
import { LocalDate } from "@beep/kernel/LocalDate"
import { Currency } from "@beep/kernel/Money"
import * as query from "@beep/sql/query"
import { Effect, Schema } from "effect"
import { SqlClient } from "effect/sql"
import { ClientSettings } from "../../../contract/onboarding/ClientSettings.ts"

const Place = { organizationId: OrganizationId, clientId: ClientId }
const By = { by: MemberId, at: Schema.DateTimeUtcFromDate }

/** What changes the rows that `clientDecisions` reads; inside a tenant transaction. */
export const clientDecisionWrites = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient

  const keepSettings = query.none({
    Request: Schema.Struct({ ...Place, ...ClientSettings.fields, ...By }),
    execute: (r) =>
      sql`insert into runway.client_settings (organization_id, client_id, digest_day, digest_hour, red_below_days, yellow_below_days,
          critical_below_days, changed_by, changed_at)
        values (${r.organizationId}, ${r.clientId}, ${r.digestDay}, ${r.digestHour}, ${r.redBelowDays}, ${r.yellowBelowDays},
          ${r.criticalBelowDays}, ${r.by}, ${r.at})
        on conflict (organization_id, client_id) do update set digest_day = excluded.digest_day, digest_hour = excluded.digest_hour,
          red_below_days = excluded.red_below_days, yellow_below_days = excluded.yellow_below_days,
          critical_below_days = excluded.critical_below_days, changed_by = excluded.changed_by, changed_at = excluded.changed_at`
  })

  const keepPayroll = query.none({
    Request: Schema.Struct({ ...Place, nextDate: LocalDate, amountMinor: Schema.BigInt, currency: Currency, ...By }),
    execute: (r) =>
      sql`insert into runway.payroll_profile (organization_id, client_id, next_date, amount_minor, currency, confirmed_by, confirmed_at)
        values (${r.organizationId}, ${r.clientId}, ${r.nextDate}::date, ${r.amountMinor}::bigint, ${r.currency}, ${r.by}, ${r.at})
        on conflict (organization_id, client_id) do update set next_date = excluded.next_date, amount_minor = excluded.amount_minor,
          currency = excluded.currency, confirmed_by = excluded.confirmed_by, confirmed_at = excluded.confirmed_at`
  })

  const dropPayroll = query.none({
    Request: Schema.Struct(Place),
    execute: (r) =>
      sql`delete from runway.payroll_profile where organization_id = ${r.organizationId} and client_id = ${r.clientId}`
  })

  return { keepSettings, keepPayroll, dropPayroll }
})

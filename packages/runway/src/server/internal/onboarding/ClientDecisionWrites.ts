import { ClientId, MemberId, OrganizationId } from "@beep/kernel/ids"
import { LocalDate } from "@beep/kernel/LocalDate"
import { Currency } from "@beep/kernel/Money"
import * as query from "@beep/sql/query"
import { Effect, Schema } from "effect"
import { SqlClient } from "effect/sql"
import { ClientSettings } from "../../../contract/onboarding/ClientSettings.ts"

const Place = { organizationId: OrganizationId, clientId: ClientId }
const By = { by: MemberId, at: Schema.DateTimeUtcFromDate }

/** Decisions that `clientDecisions` reads: never changed, only followed by newer ones; inside a tenant transaction. */
export const clientDecisionWrites = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient

  const keepSettings = query.none({
    Request: Schema.Struct({ ...Place, ...ClientSettings.fields, ...By }),
    execute: (r) =>
      sql`insert into runway.client_settings (organization_id, client_id, digest_day, digest_hour, red_below_days, yellow_below_days,
          critical_below_days, changed_by, changed_at)
        values (${r.organizationId}, ${r.clientId}, ${r.digestDay}, ${r.digestHour}, ${r.redBelowDays}, ${r.yellowBelowDays},
          ${r.criticalBelowDays}, ${r.by}, ${r.at})`
  })

  const keepPayroll = query.none({
    Request: Schema.Struct({ ...Place, nextDate: LocalDate, amountMinor: Schema.BigInt, currency: Currency, ...By }),
    execute: (r) =>
      sql`insert into runway.payroll_profile (organization_id, client_id, next_date, amount_minor, currency, confirmed_by, confirmed_at)
        values (${r.organizationId}, ${r.clientId}, ${r.nextDate}::date, ${r.amountMinor}::bigint, ${r.currency}, ${r.by}, ${r.at})`
  })

  const dropPayroll = query.none({
    Request: Schema.Struct({ ...Place, ...By }),
    execute: (r) =>
      sql`insert into runway.payroll_profile (organization_id, client_id, confirmed_by, confirmed_at)
        values (${r.organizationId}, ${r.clientId}, ${r.by}, ${r.at})`
  })

  return { keepSettings, keepPayroll, dropPayroll }
})

import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { ClientId, OrganizationId } from "@beep/kernel/ids"
import * as query from "@beep/sql/query"
import { DateTime, Effect, Option, Schema } from "effect"
import { SqlClient } from "effect/sql"
import { AccountId, DecidedRole } from "../../../contract/onboarding/CashChoice.ts"

/** What members decided of bank accounts; inside a tenant transaction. */
export const cashRoles = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient

  const newest = query.all({
    Request: Schema.Struct({
      organizationId: OrganizationId,
      clientId: ClientId,
      knownAt: Schema.NullOr(Schema.DateTimeUtcFromDate)
    }),
    Result: Schema.Struct({ accountId: AccountId, role: DecidedRole }),
    execute: (r) =>
      sql`select distinct on (account_qbo_id) account_qbo_id as "accountId", role from runway.cash_role
        where organization_id = ${r.organizationId} and client_id = ${r.clientId}
          and (${r.knownAt}::timestamptz is null or decided_at <= ${r.knownAt}::timestamptz)
        order by account_qbo_id, decision_id desc`
  })

  /** By account id; as known at a time, or now. */
  const decided = Effect.fn("cashRoles.decided")(function* (clientId: ClientId, knownAt: Option.Option<DateTime.Utc>) {
    const { organizationId } = yield* CurrentTenant
    const rows = yield* newest({ organizationId, clientId, knownAt: Option.getOrNull(knownAt) })
    return new Map(rows.map(({ accountId, role }) => [accountId, role]))
  })

  return { decided }
})

import { ClientId, MemberId, OrganizationId } from "@beep/kernel/ids"
import * as query from "@beep/sql/query"
import { Effect, Schema } from "effect"
import { SqlClient } from "effect/sql"
import { AccountId, DecidedRole } from "../../../contract/onboarding/CashChoice.ts"

const Decision = Schema.Struct({
  organizationId: OrganizationId,
  clientId: ClientId,
  accountId: AccountId,
  role: DecidedRole,
  decidedBy: MemberId,
  decidedAt: Schema.DateTimeUtcFromDate
})

/** Decisions on bank accounts are never changed, only followed by newer ones; inside a tenant transaction. */
export const cashRoleWrites = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  return {
    insert: query.none({
      Request: Decision,
      execute: (r) =>
        sql`insert into runway.cash_role (organization_id, client_id, account_qbo_id, role, decided_by, decided_at)
          values (${r.organizationId}, ${r.clientId}, ${r.accountId}, ${r.role}, ${r.decidedBy}, ${r.decidedAt})`
    })
  }
})

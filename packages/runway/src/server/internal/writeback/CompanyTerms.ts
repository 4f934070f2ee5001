import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { ClientId } from "@beep/kernel/ids"
import * as query from "@beep/sql/query"
import { Effect, Schema } from "effect"
import { SqlClient, type SqlError } from "effect/sql"
import { QboId } from "../../../contract/ledger/QboId.ts"
import { Facts } from "../../ledger/draft/DraftRecord.ts"

const Term = Schema.Struct({ termId: QboId, active: Schema.Boolean, facts: Facts })
export type CompanyTerm = typeof Term.Type

/** Terms of a company as they are mirrored, without their names; inside a tenant transaction. */
export const companyTerms = Effect.map(
  SqlClient.SqlClient,
  (sql) =>
    (clientId: ClientId): Effect.Effect<ReadonlyArray<CompanyTerm>, SqlError.SqlError, CurrentTenant> =>
      Effect.flatMap(CurrentTenant, ({ organizationId }) =>
        query.all({
          Request: Schema.Void,
          Result: Term,
          execute: () => sql`
            select qbo_id as "termId", coalesce(active, true) as active, facts from runway.ledger_record
            where organization_id = ${organizationId}::uuid and client_id = ${clientId}::uuid and entity_type = 'Term'
              and superseded_at is null and not deleted
            order by qbo_id`
        })()
      )
)

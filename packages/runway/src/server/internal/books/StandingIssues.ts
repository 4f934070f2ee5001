import { ClientId, OrganizationId } from "@beep/kernel/ids"
import * as query from "@beep/sql/query"
import { Effect, Schema } from "effect"
import { SqlClient } from "effect/sql"
import { IssueEntity } from "../../../contract/books/DataIssue.ts"
import { QboId } from "../../../contract/ledger/QboId.ts"

const StandingIssue = Schema.Struct({
  entityType: IssueEntity,
  qboId: QboId,
  field: Schema.String,
  firstSeenAt: Schema.DateTimeUtcFromDate,
  /** Of all, listed or not. */
  total: Schema.Int
})

/** Rows of `runway.data_issue`, the oldest first; inside a tenant transaction. */
export const standingIssues = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  return query.all({
    Request: Schema.Struct({ organizationId: OrganizationId, clientId: ClientId, limit: Schema.Int }),
    Result: StandingIssue,
    execute: (r) => sql`
      select entity_type as "entityType", qbo_id as "qboId", field, first_seen_at as "firstSeenAt", (count(*) over ())::int as total
      from runway.data_issue where organization_id = ${r.organizationId}::uuid and client_id = ${r.clientId}::uuid
      order by first_seen_at, entity_type, qbo_id, field limit ${r.limit}::integer`
  })
})

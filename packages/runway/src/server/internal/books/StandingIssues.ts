import { ClientId, OrganizationId } from "@beep/kernel/ids"
import * as query from "@beep/sql/query"
import { Effect, Schema } from "effect"
import { SqlClient } from "effect/sql"
import { IssueEntity, IssueKind } from "../../../contract/books/DataIssue.ts"
import { QboId } from "../../../contract/ledger/QboId.ts"

const StandingIssue = Schema.Struct({
  entityType: IssueEntity,
  qboId: QboId,
  kind: IssueKind,
  field: Schema.String,
  firstSeenAt: Schema.DateTimeUtcFromDate,
  /** Of all, listed or not. */
  total: Schema.Int
})

/** Rows of `runway.data_issue` about records, the oldest first; inside a tenant transaction. What drifts stands on the certificate. */
export const standingIssues = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  return query.all({
    Request: Schema.Struct({ organizationId: OrganizationId, clientId: ClientId, limit: Schema.Int }),
    Result: StandingIssue,
    execute: (r) => sql`
      select entity_type as "entityType", qbo_id as "qboId", kind, field, first_seen_at as "firstSeenAt", (count(*) over ())::int as total
      from runway.data_issue where organization_id = ${r.organizationId}::uuid and client_id = ${r.clientId}::uuid and kind <> 'drift'
      order by first_seen_at, entity_type, qbo_id, kind, field limit ${r.limit}::integer`
  })
})

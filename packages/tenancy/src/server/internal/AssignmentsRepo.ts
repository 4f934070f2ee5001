import { ClientId, MemberId, OrganizationId } from "@beep/kernel/ids"
import { Effect, Schema } from "effect"
import { SqlClient } from "effect/sql"
import { AssignmentRole } from "../../contract/Assignment.ts"
import * as query from "@beep/sql/query"

export const AssignmentId = Schema.String.check(Schema.isUUID()).pipe(Schema.brand("AssignmentId"))

const Row = Schema.Struct({
  clientId: ClientId,
  memberId: MemberId,
  role: AssignmentRole,
  since: Schema.DateTimeUtcFromDate,
  until: Schema.NullOr(Schema.DateTimeUtcFromDate)
})

const Key = { organizationId: OrganizationId, clientId: ClientId, memberId: MemberId }

const columns = `client_id as "clientId", member_id as "memberId", role, since, until`

/** Rows of `tenancy.assignment`; inside a tenant transaction. */
export const assignmentsRepo = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  return {
    insert: query.one({
      Request: Schema.Struct({ ...Key, id: AssignmentId, role: AssignmentRole, since: Schema.Date }),
      Result: Row,
      execute: (r) =>
        sql`insert into tenancy.assignment (organization_id, id, client_id, member_id, role, since)
          values (${r.organizationId}, ${r.id}, ${r.clientId}, ${r.memberId}, ${r.role}, ${r.since})
          returning ${sql.literal(columns)}`
    }),
    end: query.option({
      Request: Schema.Struct({ ...Key, until: Schema.Date }),
      Result: Row,
      execute: (r) =>
        sql`update tenancy.assignment set until = greatest(since, ${r.until}::timestamptz)
          where organization_id = ${r.organizationId} and client_id = ${r.clientId} and member_id = ${r.memberId} and until is null
          returning ${sql.literal(columns)}`
    }),
    activeOf: query.all({
      Request: Schema.Struct({ organizationId: OrganizationId, clientId: ClientId }),
      Result: Row,
      execute: (r) =>
        sql`select ${sql.literal(columns)} from tenancy.assignment
          where organization_id = ${r.organizationId} and client_id = ${r.clientId} and until is null order by since, id`
    })
  }
})

import { ClientId, MemberId, OrganizationId } from "@beep/kernel/ids"
import { Effect, Schema } from "effect"
import { SqlClient } from "effect/sql"
import { AssignmentId, AssignmentRole, AssignmentState } from "../../contract/Assignment.ts"
import * as query from "@beep/sql/query"

const Row = Schema.Struct({
  id: AssignmentId,
  clientId: ClientId,
  memberId: MemberId,
  role: AssignmentRole,
  since: Schema.DateTimeUtcFromDate,
  until: Schema.NullOr(Schema.DateTimeUtcFromDate),
  state: AssignmentState
})

const Instant = Schema.NullOr(Schema.DateTimeUtcFromDate)

const columns = `id, client_id as "clientId", member_id as "memberId", role, since, until,
  case when until <= now() then 'ended' when since > now() then 'coming' else 'active' end as state`

/** Rows of `tenancy.assignment`; inside a tenant transaction, whose clock says what is now. */
export const assignmentsRepo = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  return {
    /** No row when the pair is assigned in a part of that time already. */
    insert: query.option({
      Request: Schema.Struct({
        organizationId: OrganizationId,
        id: AssignmentId,
        clientId: ClientId,
        memberId: MemberId,
        role: AssignmentRole,
        from: Instant,
        until: Instant
      }),
      Result: Row,
      execute: (r) =>
        sql`insert into tenancy.assignment (organization_id, id, client_id, member_id, role, since, until)
          select ${r.organizationId}, ${r.id}::uuid, ${r.clientId}::uuid, ${r.memberId}::uuid, ${r.role}, s.since, ${r.until}::timestamptz
          from (select coalesce(${r.from}::timestamptz, now()) as since) s
          where not exists (
            select from tenancy.assignment a
            where a.organization_id = ${r.organizationId} and a.member_id = ${r.memberId} and a.client_id = ${r.clientId}
              and (a.until is null or a.until > s.since) and (${r.until}::timestamptz is null or a.since < ${r.until}::timestamptz))
          returning ${sql.literal(columns)}`
    }),
    /** Two assignments of one member are made one after the other. */
    lockMember: query.none({
      Request: Schema.Struct({ organizationId: OrganizationId, memberId: MemberId }),
      execute: (r) =>
        sql`select 1 from tenancy.member where organization_id = ${r.organizationId} and id = ${r.memberId} for update`
    }),
    /** One that has not begun ends when it would have begun, and so never counts. */
    end: query.option({
      Request: Schema.Struct({ organizationId: OrganizationId, id: AssignmentId }),
      Result: Row,
      execute: (r) =>
        sql`update tenancy.assignment set until = greatest(since, now())
          where organization_id = ${r.organizationId} and id = ${r.id} and (until is null or until > greatest(since, now()))
          returning ${sql.literal(columns)}`
    }),
    endOfMember: query.all({
      Request: Schema.Struct({ organizationId: OrganizationId, memberId: MemberId }),
      Result: Row,
      execute: (r) =>
        sql`update tenancy.assignment set until = greatest(since, now())
          where organization_id = ${r.organizationId} and member_id = ${r.memberId}
            and (until is null or until > greatest(since, now()))
          returning ${sql.literal(columns)}`
    }),
    list: query.all({
      Request: Schema.Struct({
        organizationId: OrganizationId,
        clientId: Schema.NullOr(ClientId),
        memberId: Schema.NullOr(MemberId)
      }),
      Result: Row,
      execute: (r) =>
        sql`select ${sql.literal(columns)} from tenancy.assignment
          where organization_id = ${r.organizationId}
            and (${r.clientId}::uuid is null or client_id = ${r.clientId}::uuid)
            and (${r.memberId}::uuid is null or member_id = ${r.memberId}::uuid)
          order by since, id`
    })
  }
})

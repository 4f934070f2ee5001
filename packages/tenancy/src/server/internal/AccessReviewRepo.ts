import { MemberId, OrganizationId, UserId } from "@beep/kernel/ids"
import { Role } from "@beep/kernel/Role"
import { Effect, Schema } from "effect"
import { SqlClient } from "effect/sql"
import { AssignmentRole, AssignmentState } from "../../contract/Assignment.ts"
import { MemberStatus } from "../../contract/Member.ts"
import * as query from "@beep/sql/query"

const Instant = Schema.NullOr(Schema.DateTimeUtcFromDate)

export const ReviewRow = Schema.Struct({
  memberId: MemberId,
  userId: Schema.NullOr(UserId),
  name: Schema.String,
  kind: Schema.Literals(["person", "integration"]),
  role: Role,
  status: MemberStatus,
  client: Schema.NullOr(Schema.String),
  assignment: Schema.NullOr(AssignmentRole),
  state: Schema.NullOr(AssignmentState),
  since: Instant,
  until: Instant,
  /** Of an integration's keys, the last use of any. */
  keyUsedAt: Instant
})
export type ReviewRow = typeof ReviewRow.Type

/** Every member, people and integrations, with each of its assignments; inside a tenant transaction of somebody who sees all clients. */
export const accessReviewRepo = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  return {
    rows: query.all({
      Request: OrganizationId,
      Result: ReviewRow,
      execute: (id) =>
        sql`select m.id as "memberId", m.user_id as "userId", m.display_name as name, m.kind, m.role, m.status, c.name as client,
            a.role as assignment,
            case when a.id is null then null when a.until <= now() then 'ended' when a.since > now() then 'coming' else 'active' end as state,
            a.since, a.until,
            (select max(k.last_used_at) from tenancy.api_key k where k.organization_id = m.organization_id and k.member_id = m.id) as "keyUsedAt"
          from tenancy.member m
          left join tenancy.assignment a on a.organization_id = m.organization_id and a.member_id = m.id
          left join tenancy.client c on c.organization_id = a.organization_id and c.id = a.client_id
          where m.organization_id = ${id}
          order by m.display_name, m.id, c.name, a.since, a.id`
    })
  }
})

import type { SqlClient } from "effect/sql"
import type { AuditEntry } from "../../contract/AuditEntry.ts"

const json = (value: AuditEntry["before"]): string | null => (value === null ? null : JSON.stringify(value))

export const insertEntry = (sql: SqlClient.SqlClient, entry: AuditEntry, leafHash: Uint8Array) => {
  const { actor } = entry
  return sql`
    insert into audit.entry (
      organization_id, id, at, actor_kind, actor_user_id, actor_job, member_id, action, entity_type, entity_id,
      client_id, before, after, result, reason, request_id, leaf_hash
    ) values (
      ${entry.organizationId}, ${entry.id}, ${entry.at}::text::timestamptz, ${actor.kind},
      ${actor.kind === "user" ? actor.userId : null}, ${actor.kind === "system" ? actor.job : null},
      ${entry.memberId}, ${entry.action}, ${entry.entityType}, ${entry.entityId}, ${entry.clientId},
      ${json(entry.before)}::text::jsonb, ${json(entry.after)}::text::jsonb, ${entry.result}, ${entry.reason}, ${entry.requestId}, ${leafHash}
    )`
}

/** The columns of `audit.entry e` as the fields of AuditEntry, the instant with its milliseconds exactly as hashed. */
export const entryColumns = (sql: SqlClient.SqlClient) =>
  sql.literal(`e.id, e.organization_id as "organizationId",
    to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
    case e.actor_kind when 'user' then jsonb_build_object('kind', 'user', 'userId', e.actor_user_id)
      else jsonb_build_object('kind', 'system', 'job', e.actor_job) end as actor,
    e.member_id as "memberId", e.action, e.entity_type as "entityType", e.entity_id as "entityId", e.client_id as "clientId",
    e.before, e.after, e.result, e.reason, e.request_id as "requestId"`)

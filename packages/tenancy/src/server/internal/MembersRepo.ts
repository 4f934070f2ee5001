import { MemberId, OrganizationId, UserId } from "@beep/kernel/ids"
import { Role } from "@beep/kernel/Role"
import { Effect, Schema } from "effect"
import { SqlClient } from "effect/sql"
import { DisplayName, Member, MemberStatus } from "../../contract/Member.ts"
import { Preferences } from "../../contract/Preferences.ts"
import * as query from "@beep/sql/query"

const Key = { organizationId: OrganizationId, id: MemberId }

const columns = `id, user_id as "userId", display_name as "displayName", role, status, row_version as "rowVersion"`

/** Rows of `tenancy.member`; inside a tenant transaction. People, but for `insertIntegration` and `place`. */
export const membersRepo = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  return {
    insert: query.one({
      Request: Schema.Struct({ ...Key, userId: UserId, displayName: DisplayName, role: Role, createdAt: Schema.Date }),
      Result: Member,
      execute: (r) =>
        sql`insert into tenancy.member (organization_id, id, user_id, display_name, role, created_at)
          values (${r.organizationId}, ${r.id}, ${r.userId}, ${r.displayName}, ${r.role}, ${r.createdAt})
          returning ${sql.literal(columns)}`
    }),
    insertIntegration: query.none({
      Request: Schema.Struct({ ...Key, displayName: DisplayName, role: Role, createdAt: Schema.Date }),
      execute: (r) =>
        sql`insert into tenancy.member (organization_id, id, kind, display_name, role, created_at)
          values (${r.organizationId}, ${r.id}, 'integration', ${r.displayName}, ${r.role}, ${r.createdAt})`
    }),
    find: query.option({
      Request: Schema.Struct(Key),
      Result: Member,
      execute: (r) =>
        sql`select ${sql.literal(columns)} from tenancy.member
          where organization_id = ${r.organizationId} and id = ${r.id} and kind = 'person'`
    }),
    ofUser: query.option({
      Request: Schema.Struct({ organizationId: OrganizationId, userId: UserId }),
      Result: Member,
      execute: (r) =>
        sql`select ${sql.literal(columns)} from tenancy.member where organization_id = ${r.organizationId} and user_id = ${r.userId} for update`
    }),
    /** Of a person or of an integration. */
    place: query.option({
      Request: Schema.Struct(Key),
      Result: Schema.Struct({ status: MemberStatus }),
      execute: (r) => sql`select status from tenancy.member where organization_id = ${r.organizationId} and id = ${r.id}`
    }),
    list: query.all({
      Request: OrganizationId,
      Result: Member,
      execute: (organizationId) =>
        sql`select ${sql.literal(columns)} from tenancy.member
          where organization_id = ${organizationId} and kind = 'person' order by display_name, id`
    }),
    rename: query.option({
      Request: Schema.Struct({ ...Key, displayName: DisplayName, expectedVersion: Schema.Int }),
      Result: Member,
      execute: (r) =>
        sql`update tenancy.member set display_name = ${r.displayName}, row_version = row_version + 1
          where organization_id = ${r.organizationId} and id = ${r.id} and row_version = ${r.expectedVersion}
          returning ${sql.literal(columns)}`
    }),
    prefer: query.option({
      Request: Schema.Struct({ ...Key, ...Preferences.fields }),
      Result: Preferences,
      execute: (r) =>
        sql`update tenancy.member set list_mode = ${r.listMode}, row_height = ${r.rows}
          where organization_id = ${r.organizationId} and id = ${r.id} and kind = 'person'
          returning list_mode as "listMode", row_height as rows`
    }),
    /** Locks every active owner, so that two owners cannot step down at the same moment. */
    lockOwners: query.all({
      Request: OrganizationId,
      Result: Schema.Struct({ id: MemberId }),
      execute: (organizationId) =>
        sql`select id from tenancy.member
          where organization_id = ${organizationId} and role = 'owner' and status = 'active' order by id for update`
    }),
    change: query.option({
      Request: Schema.Struct({ ...Key, role: Role, status: MemberStatus, expectedVersion: Schema.Int }),
      Result: Member,
      execute: (r) =>
        sql`update tenancy.member set role = ${r.role}, status = ${r.status}, row_version = row_version + 1
          where organization_id = ${r.organizationId} and id = ${r.id} and row_version = ${r.expectedVersion} and kind = 'person'
          returning ${sql.literal(columns)}`
    }),
    /** Brings somebody who was removed back, as whom the invitation names. */
    returned: query.one({
      Request: Schema.Struct({ ...Key, role: Role, displayName: DisplayName }),
      Result: Member,
      execute: (r) =>
        sql`update tenancy.member set role = ${r.role}, status = 'active', display_name = ${r.displayName}, row_version = row_version + 1
          where organization_id = ${r.organizationId} and id = ${r.id} and status = 'removed'
          returning ${sql.literal(columns)}`
    })
  }
})

import { MemberId, OrganizationId } from "@beep/kernel/ids"
import { Role, TenantRole } from "@beep/kernel/Role"
import { TimeZoneName } from "@beep/kernel/LocalDate"
import { Effect, Schema } from "effect"
import { SqlClient } from "effect/sql"
import { Preferences } from "../../contract/Preferences.ts"
import { DisplayName } from "../../contract/Member.ts"
import { Organization, OrganizationName, Tier } from "../../contract/Organization.ts"
import * as query from "@beep/sql/query"

const columns = `organization_id as id, name, demo, timezone, tier`

export const MeRow = Schema.Struct({
  memberId: MemberId,
  name: DisplayName,
  role: Role,
  organizationId: OrganizationId,
  organizationName: OrganizationName,
  demo: Schema.Boolean,
  timezone: TimeZoneName,
  tier: Tier,
  listMode: Preferences.fields.listMode,
  rows: Preferences.fields.rows
})
export type MeRow = typeof MeRow.Type

/** Rows of `tenancy.organization`; inside a tenant transaction, but for `me`, which binds its own tenant. */
export const organizationsRepo = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  return {
    insert: query.one({
      Request: Schema.Struct({ ...Organization.fields, createdAt: Schema.Date }),
      Result: Organization,
      execute: (r) =>
        sql`insert into tenancy.organization (organization_id, name, demo, timezone, tier, created_at)
          values (${r.id}, ${r.name}, ${r.demo}, ${r.timezone}, ${r.tier}, ${r.createdAt})
          returning ${sql.literal(columns)}`
    }),
    find: query.option({
      Request: OrganizationId,
      Result: Organization,
      execute: (id) => sql`select ${sql.literal(columns)} from tenancy.organization where organization_id = ${id}`
    }),
    me: query.option({
      Request: Schema.Struct({ organizationId: OrganizationId, memberId: MemberId, role: TenantRole }),
      Result: MeRow,
      execute: (r) =>
        sql`select member_id as "memberId", display_name as name, role, organization_id as "organizationId",
          organization_name as "organizationName", demo, timezone, tier, list_mode as "listMode", row_height as rows
          from tenancy.me(${r.organizationId}, ${r.memberId}, ${r.role})`
    })
  }
})

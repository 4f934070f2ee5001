import { MemberId, OrganizationId } from "@beep/kernel/ids"
import { TenantRole } from "@beep/kernel/Role"
import { Effect, Schema } from "effect"
import { SqlClient } from "effect/sql"
import { Feature } from "../../contract/Feature.ts"
import { Tier } from "../../contract/Organization.ts"
import * as query from "@beep/sql/query"

const Decision = { feature: Schema.String, enabled: Schema.Boolean, expiresAt: Schema.NullOr(Schema.DateTimeUtcFromDate) }

const StateRow = Schema.Union([
  Schema.Struct({ source: Schema.Literal("tier"), tier: Tier }),
  Schema.Struct({ source: Schema.Literals(["kill", "firm", "advisor"]), ...Decision })
])

const Place = { organizationId: OrganizationId, memberId: Schema.NullOr(MemberId) }

/** `state` binds its own tenant in one trip; the others run inside a tenant transaction. */
export const flagsRepo = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  return {
    state: query.all({
      Request: Schema.Struct({ ...Place, role: TenantRole }),
      Result: StateRow,
      execute: (r) =>
        sql`select source, feature, enabled, expires_at as "expiresAt", tier
          from tenancy.flag_state(${r.organizationId}, ${r.memberId}::uuid, ${r.role})`
    }),
    firmDecisions: query.all({
      Request: OrganizationId,
      Result: Schema.Struct({ ...Decision, reason: Schema.String }),
      execute: (organizationId) =>
        sql`select feature, enabled, expires_at as "expiresAt", reason from tenancy.feature_override
          where organization_id = ${organizationId} and member_id is null`
    }),
    override: query.none({
      Request: Schema.Struct({
        ...Place,
        feature: Feature,
        enabled: Schema.Boolean,
        reason: Schema.String,
        setBy: Schema.NullOr(MemberId),
        setAt: Schema.Date,
        expiresAt: Schema.NullOr(Schema.DateTimeUtcFromDate)
      }),
      execute: (r) =>
        sql`insert into tenancy.feature_override (organization_id, member_id, feature, enabled, reason, set_by, set_at, expires_at)
          values (${r.organizationId}, ${r.memberId}::uuid, ${r.feature}, ${r.enabled}, ${r.reason}, ${r.setBy}::uuid, ${r.setAt}, ${r.expiresAt}::timestamptz)
          on conflict on constraint feature_override_key do update set enabled = excluded.enabled, reason = excluded.reason,
            set_by = excluded.set_by, set_at = excluded.set_at, expires_at = excluded.expires_at`
    }),
    clear: query.all({
      Request: Schema.Struct({ ...Place, feature: Feature }),
      Result: Schema.Struct({ enabled: Schema.Boolean }),
      execute: (r) =>
        sql`delete from tenancy.feature_override
          where organization_id = ${r.organizationId} and feature = ${r.feature} and member_id is not distinct from ${r.memberId}::uuid
          returning enabled`
    }),
    kill: query.none({
      Request: Schema.Struct({
        feature: Feature,
        killed: Schema.Boolean,
        reason: Schema.String,
        operator: Schema.String,
        at: Schema.Date
      }),
      execute: (r) => sql`select tenancy.set_kill_switch(${r.feature}, ${r.killed}, ${r.reason}, ${r.operator}, ${r.at})`
    })
  }
})

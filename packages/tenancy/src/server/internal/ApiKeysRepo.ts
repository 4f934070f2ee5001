import { MemberId, OrganizationId } from "@beep/kernel/ids"
import { Capability } from "@beep/kernel/permissions"
import { Role } from "@beep/kernel/Role"
import { Effect, Schema } from "effect"
import { SqlClient } from "effect/sql"
import { ApiKeyId } from "../../contract/ApiKey.ts"
import { DisplayName } from "../../contract/Member.ts"
import * as query from "@beep/sql/query"

const Instant = Schema.DateTimeUtcFromDate

const Row = Schema.Struct({
  id: ApiKeyId,
  memberId: MemberId,
  name: DisplayName,
  prefix: Schema.String,
  scopes: Schema.Array(Capability),
  createdAt: Instant,
  endsAt: Instant,
  revokedAt: Schema.NullOr(Instant),
  lastUsedAt: Schema.NullOr(Instant)
})

export const ResolvedKey = Schema.Struct({
  id: ApiKeyId,
  memberId: MemberId,
  organizationId: OrganizationId,
  role: Role,
  scopes: Schema.Array(Capability)
})

const columns = `id, member_id as "memberId", name, prefix, to_json(scopes) as scopes, created_at as "createdAt", ends_at as "endsAt",
  revoked_at as "revokedAt", last_used_at as "lastUsedAt"`

const Key = { organizationId: OrganizationId, id: ApiKeyId }

/** Rows of `tenancy.api_key`; inside a tenant transaction, but for `resolve`, which knows a key and no organization. */
export const apiKeysRepo = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  return {
    insert: query.one({
      Request: Schema.Struct({
        ...Key,
        memberId: MemberId,
        name: DisplayName,
        keyHash: Schema.Uint8Array,
        prefix: Schema.String,
        scopes: Schema.fromJsonString(Schema.Array(Capability)),
        createdBy: Schema.NullOr(MemberId),
        at: Schema.Date,
        endsAt: Schema.Date
      }),
      Result: Row,
      execute: (r) =>
        sql`insert into tenancy.api_key (organization_id, id, member_id, name, key_hash, prefix, scopes, created_by, created_at, ends_at)
          values (${r.organizationId}, ${r.id}, ${r.memberId}, ${r.name}, ${r.keyHash}, ${r.prefix},
            array(select jsonb_array_elements_text(${r.scopes}::text::jsonb)), ${r.createdBy}::uuid, ${r.at}, ${r.endsAt})
          returning ${sql.literal(columns)}`
    }),
    list: query.all({
      Request: OrganizationId,
      Result: Row,
      execute: (id) =>
        sql`select ${sql.literal(columns)} from tenancy.api_key where organization_id = ${id} order by created_at desc, id limit 200`
    }),
    revoke: query.option({
      Request: Schema.Struct({ ...Key, at: Schema.Date }),
      Result: Schema.Struct({ id: ApiKeyId }),
      execute: (r) =>
        sql`update tenancy.api_key set revoked_at = ${r.at}
          where organization_id = ${r.organizationId} and id = ${r.id} and revoked_at is null returning id`
    }),
    resolve: query.option({
      Request: Schema.Struct({ keyHash: Schema.Uint8Array, now: Schema.Date, touchBefore: Schema.Date }),
      Result: ResolvedKey,
      execute: (r) =>
        sql`select id, member_id as "memberId", organization_id as "organizationId", role, to_json(scopes) as scopes
          from tenancy.resolve_api_key(${r.keyHash}, ${r.now}, ${r.touchBefore})`
    })
  }
})

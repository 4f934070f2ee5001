import { ClientId, type OrganizationId } from "@beep/kernel/ids"
import { Schema } from "effect"
import { type SqlClient, SqlSchema } from "effect/sql"
import { KekId } from "../KeyEncryption.ts"

const OrganizationKeyRow = Schema.Struct({ id: Schema.String, kekId: KekId, wrapped: Schema.Uint8Array })
export type OrganizationKeyRow = typeof OrganizationKeyRow.Type

/** A client's key with the organization's key that wraps it; `wrapped` is null once destroyed. */
const ClientKeyRow = Schema.Struct({
  id: Schema.String,
  clientId: ClientId,
  wrapped: Schema.NullOr(Schema.Uint8Array),
  by: Schema.NullOr(OrganizationKeyRow)
})
export type ClientKeyRow = typeof ClientKeyRow.Type

const FlatRow = Schema.Struct({
  id: Schema.String,
  clientId: Schema.NullOr(ClientId),
  wrapped: Schema.NullOr(Schema.Uint8Array),
  byId: Schema.NullOr(Schema.String),
  kekId: Schema.NullOr(KekId),
  byWrapped: Schema.NullOr(Schema.Uint8Array)
})

export type KeyRow =
  | { readonly _tag: "Organization"; readonly key: OrganizationKeyRow }
  | { readonly _tag: "Client"; readonly key: ClientKeyRow }

const keyRow = ({ byId, byWrapped, clientId, id, kekId, wrapped }: typeof FlatRow.Type): KeyRow | undefined => {
  const by = byId === null || kekId === null || byWrapped === null ? null : { id: byId, kekId, wrapped: byWrapped }
  if (clientId !== null) return { _tag: "Client", key: { id, clientId, wrapped, by } }
  return by === null ? undefined : { _tag: "Organization", key: by }
}

const present = (rows: ReadonlyArray<typeof FlatRow.Type>): ReadonlyArray<KeyRow> =>
  rows.map(keyRow).filter((row) => row !== undefined)

/** Statements over the keys of one organization, to be run in its transaction. */
export const keyRowsOf = (sql: SqlClient.SqlClient) => {
  const ofOrganization = sql.literal(
    `select o.id, null::uuid as "clientId", null::bytea as wrapped, o.id as "byId", o.kek_id as "kekId", o.wrapped as "byWrapped"
     from vault.organization_key o`
  )
  const ofClients = sql.literal(
    `select c.id, c.client_id as "clientId", c.wrapped, o.id as "byId", o.kek_id as "kekId", o.wrapped as "byWrapped"
     from vault.client_key c
     left join vault.organization_key o on o.organization_id = c.organization_id and o.id = c.organization_key_id`
  )

  const byIds = SqlSchema.findAll({
    Request: Schema.Struct({ org: Schema.String, ids: Schema.Array(Schema.String) }),
    Result: FlatRow,
    execute: ({ ids, org }) =>
      sql`${ofOrganization} where o.organization_id = ${org} and ${sql.in("o.id", ids)}
        union all ${ofClients} where c.organization_id = ${org} and ${sql.in("c.id", ids)}`
  })

  const current = SqlSchema.findAll({
    Request: Schema.Struct({ org: Schema.String, owner: Schema.NullOr(ClientId) }),
    Result: FlatRow,
    execute: ({ org, owner }) =>
      owner === null
        ? sql`${ofOrganization} where o.organization_id = ${org} and o.retired_at is null`
        : sql`${ofClients} where c.organization_id = ${org} and c.client_id = ${owner}`
  })

  return { byIds, current, present, ...writes(sql), ...sweeps(sql) }
}

const writes = (sql: SqlClient.SqlClient) => ({
  /** Nothing when another transaction made the first key meanwhile. */
  insertOrganizationKey: (org: OrganizationId, key: OrganizationKeyRow, now: string) =>
    sql`insert into vault.organization_key (organization_id, id, kek_id, wrapped, created_at)
      values (${org}, ${key.id}, ${key.kekId}, ${key.wrapped}, ${now}::text::timestamptz)
      on conflict (organization_id) where retired_at is null do nothing`,

  insertClientKey: (
    org: OrganizationId,
    clientId: ClientId,
    key: { readonly id: string; readonly by: string; readonly wrapped: Uint8Array },
    now: string
  ) =>
    sql`insert into vault.client_key (organization_id, client_id, id, organization_key_id, wrapped, created_at)
      values (${org}, ${clientId}, ${key.id}, ${key.by}, ${key.wrapped}, ${now}::text::timestamptz)
      on conflict (organization_id, client_id) do nothing`,

  retireOrganizationKey: (org: OrganizationId, now: string) =>
    sql`update vault.organization_key set retired_at = ${now}::text::timestamptz where organization_id = ${org} and retired_at is null returning id`,

  rewrapOrganizationKey: (org: OrganizationId, key: OrganizationKeyRow) =>
    sql`update vault.organization_key set kek_id = ${key.kekId}, wrapped = ${key.wrapped} where organization_id = ${org} and id = ${key.id}`,

  /** One statement for any number of clients; a key destroyed meanwhile stays destroyed. */
  rewrapClientKeys: (org: OrganizationId, by: string, keys: ReadonlyArray<{ readonly id: string; readonly wrapped: string }>) =>
    sql`update vault.client_key c set organization_key_id = ${by}, wrapped = decode(k.wrapped, 'base64')
      from jsonb_to_recordset(${JSON.stringify(keys)}::text::jsonb) as k(id uuid, wrapped text)
      where c.organization_id = ${org} and c.id = k.id and c.destroyed_at is null`,

  /** Also for a client that never had a key, so that none is made later. */
  destroyClientKey: (org: OrganizationId, clientId: ClientId, tombstoneId: string, now: string) =>
    sql`insert into vault.client_key as c (organization_id, client_id, id, created_at, destroyed_at)
      values (${org}, ${clientId}, ${tombstoneId}, ${now}::text::timestamptz, ${now}::text::timestamptz)
      on conflict (organization_id, client_id)
        do update set wrapped = null, destroyed_at = ${now}::text::timestamptz where c.destroyed_at is null`
})

const sweeps = (sql: SqlClient.SqlClient) => ({
  /** Rotations of one organization take turns; sealing does not wait for them. */
  lockRotation: (org: OrganizationId) => sql`select pg_advisory_xact_lock(hashtextextended('vault.rotate:' || ${org}::text, 0))`,

  livingClientKeys: SqlSchema.findAll({
    Request: Schema.String,
    Result: FlatRow,
    execute: (org) =>
      sql`select c.id, c.client_id as "clientId", c.wrapped, o.id as "byId", o.kek_id as "kekId", o.wrapped as "byWrapped"
        from vault.client_key c join vault.organization_key o on o.organization_id = c.organization_id and o.id = c.organization_key_id
        where c.organization_id = ${org} and c.destroyed_at is null order by c.id for update of c`
  }),

  notUnder: SqlSchema.findAll({
    Request: Schema.Struct({ org: Schema.String, kekId: KekId }),
    Result: OrganizationKeyRow,
    execute: ({ kekId, org }) =>
      sql`select id, kek_id as "kekId", wrapped from vault.organization_key
        where organization_id = ${org} and kek_id <> ${kekId} order by id for update`
  })
})

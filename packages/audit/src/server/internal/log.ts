import type { OrganizationId } from "@beep/kernel/ids"
import { Schema } from "effect"
import { type SqlClient, SqlSchema } from "effect/sql"
import { AuditEntry, AuditEntryId, AuditInstant } from "../../contract/AuditEntry.ts"
import { entryColumns } from "./entries.ts"

/** Numbers of leaves stay far below 2^53, so they travel as float8 and arrive as numbers. */
const Leaf = Schema.Struct({ index: Schema.Int, hash: Schema.Uint8Array })

const Head = Schema.Struct({
  size: Schema.Int,
  root: Schema.Uint8Array,
  edge: Schema.Uint8Array,
  at: AuditInstant,
  note: Schema.String
})
export type Head = typeof Head.Type

const LogState = Schema.Struct({
  headSize: Schema.Int,
  /** Leaves behind the newest head. */
  beyond: Schema.Int,
  pending: Schema.Int
})

const LeafWithEntry = Schema.Struct({
  index: Schema.Int,
  hash: Schema.Uint8Array,
  id: AuditEntryId,
  storedHash: Schema.NullOr(Schema.Uint8Array),
  entry: Schema.Unknown
})

const asEntry = Schema.decodeUnknownOption(AuditEntry)

const headColumns = `size::float8 as size, root, edge, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, note`

/** Statements over the log of one organization, to be run in its transaction. */
export const logOf = (sql: SqlClient.SqlClient) => ({
  sequence: SqlSchema.findAll({
    Request: Schema.Int,
    Result: Leaf,
    execute: (limit) => sql`select leaf_index::float8 as index, leaf_hash as hash from audit.sequence(${limit}::int)`
  }),

  newestHead: SqlSchema.findOneOption({
    Request: Schema.String,
    Result: Head,
    execute: (org) =>
      sql`select ${sql.literal(headColumns)} from audit.checkpoint where organization_id = ${org} order by audit.checkpoint.size desc limit 1`
  }),

  headsWithin: SqlSchema.findAll({
    Request: Schema.Struct({ org: Schema.String, above: Schema.Int, upTo: Schema.Int }),
    Result: Head,
    execute: ({ above, org, upTo }) =>
      sql`select ${sql.literal(headColumns)} from audit.checkpoint c
        where organization_id = ${org} and c.size > ${above}::bigint and c.size <= ${upTo}::bigint order by c.size`
  }),

  insertHead: (org: OrganizationId, head: Head) =>
    sql`insert into audit.checkpoint (organization_id, size, root, edge, at, note)
      values (${org}, ${head.size}::bigint, ${head.root}, ${head.edge}, ${head.at}::text::timestamptz, ${head.note})`,

  state: SqlSchema.findOne({
    Request: Schema.String,
    Result: LogState,
    execute: (org) =>
      sql`with head as (select coalesce(max(size), 0) as size from audit.checkpoint where organization_id = ${org})
        select head.size::float8 as "headSize",
          (select count(*) from audit.leaf l where l.organization_id = ${org} and l.leaf_index >= head.size)::float8 as beyond,
          (select count(*) from audit.pending p where p.organization_id = ${org})::float8 as pending
        from head`
  }),

  leavesFrom: SqlSchema.findAll({
    Request: Schema.Struct({ org: Schema.String, from: Schema.Int, below: Schema.Int, limit: Schema.Int }),
    Result: LeafWithEntry,
    execute: ({ below, from, limit, org }) =>
      sql`select l.leaf_index::float8 as index, l.leaf_hash as hash, l.id, e.leaf_hash as "storedHash",
          case when e.id is not null then (select to_jsonb(fields) from (select ${entryColumns(sql)}) as fields) end as entry
        from audit.leaf l left join audit.entry e on e.organization_id = l.organization_id and e.id = l.id
        where l.organization_id = ${org} and l.leaf_index >= ${from}::bigint and l.leaf_index < ${below}::bigint
        order by l.leaf_index limit ${limit}::int`
  }),

  outside: SqlSchema.findAll({
    Request: Schema.String,
    Result: Schema.Struct({ id: AuditEntryId }),
    execute: (org) =>
      sql`select e.id from audit.entry e
        where e.organization_id = ${org}
          and not exists (select from audit.leaf l where l.organization_id = ${org} and l.id = e.id)
          and not exists (select from audit.pending p where p.organization_id = ${org} and p.id = e.id)
        order by e.id limit 1000`
  }),

  asEntry
})

import { ClientId, MemberId, OrganizationId } from "@beep/kernel/ids"
import { TimeZoneName } from "@beep/kernel/LocalDate"
import { Currency } from "@beep/kernel/Money"
import { TenantRole } from "@beep/kernel/Role"
import { Effect, Schema } from "effect"
import { SqlClient } from "effect/sql"
import { Client, ClientKind, ClientName, ClientStatus } from "../../contract/Client.ts"
import * as query from "@beep/sql/query"

const New = Schema.Struct({
  organizationId: OrganizationId,
  id: ClientId,
  kind: ClientKind,
  name: ClientName,
  timezone: TimeZoneName,
  homeCurrency: Currency,
  createdAt: Schema.Date
})

const columns = `id, kind, name, timezone, home_currency as "homeCurrency", status, row_version as "rowVersion"`

/** Rows of `tenancy.client`; inside a tenant transaction, but for `find`, which binds its own. */
export const clientsRepo = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  return {
    find: query.option({
      Request: Schema.Struct({
        organizationId: OrganizationId,
        memberId: Schema.NullOr(MemberId),
        role: TenantRole,
        id: ClientId
      }),
      Result: Client,
      execute: (r) =>
        sql`select ${sql.literal(columns)} from tenancy.find_client(${r.organizationId}, ${r.memberId}::uuid, ${r.role}, ${r.id})`
    }),
    list: query.all({
      Request: OrganizationId,
      Result: Client,
      execute: (organizationId) =>
        sql`select ${sql.literal(columns)} from tenancy.client where organization_id = ${organizationId} and status <> 'left' order by name, id`
    }),
    insert: query.one({
      Request: New,
      Result: Client,
      execute: (r) =>
        sql`insert into tenancy.client (organization_id, id, kind, name, timezone, home_currency, created_at)
          values (${r.organizationId}, ${r.id}, ${r.kind}, ${r.name}, ${r.timezone}, ${r.homeCurrency}, ${r.createdAt})
          returning ${sql.literal(columns)}`
    }),
    setHomeCurrency: query.option({
      Request: Schema.Struct({
        organizationId: OrganizationId,
        id: ClientId,
        homeCurrency: Currency,
        at: Schema.DateTimeUtcFromDate
      }),
      Result: Client,
      execute: (r) =>
        sql`with was as (
            insert into tenancy.client_currency_change (organization_id, client_id, was, changed_at)
            select organization_id, id, home_currency, ${r.at}::timestamptz from tenancy.client
            where organization_id = ${r.organizationId} and id = ${r.id} and home_currency <> ${r.homeCurrency})
          update tenancy.client set home_currency = ${r.homeCurrency}, row_version = row_version + 1
          where organization_id = ${r.organizationId} and id = ${r.id}
          returning ${sql.literal(columns)}`
    }),
    setStatus: query.option({
      Request: Schema.Struct({ organizationId: OrganizationId, id: ClientId, status: ClientStatus, expectedVersion: Schema.Int }),
      Result: Client,
      execute: (r) =>
        sql`update tenancy.client set status = ${r.status}, row_version = row_version + 1
          where organization_id = ${r.organizationId} and id = ${r.id} and row_version = ${r.expectedVersion}
          returning ${sql.literal(columns)}`
    })
  }
})

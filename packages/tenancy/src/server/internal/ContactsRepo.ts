import { ClientId, OrganizationId } from "@beep/kernel/ids"
import * as query from "@beep/sql/query"
import { Array, Effect, Schema } from "effect"
import { SqlClient } from "effect/sql"

const key = { organizationId: OrganizationId, clientId: ClientId }
const contact = { lookup: Schema.Uint8Array, sealed: Schema.Uint8Array }

/** Rows of `tenancy.client_contact`; inside a tenant transaction. */
export const contactsRepo = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  return {
    ofClient: query.all({
      Request: Schema.Struct(key),
      Result: Schema.Struct(contact),
      execute: (r) =>
        sql`select address_lookup as lookup, address_sealed as sealed from tenancy.client_contact
          where organization_id = ${r.organizationId} and client_id = ${r.clientId}`
    }),
    /** Of the clients who are with the firm and the caller sees. */
    ofEveryClient: query.all({
      Request: Schema.Struct({ organizationId: OrganizationId }),
      Result: Schema.Struct({ clientId: ClientId, sealed: Schema.Uint8Array }),
      execute: (r) =>
        sql`select k.client_id as "clientId", k.address_sealed as sealed from tenancy.client_contact k
          join tenancy.client c on c.organization_id = k.organization_id and c.id = k.client_id and c.status <> 'left'
          where k.organization_id = ${r.organizationId} order by k.client_id`
    }),
    /** One change of a client's addresses at a time. */
    lock: query.none({
      Request: Schema.Struct(key),
      execute: (r) =>
        sql`select pg_advisory_xact_lock(hashtextextended(concat_ws('/', 'tenancy.client_contact', ${r.organizationId}::text, ${r.clientId}::text), 0))`
    }),
    /** Other clients with the firm that have some of these addresses. */
    elsewhere: query.all({
      Request: Schema.Struct({ ...key, lookups: Schema.NonEmptyArray(Schema.Uint8Array) }),
      Result: Schema.Struct({ clientId: ClientId, lookup: Schema.Uint8Array }),
      execute: (r) =>
        sql`select k.client_id as "clientId", k.address_lookup as lookup from tenancy.client_contact k
          join tenancy.client c on c.organization_id = k.organization_id and c.id = k.client_id and c.status <> 'left'
          where k.organization_id = ${r.organizationId} and k.client_id <> ${r.clientId} and ${sql.in("k.address_lookup", r.lookups)}
          order by 1`
    }),
    clear: query.none({
      Request: Schema.Struct(key),
      execute: (r) =>
        sql`delete from tenancy.client_contact where organization_id = ${r.organizationId} and client_id = ${r.clientId}`
    }),
    insertAll: query.none({
      Request: Schema.Struct({ ...key, contacts: Schema.NonEmptyArray(Schema.Struct(contact)), at: Schema.Date }),
      execute: (r) =>
        sql`insert into tenancy.client_contact ${sql.insert(
          Array.map(r.contacts, ({ lookup, sealed }) => ({
            organization_id: r.organizationId,
            client_id: r.clientId,
            address_lookup: lookup,
            address_sealed: sealed,
            added_at: r.at
          }))
        )}`
    }),
    /** Clients that are with the firm and have one of these addresses. */
    having: query.all({
      Request: Schema.Struct({ organizationId: OrganizationId, lookups: Schema.NonEmptyArray(Schema.Uint8Array) }),
      Result: Schema.Struct({ clientId: ClientId }),
      execute: (r) =>
        sql`select distinct k.client_id as "clientId" from tenancy.client_contact k
          join tenancy.client c on c.organization_id = k.organization_id and c.id = k.client_id and c.status <> 'left'
          where k.organization_id = ${r.organizationId} and ${sql.in("k.address_lookup", r.lookups)} order by 1`
    })
  }
})

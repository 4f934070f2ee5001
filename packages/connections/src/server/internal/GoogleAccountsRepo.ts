import { ConnectionId, MemberId, OrganizationId } from "@beep/kernel/ids"
import * as query from "@beep/sql/query"
import { Effect, Schema } from "effect"
import { SqlClient } from "effect/sql"
import { GoogleAccountStatus } from "../../contract/GoogleAccount.ts"

const instant = Schema.NullOr(Schema.DateTimeUtcFromDate)
const bytes = Schema.NullOr(Schema.Uint8Array)

export const GoogleAccountRow = Schema.Struct({
  id: ConnectionId,
  memberId: MemberId,
  status: GoogleAccountStatus,
  scopes: Schema.Array(Schema.String),
  identitySealed: Schema.Uint8Array,
  accessSealed: bytes,
  accessExpiresAt: instant,
  refreshSealed: bytes,
  linkedAt: Schema.DateTimeUtcFromDate,
  lastRefreshAt: instant,
  lastErrorCode: Schema.NullOr(Schema.String),
  chosenAt: instant,
  version: Schema.Int
})
export type GoogleAccountRow = typeof GoogleAccountRow.Type

const columns = `id, member_id as "memberId", status, scopes, identity_sealed as "identitySealed", access_sealed as "accessSealed",
  access_expires_at as "accessExpiresAt", refresh_sealed as "refreshSealed", linked_at as "linkedAt", last_refresh_at as "lastRefreshAt",
  last_error_code as "lastErrorCode", chosen_at as "chosenAt", version`

const organizationId = OrganizationId
const key = { organizationId, id: ConnectionId }
const tokens = { accessSealed: Schema.Uint8Array, accessExpiresAt: Schema.Date, scopes: Schema.Array(Schema.String) }

/** What one organization holds of Google accounts; inside a tenant transaction. */
export const googleAccountsRepo = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  const every = sql.literal(columns)
  return {
    all: query.all({
      Request: organizationId,
      Result: GoogleAccountRow,
      execute: (organization) =>
        sql`select ${every} from connections.google_account where organization_id = ${organization} order by linked_at, id`
    }),
    find: query.option({
      Request: Schema.Struct(key),
      Result: GoogleAccountRow,
      execute: (r) =>
        sql`select ${every} from connections.google_account where organization_id = ${r.organizationId} and id = ${r.id}`
    }),
    /** Holds the row until the transaction ends. */
    lock: query.option({
      Request: Schema.Struct(key),
      Result: GoogleAccountRow,
      execute: (r) =>
        sql`select ${every} from connections.google_account where organization_id = ${r.organizationId} and id = ${r.id} for update`
    }),
    lockSubject: query.option({
      Request: Schema.Struct({ organizationId, subjectLookup: Schema.Uint8Array }),
      Result: GoogleAccountRow,
      execute: (r) =>
        sql`select ${every} from connections.google_account
          where organization_id = ${r.organizationId} and subject_lookup = ${r.subjectLookup} for update`
    }),
    insert: query.none({
      Request: Schema.Struct({
        ...key,
        ...tokens,
        memberId: MemberId,
        subjectLookup: Schema.Uint8Array,
        identitySealed: Schema.Uint8Array,
        refreshSealed: Schema.Uint8Array,
        status: GoogleAccountStatus,
        at: Schema.Date
      }),
      execute: (r) =>
        sql`insert into connections.google_account (organization_id, id, member_id, subject_lookup, identity_sealed, status, scopes,
            access_sealed, access_expires_at, refresh_sealed, linked_at)
          values (${r.organizationId}, ${r.id}, ${r.memberId}, ${r.subjectLookup}, ${r.identitySealed}, ${r.status}, ${r.scopes},
            ${r.accessSealed}, ${r.accessExpiresAt}, ${r.refreshSealed}, ${r.at})`
    }),
    /** The same Google account consented again. */
    renew: query.none({
      Request: Schema.Struct({
        ...key,
        ...tokens,
        memberId: MemberId,
        identitySealed: Schema.Uint8Array,
        refreshSealed: Schema.Uint8Array,
        status: GoogleAccountStatus,
        at: Schema.Date
      }),
      execute: (r) =>
        sql`update connections.google_account set member_id = ${r.memberId}, identity_sealed = ${r.identitySealed}, status = ${r.status},
            scopes = ${r.scopes}, access_sealed = ${r.accessSealed}, access_expires_at = ${r.accessExpiresAt}, refresh_sealed = ${r.refreshSealed},
            linked_at = ${r.at}, refresh_failures = 0, last_error_code = null, last_error_at = null, version = version + 1
          where organization_id = ${r.organizationId} and id = ${r.id}`
    }),
    refreshed: query.none({
      Request: Schema.Struct({
        ...key,
        accessSealed: Schema.Uint8Array,
        accessExpiresAt: Schema.Date,
        refreshSealed: Schema.Uint8Array,
        at: Schema.Date
      }),
      execute: (r) =>
        sql`update connections.google_account set access_sealed = ${r.accessSealed}, access_expires_at = ${r.accessExpiresAt},
            refresh_sealed = ${r.refreshSealed}, last_refresh_at = ${r.at}, refresh_failures = 0, last_error_code = null,
            last_error_at = null, version = version + 1
          where organization_id = ${r.organizationId} and id = ${r.id}`
    }),
    fail: query.none({
      Request: Schema.Struct({ ...key, status: GoogleAccountStatus, code: Schema.String, at: Schema.Date }),
      execute: (r) =>
        sql`update connections.google_account set status = ${r.status}, refresh_failures = refresh_failures + 1, last_error_code = ${r.code},
            last_error_at = ${r.at}, version = version + 1
          where organization_id = ${r.organizationId} and id = ${r.id} and status <> 'revoked'`
    }),
    wipe: query.none({
      Request: Schema.Struct(key),
      execute: (r) =>
        sql`update connections.google_account set status = 'revoked', access_sealed = null, access_expires_at = null, refresh_sealed = null,
            chosen_by = null, chosen_at = null, last_error_code = null, version = version + 1
          where organization_id = ${r.organizationId} and id = ${r.id}`
    }),
    unchoose: query.none({
      Request: organizationId,
      execute: (organization) =>
        sql`update connections.google_account set chosen_by = null, chosen_at = null
          where organization_id = ${organization} and chosen_at is not null`
    }),
    choose: query.none({
      Request: Schema.Struct({ ...key, memberId: MemberId, at: Schema.Date }),
      execute: (r) =>
        sql`update connections.google_account set chosen_by = ${r.memberId}, chosen_at = ${r.at}
          where organization_id = ${r.organizationId} and id = ${r.id}`
    })
  }
})

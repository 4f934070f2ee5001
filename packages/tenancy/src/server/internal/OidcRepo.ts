import { SessionId, UserId } from "@beep/kernel/ids"
import { AuthSql } from "@beep/sql/Database"
import * as query from "@beep/sql/query"
import { Effect, Schema } from "effect"
import { IdentityId } from "../../contract/Oidc.ts"

export const OidcFlowId = Schema.String.check(Schema.isUUID()).pipe(Schema.brand("OidcFlowId"))

/** Rows of `identity.oidc_flow` and `identity.external_identity`. */
export const oidcRepo = Effect.gen(function* () {
  const sql = yield* AuthSql
  return {
    addFlow: query.none({
      Request: Schema.Struct({
        id: OidcFlowId,
        stateHash: Schema.Uint8Array,
        browserHash: Schema.Uint8Array,
        sessionId: Schema.NullOr(SessionId),
        secretSealed: Schema.Uint8Array,
        at: Schema.Date,
        expiresAt: Schema.Date
      }),
      execute: (r) =>
        sql`with old as (delete from identity.oidc_flow where expires_at < ${r.at}::timestamptz - interval '1 day')
          insert into identity.oidc_flow (state_hash, id, browser_hash, session_id, secret_sealed, created_at, expires_at)
          values (${r.stateHash}, ${r.id}, ${r.browserHash}, ${r.sessionId}::uuid, ${r.secretSealed}, ${r.at}, ${r.expiresAt})`
    }),
    /** Once, in time, and to the browser that set out. */
    takeFlow: query.option({
      Request: Schema.Struct({ stateHash: Schema.Uint8Array, browserHash: Schema.Uint8Array, at: Schema.Date }),
      Result: Schema.Struct({ id: OidcFlowId, sessionId: Schema.NullOr(SessionId), secretSealed: Schema.Uint8Array }),
      execute: (r) =>
        sql`update identity.oidc_flow set used_at = ${r.at}
          where state_hash = ${r.stateHash} and browser_hash = ${r.browserHash} and used_at is null and expires_at > ${r.at}
          returning id, session_id as "sessionId", secret_sealed as "secretSealed"`
    }),
    ownerOf: query.option({
      Request: Schema.Struct({ issuer: Schema.String, subject: Schema.String }),
      Result: Schema.Struct({ userId: UserId }),
      execute: (r) =>
        sql`select i.user_id as "userId" from identity.external_identity i
          join identity."user" u on u.id = i.user_id and u.status = 'active'
          where i.issuer = ${r.issuer} and i.subject = ${r.subject}`
    }),
    /** No row when that account is linked already, with whomever. */
    link: query.option({
      Request: Schema.Struct({ id: IdentityId, userId: UserId, issuer: Schema.String, subject: Schema.String, at: Schema.Date }),
      Result: Schema.Struct({ id: IdentityId }),
      execute: (r) =>
        sql`insert into identity.external_identity (id, user_id, issuer, subject, linked_at)
          values (${r.id}, ${r.userId}, ${r.issuer}, ${r.subject}, ${r.at})
          on conflict (issuer, subject) do nothing returning id`
    }),
    list: query.all({
      Request: UserId,
      Result: Schema.Struct({ identityId: IdentityId, issuer: Schema.String, linkedAt: Schema.DateTimeUtcFromDate }),
      execute: (userId) =>
        sql`select id as "identityId", issuer, linked_at as "linkedAt" from identity.external_identity
          where user_id = ${userId} order by linked_at, id`
    }),
    unlink: query.option({
      Request: Schema.Struct({ id: IdentityId, userId: UserId }),
      Result: Schema.Struct({ id: IdentityId }),
      execute: (r) => sql`delete from identity.external_identity where id = ${r.id} and user_id = ${r.userId} returning id`
    })
  }
})

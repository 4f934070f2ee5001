import { MemberId, OrganizationId, SessionId, UserId } from "@beep/kernel/ids"
import { Role } from "@beep/kernel/Role"
import { AuthSql } from "@beep/sql/Database"
import { Effect, Schema } from "effect"
import * as query from "@beep/sql/query"

export const Resolved = Schema.Struct({
  sessionId: SessionId,
  userId: UserId,
  memberId: MemberId,
  organizationId: OrganizationId,
  role: Role
})

const Membership = Schema.Struct({ memberId: MemberId, organizationId: OrganizationId, role: Role })
export type Membership = typeof Membership.Type

/** Rows of `identity.session` and `identity.attempt`, and the definer functions that look at memberships. */
export const sessionsRepo = Effect.gen(function* () {
  const sql = yield* AuthSql
  return {
    resolve: query.option({
      Request: Schema.Struct({
        tokenHash: Schema.Uint8Array,
        now: Schema.Date,
        idleSince: Schema.Date,
        touchBefore: Schema.Date
      }),
      Result: Resolved,
      execute: (r) =>
        sql`select session_id as "sessionId", user_id as "userId", member_id as "memberId", organization_id as "organizationId", role
          from identity.resolve_session(${r.tokenHash}, ${r.now}, ${r.idleSince}, ${r.touchBefore})`
    }),
    memberships: query.all({
      Request: UserId,
      Result: Membership,
      execute: (userId) =>
        sql`select member_id as "memberId", organization_id as "organizationId", role from identity.memberships(${userId})`
    }),
    insert: query.none({
      Request: Schema.Struct({
        tokenHash: Schema.Uint8Array,
        id: SessionId,
        userId: UserId,
        memberId: MemberId,
        createdAt: Schema.Date,
        expiresAt: Schema.Date
      }),
      execute: (r) =>
        sql`insert into identity.session (token_hash, id, user_id, member_id, created_at, last_seen_at, expires_at)
          values (${r.tokenHash}, ${r.id}, ${r.userId}, ${r.memberId}, ${r.createdAt}, ${r.createdAt}, ${r.expiresAt})`
    }),
    revoke: query.none({
      Request: Schema.Struct({ id: SessionId, at: Schema.Date }),
      execute: (r) => sql`update identity.session set revoked_at = ${r.at} where id = ${r.id} and revoked_at is null`
    }),
    purge: query.all({
      Request: Schema.Struct({ endedBefore: Schema.Date }),
      Result: Schema.Struct({ id: SessionId }),
      execute: (r) => sql`delete from identity.session where expires_at < ${r.endedBefore} returning id`
    }),
    beginAttempt: query.one({
      Request: Schema.Struct({ account: Schema.Uint8Array, address: Schema.Uint8Array, now: Schema.Date }),
      Result: Schema.Struct({ waitSeconds: Schema.Int }),
      execute: (r) => sql`select identity.begin_attempt(${r.account}, ${r.address}, ${r.now}) as "waitSeconds"`
    }),
    forgiveAttempt: query.none({
      Request: Schema.Struct({ account: Schema.Uint8Array, address: Schema.Uint8Array, now: Schema.Date }),
      execute: (r) => sql`select identity.forgive_attempt(${r.account}, ${r.address}, ${r.now})`
    })
  }
})

import { MemberId, OrganizationId, SessionId, UserId } from "@beep/kernel/ids"
import { Role } from "@beep/kernel/Role"
import { AuthSql } from "@beep/sql/Database"
import { Effect, Schema } from "effect"
import * as query from "@beep/sql/query"
import { Browser, System } from "../../contract/Agent.ts"
import { SessionStrength } from "../../contract/SessionStrength.ts"

export const Resolved = Schema.Struct({
  sessionId: SessionId,
  userId: UserId,
  memberId: MemberId,
  organizationId: OrganizationId,
  role: Role,
  demo: Schema.Boolean,
  strength: SessionStrength,
  hasSecondFactor: Schema.Boolean,
  steppedUpAt: Schema.NullOr(Schema.DateTimeUtcFromDate),
  expiresAt: Schema.DateTimeUtcFromDate
})

const resolvedColumns = `session_id as "sessionId", user_id as "userId", member_id as "memberId", organization_id as "organizationId",
  role, demo, strength, has_second_factor as "hasSecondFactor", stepped_up_at as "steppedUpAt", expires_at as "expiresAt"`

const Limits = { now: Schema.Date, idleSince: Schema.Date, touchBefore: Schema.Date }

const Membership = Schema.Struct({ memberId: MemberId, organizationId: OrganizationId, role: Role, demo: Schema.Boolean })
export type Membership = typeof Membership.Type

const Listed = Schema.Struct({
  sessionId: SessionId,
  strength: SessionStrength,
  browser: Browser,
  system: System,
  createdAt: Schema.DateTimeUtcFromDate,
  lastSeenAt: Schema.DateTimeUtcFromDate,
  expiresAt: Schema.DateTimeUtcFromDate
})

/** Rows of `identity.session`, and the definer functions that look at memberships. */
export const sessionsRepo = Effect.gen(function* () {
  const sql = yield* AuthSql
  return {
    resolve: query.option({
      Request: Schema.Struct({ tokenHash: Schema.Uint8Array, ...Limits }),
      Result: Resolved,
      execute: (r) =>
        sql`select ${sql.literal(resolvedColumns)}
          from identity.resolve_session(${r.tokenHash}, ${r.now}, ${r.idleSince}, ${r.touchBefore})`
    }),
    resolveById: query.option({
      Request: Schema.Struct({ id: SessionId, ...Limits }),
      Result: Resolved,
      execute: (r) =>
        sql`select ${sql.literal(resolvedColumns)}
          from identity.resolve_session_of_token(${r.id}, ${r.now}, ${r.idleSince}, ${r.touchBefore})`
    }),
    memberships: query.all({
      Request: UserId,
      Result: Membership,
      execute: (userId) =>
        sql`select member_id as "memberId", organization_id as "organizationId", role, demo from identity.memberships(${userId})`
    }),
    insert: query.none({
      Request: Schema.Struct({
        tokenHash: Schema.Uint8Array,
        id: SessionId,
        userId: UserId,
        memberId: MemberId,
        createdAt: Schema.Date,
        expiresAt: Schema.Date,
        strength: SessionStrength,
        steppedUpAt: Schema.NullOr(Schema.DateTimeUtcFromDate),
        browser: Browser,
        system: System
      }),
      execute: (r) =>
        sql`insert into identity.session
            (token_hash, id, user_id, member_id, created_at, last_seen_at, expires_at, strength, stepped_up_at, browser, system)
          values (${r.tokenHash}, ${r.id}, ${r.userId}, ${r.memberId}, ${r.createdAt}, ${r.createdAt}, ${r.expiresAt},
            ${r.strength}, ${r.steppedUpAt}, ${r.browser}, ${r.system})`
    }),
    /** No row when the session ended meanwhile. A token hash takes the place of the former, which then opens nothing. */
    elevate: query.option({
      Request: Schema.Struct({
        id: SessionId,
        strength: SessionStrength,
        at: Schema.Date,
        tokenHash: Schema.NullOr(Schema.Uint8Array)
      }),
      Result: Schema.Struct({ id: SessionId }),
      execute: (r) =>
        sql`update identity.session set strength = ${r.strength}, stepped_up_at = ${r.at},
            token_hash = coalesce(${r.tokenHash}::bytea, token_hash)
          where id = ${r.id} and revoked_at is null and expires_at > ${r.at} returning id`
    }),
    listOpen: query.all({
      Request: Schema.Struct({ userId: UserId, now: Schema.Date, idleSince: Schema.Date }),
      Result: Listed,
      execute: (r) =>
        sql`select id as "sessionId", strength, browser, system, created_at as "createdAt", last_seen_at as "lastSeenAt",
            expires_at as "expiresAt"
          from identity.session
          where user_id = ${r.userId} and revoked_at is null and expires_at > ${r.now} and last_seen_at > ${r.idleSince}
          order by last_seen_at desc, id`
    }),
    revoke: query.option({
      Request: Schema.Struct({ id: SessionId, userId: UserId, at: Schema.Date }),
      Result: Schema.Struct({ id: SessionId }),
      execute: (r) =>
        sql`update identity.session set revoked_at = ${r.at}
          where id = ${r.id} and user_id = ${r.userId} and revoked_at is null and expires_at > ${r.at} returning id`
    }),
    /** Every open session of a user, but the one to keep. */
    revokeAll: query.all({
      Request: Schema.Struct({ userId: UserId, keep: Schema.NullOr(SessionId), at: Schema.Date }),
      Result: Schema.Struct({ id: SessionId }),
      execute: (r) =>
        sql`update identity.session set revoked_at = ${r.at}
          where user_id = ${r.userId} and revoked_at is null and id is distinct from ${r.keep}::uuid returning id`
    }),
    purge: query.all({
      Request: Schema.Struct({ endedBefore: Schema.Date }),
      Result: Schema.Struct({ id: SessionId }),
      execute: (r) => sql`delete from identity.session where expires_at < ${r.endedBefore} returning id`
    })
  }
})

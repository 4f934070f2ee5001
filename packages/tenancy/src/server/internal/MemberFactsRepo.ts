import { MemberId, UserId } from "@beep/kernel/ids"
import { AuthSql } from "@beep/sql/Database"
import { Effect, Schema } from "effect"
import * as query from "@beep/sql/query"

/** What schema `identity` knows about the people of an organization, by their ids; as `beep_auth`. */
export const memberFactsRepo = Effect.gen(function* () {
  const sql = yield* AuthSql
  return {
    facts: query.all({
      Request: Schema.Array(UserId),
      Result: Schema.Struct({ userId: UserId, emailSealed: Schema.Uint8Array, hasSecondFactor: Schema.Boolean }),
      execute: (ids) =>
        sql`select u.id as "userId", u.email_sealed as "emailSealed",
            exists (select from identity.second_factor f where f.user_id = u.id and f.confirmed_at is not null) as "hasSecondFactor"
          from identity."user" u where ${sql.in("u.id", ids)}`
    }),
    lastSeen: query.all({
      Request: Schema.Array(MemberId),
      Result: Schema.Struct({ memberId: MemberId, at: Schema.DateTimeUtcFromDate }),
      execute: (ids) =>
        sql`select member_id as "memberId", max(last_seen_at) as at from identity.session
          where ${sql.in("member_id", ids)} group by member_id`
    }),
    revokeSessions: query.none({
      Request: Schema.Struct({ memberId: MemberId, at: Schema.Date }),
      execute: (r) => sql`update identity.session set revoked_at = ${r.at} where member_id = ${r.memberId} and revoked_at is null`
    })
  }
})

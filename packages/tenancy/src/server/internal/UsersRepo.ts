import { UserId } from "@beep/kernel/ids"
import { AuthSql } from "@beep/sql/Database"
import { Effect, Schema } from "effect"
import * as query from "@beep/sql/query"

/** Rows of `identity.user` and `identity.credential`; the address is there as a token and sealed. */
export const usersRepo = Effect.gen(function* () {
  const sql = yield* AuthSql
  return {
    byToken: query.option({
      Request: Schema.Uint8Array,
      Result: Schema.Struct({ id: UserId }),
      execute: (token) => sql`select id from identity."user" where email_token = ${token}`
    }),
    /**
     * One row whether anybody has this address or not, so that the two cost the same.
     * `passwordHash` is null for nobody, and for a user who signs in elsewhere.
     */
    candidate: query.one({
      Request: Schema.Uint8Array,
      Result: Schema.Struct({ id: Schema.NullOr(UserId), passwordHash: Schema.NullOr(Schema.String) }),
      execute: (token) =>
        sql`select u.id, c.password_hash as "passwordHash" from (select ${token}::bytea as token) asked
          left join identity."user" u on u.email_token = asked.token and u.status = 'active'
          left join identity.credential c on c.user_id = u.id`
    }),
    account: query.one({
      Request: UserId,
      Result: Schema.Struct({
        emailToken: Schema.Uint8Array,
        emailSealed: Schema.Uint8Array,
        passwordHash: Schema.NullOr(Schema.String),
        passwordChangedAt: Schema.NullOr(Schema.DateTimeUtcFromDate)
      }),
      execute: (userId) =>
        sql`select u.email_token as "emailToken", u.email_sealed as "emailSealed", c.password_hash as "passwordHash", c.updated_at as "passwordChangedAt"
          from identity."user" u left join identity.credential c on c.user_id = u.id where u.id = ${userId}`
    }),
    /** No row when somebody made the same user a moment earlier. */
    insert: query.option({
      Request: Schema.Struct({ id: UserId, emailToken: Schema.Uint8Array, emailSealed: Schema.Uint8Array, at: Schema.Date }),
      Result: Schema.Struct({ id: UserId }),
      execute: (r) =>
        sql`insert into identity."user" (id, email_token, email_sealed, created_at)
          values (${r.id}, ${r.emailToken}, ${r.emailSealed}, ${r.at}) on conflict (email_token) do nothing returning id`
    }),
    setPasswordHash: query.none({
      Request: Schema.Struct({ userId: UserId, passwordHash: Schema.String, at: Schema.Date }),
      execute: (r) =>
        sql`insert into identity.credential (user_id, password_hash, updated_at) values (${r.userId}, ${r.passwordHash}, ${r.at})
          on conflict (user_id) do update set password_hash = excluded.password_hash, updated_at = excluded.updated_at`
    }),
    /** Fails on `user_email_token_key` when the address became another user's meanwhile. */
    setAddress: query.none({
      Request: Schema.Struct({ userId: UserId, emailToken: Schema.Uint8Array, emailSealed: Schema.Uint8Array }),
      execute: (r) =>
        sql`update identity."user" set email_token = ${r.emailToken}, email_sealed = ${r.emailSealed} where id = ${r.userId}`
    }),
    inTransaction: sql.withTransaction
  }
})

import { UserId } from "@beep/kernel/ids"
import { AuthSql } from "@beep/sql/Database"
import * as query from "@beep/sql/query"
import { Effect, Schema } from "effect"

export const MailedTokenId = Schema.String.check(Schema.isUUID()).pipe(Schema.brand("MailedTokenId"))

export const MailedPurpose = Schema.Literals(["password_reset", "address_change", "address_undo"])
export type MailedPurpose = typeof MailedPurpose.Type

const Address = { emailToken: Schema.NullOr(Schema.Uint8Array), emailSealed: Schema.NullOr(Schema.Uint8Array) }

const Mailed = Schema.Struct({
  id: MailedTokenId,
  userId: UserId,
  ...Address,
  expiresAt: Schema.DateTimeUtcFromDate,
  closedAt: Schema.NullOr(Schema.DateTimeUtcFromDate)
})
export type Mailed = typeof Mailed.Type

/** Rows of `identity.mailed_token`. */
export const mailedTokensRepo = Effect.gen(function* () {
  const sql = yield* AuthSql
  return {
    add: query.none({
      Request: Schema.Struct({
        tokenHash: Schema.Uint8Array,
        id: MailedTokenId,
        purpose: MailedPurpose,
        userId: UserId,
        ...Address,
        at: Schema.Date,
        expiresAt: Schema.DateTimeUtcFromDate
      }),
      execute: (r) =>
        sql`with old as (delete from identity.mailed_token where expires_at < ${r.at}::timestamptz - interval '30 days')
          insert into identity.mailed_token (token_hash, id, purpose, user_id, email_token, email_sealed, created_at, expires_at)
          values (${r.tokenHash}, ${r.id}, ${r.purpose}, ${r.userId}, ${r.emailToken}::bytea, ${r.emailSealed}::bytea, ${r.at}, ${r.expiresAt})`
    }),
    find: query.option({
      Request: Schema.Struct({ tokenHash: Schema.Uint8Array, purpose: MailedPurpose }),
      Result: Mailed,
      execute: (r) =>
        sql`select id, user_id as "userId", email_token as "emailToken", email_sealed as "emailSealed", expires_at as "expiresAt",
            closed_at as "closedAt"
          from identity.mailed_token where token_hash = ${r.tokenHash} and purpose = ${r.purpose}`
    }),
    /** Of two who come with one token, or with two of one user, the first to hold this row goes on; the other then finds his closed. */
    lockUser: query.none({
      Request: UserId,
      execute: (userId) => sql`select id from identity."user" where id = ${userId} for update`
    }),
    /** Closes every open token of these purposes; who holds one of the ids answered is the one who used it. */
    closeAll: query.all({
      Request: Schema.Struct({ userId: UserId, purposes: Schema.Array(MailedPurpose), at: Schema.Date }),
      Result: Schema.Struct({ id: MailedTokenId }),
      execute: (r) =>
        sql`update identity.mailed_token set closed_at = ${r.at}
          where user_id = ${r.userId} and ${sql.in("purpose", r.purposes)} and closed_at is null and expires_at > ${r.at} returning id`
    })
  }
})

import { UserId } from "@beep/kernel/ids"
import { AuthSql } from "@beep/sql/Database"
import * as query from "@beep/sql/query"
import { Effect, Schema } from "effect"

export const SecondFactorId = Schema.String.check(Schema.isUUID()).pipe(Schema.brand("SecondFactorId"))

const Factor = Schema.Struct({ id: SecondFactorId, secretSealed: Schema.Uint8Array })

const Counter = Schema.BigInt

/** Rows of `identity.second_factor` and `identity.backup_code`. */
export const secondFactorsRepo = Effect.gen(function* () {
  const sql = yield* AuthSql
  return {
    confirmed: query.option({
      Request: UserId,
      Result: Factor,
      execute: (userId) =>
        sql`select id, secret_sealed as "secretSealed" from identity.second_factor
          where user_id = ${userId} and confirmed_at is not null`
    }),
    waiting: query.option({
      Request: UserId,
      Result: Factor,
      execute: (userId) =>
        sql`select id, secret_sealed as "secretSealed" from identity.second_factor where user_id = ${userId} and confirmed_at is null`
    }),
    state: query.one({
      Request: UserId,
      Result: Schema.Struct({ enrolledAt: Schema.NullOr(Schema.DateTimeUtcFromDate), backupCodesLeft: Schema.Int }),
      execute: (userId) =>
        sql`select (select confirmed_at from identity.second_factor where user_id = ${userId} and confirmed_at is not null) as "enrolledAt",
          (select count(*)::int from identity.backup_code where user_id = ${userId} and used_at is null) as "backupCodesLeft"`
    }),
    dropWaiting: query.none({
      Request: UserId,
      execute: (userId) => sql`delete from identity.second_factor where user_id = ${userId} and confirmed_at is null`
    }),
    addWaiting: query.none({
      Request: Schema.Struct({ id: SecondFactorId, userId: UserId, secretSealed: Schema.Uint8Array, at: Schema.Date }),
      execute: (r) =>
        sql`insert into identity.second_factor (id, user_id, secret_sealed, created_at)
          values (${r.id}, ${r.userId}, ${r.secretSealed}, ${r.at})`
    }),
    dropConfirmed: query.all({
      Request: UserId,
      Result: Schema.Struct({ id: SecondFactorId }),
      execute: (userId) =>
        sql`delete from identity.second_factor where user_id = ${userId} and confirmed_at is not null returning id`
    }),
    /** No row when it was confirmed or replaced meanwhile. */
    confirm: query.option({
      Request: Schema.Struct({ id: SecondFactorId, counter: Counter, at: Schema.Date }),
      Result: Schema.Struct({ id: SecondFactorId }),
      execute: (r) =>
        sql`update identity.second_factor set confirmed_at = ${r.at}, last_counter = ${r.counter}
          where id = ${r.id} and confirmed_at is null returning id`
    }),
    /** Uses up a step and all before it; no row when it was used up already. The row's lock makes one of two win. */
    take: query.option({
      Request: Schema.Struct({ id: SecondFactorId, counter: Counter }),
      Result: Schema.Struct({ id: SecondFactorId }),
      execute: (r) =>
        sql`update identity.second_factor set last_counter = ${r.counter}
          where id = ${r.id} and confirmed_at is not null and last_counter < ${r.counter} returning id`
    }),
    dropCodes: query.none({
      Request: UserId,
      execute: (userId) => sql`delete from identity.backup_code where user_id = ${userId}`
    }),
    addCode: query.none({
      Request: Schema.Struct({ userId: UserId, codeHash: Schema.Uint8Array, at: Schema.Date }),
      execute: (r) =>
        sql`insert into identity.backup_code (code_hash, user_id, created_at) values (${r.codeHash}, ${r.userId}, ${r.at})`
    }),
    /** No row for a code that is unknown or used. */
    takeCode: query.option({
      Request: Schema.Struct({ userId: UserId, codeHash: Schema.Uint8Array, at: Schema.Date }),
      Result: Schema.Struct({ userId: UserId }),
      execute: (r) =>
        sql`update identity.backup_code set used_at = ${r.at}
          where code_hash = ${r.codeHash} and user_id = ${r.userId} and used_at is null returning user_id as "userId"`
    })
  }
})

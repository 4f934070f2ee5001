import { AuthSql } from "@beep/sql/Database"
import * as query from "@beep/sql/query"
import { Effect, Schema } from "effect"

const Subject = Schema.Struct({ account: Schema.Uint8Array, address: Schema.Uint8Array, now: Schema.Date })

/** Rows of `identity.attempt`. */
export const attemptsRepo = Effect.gen(function* () {
  const sql = yield* AuthSql
  return {
    begin: query.one({
      Request: Subject,
      Result: Schema.Struct({ waitSeconds: Schema.Int }),
      execute: (r) => sql`select identity.begin_attempt(${r.account}, ${r.address}, ${r.now}) as "waitSeconds"`
    }),
    forgive: query.none({
      Request: Subject,
      execute: (r) => sql`select identity.forgive_attempt(${r.account}, ${r.address}, ${r.now})`
    })
  }
})

import { SessionId } from "@beep/kernel/ids"
import { AuthSql } from "@beep/sql/Database"
import * as query from "@beep/sql/query"
import { Effect, Schema } from "effect"

/** Rows of `identity.refresh_token`. */
export const refreshTokensRepo = Effect.gen(function* () {
  const sql = yield* AuthSql
  return {
    add: query.none({
      Request: Schema.Struct({ tokenHash: Schema.Uint8Array, sessionId: SessionId, at: Schema.Date }),
      execute: (r) =>
        sql`insert into identity.refresh_token (token_hash, session_id, issued_at) values (${r.tokenHash}, ${r.sessionId}, ${r.at})`
    }),
    find: query.option({
      Request: Schema.Uint8Array,
      Result: Schema.Struct({ sessionId: SessionId }),
      execute: (tokenHash) => sql`select session_id as "sessionId" from identity.refresh_token where token_hash = ${tokenHash}`
    }),
    /** No row when it was used before: of two who come with it, one. */
    take: query.option({
      Request: Schema.Struct({ tokenHash: Schema.Uint8Array, at: Schema.Date }),
      Result: Schema.Struct({ sessionId: SessionId }),
      execute: (r) =>
        sql`update identity.refresh_token set used_at = ${r.at}
          where token_hash = ${r.tokenHash} and used_at is null returning session_id as "sessionId"`
    })
  }
})

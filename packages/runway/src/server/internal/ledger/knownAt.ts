import { DateTime, Option } from "effect"
import type { SqlClient } from "effect/sql"

/** Which versions of `runway.ledger_record r` were known at a moment; the present ones, by their index, without one. */
export const knownAtOf = (sql: SqlClient.SqlClient) => (knownAt: Option.Option<DateTime.Utc>) =>
  Option.match(knownAt, {
    onNone: () => sql`r.superseded_at is null`,
    onSome: (at) => {
      const moment = DateTime.toDateUtc(at)
      return sql`r.learned_at <= ${moment} and (r.superseded_at is null or r.superseded_at > ${moment})`
    }
  })

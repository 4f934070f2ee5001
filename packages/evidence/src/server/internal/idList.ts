import type { SqlClient } from "effect/sql"

/** Ids of any number as one value, for `in`. */
export const idListIn = (sql: SqlClient.SqlClient) => (ids: ReadonlyArray<string>) =>
  sql`(select value::uuid from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb))`

import type { SqlClient } from "effect/sql"

/**
 * A value PostgreSQL does not see while it plans. Of a client it saw in no ANALYZE yet it would believe that there is one row,
 * find every index that begins with the client equally good, and read all rows of the client for each row of another table.
 */
export const unseenIn = (sql: SqlClient.SqlClient) => (id: string) => sql`(select ${id}::uuid)`

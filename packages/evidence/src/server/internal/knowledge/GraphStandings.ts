import { ClientId, MemberId, OrganizationId } from "@beep/kernel/ids"
import { TenantRole } from "@beep/kernel/Role"
import * as query from "@beep/sql/query"
import { Effect, Schema } from "effect"
import { SqlClient } from "effect/sql"

export const GraphCaller = Schema.Struct({
  organizationId: OrganizationId,
  memberId: Schema.NullOr(MemberId),
  role: TenantRole,
  clientId: ClientId
})
export type GraphCaller = typeof GraphCaller.Type

/** The stamp of a client's graph as a row `stamp`; no row for a client the caller does not see. */
export const standingIn = (sql: SqlClient.SqlClient) => (r: typeof GraphCaller.Encoded) =>
  sql`knowledge.graph_standing(${r.organizationId}, ${r.memberId}::uuid, ${r.role}, ${r.clientId})`

/** The stamp of a client's graph, in one trip; none for a client the caller does not see. */
export const graphStandings = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  const standing = standingIn(sql)
  return query.option({
    Request: GraphCaller,
    Result: Schema.Struct({ stamp: Schema.String }),
    execute: (r) => sql`select stamp from ${standing(r)}`
  })
})

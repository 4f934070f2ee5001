import { ClientId, MemberId, OrganizationId } from "@beep/kernel/ids"
import { TenantRole } from "@beep/kernel/Role"
import * as query from "@beep/sql/query"
import { Effect, Schema } from "effect"
import { SqlClient } from "effect/sql"

/** The stamp of a client's graph, in one trip; none for a client the caller does not see. */
export const graphStandings = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  return query.option({
    Request: Schema.Struct({
      organizationId: OrganizationId,
      memberId: Schema.NullOr(MemberId),
      role: TenantRole,
      clientId: ClientId
    }),
    Result: Schema.Struct({ stamp: Schema.String }),
    execute: (r) =>
      sql`select stamp from knowledge.graph_standing(${r.organizationId}, ${r.memberId}::uuid, ${r.role}, ${r.clientId})`
  })
})

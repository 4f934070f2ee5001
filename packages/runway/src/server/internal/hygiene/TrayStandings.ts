import { ClientId, MemberId, OrganizationId } from "@beep/kernel/ids"
import { TimeZoneName } from "@beep/kernel/LocalDate"
import { TenantRole } from "@beep/kernel/Role"
import { option } from "@beep/sql/query"
import { Effect, Schema } from "effect"
import { SqlClient } from "effect/sql"

/** `stamp` is the same while everything is that a tray rests on, but the time; null where nobody looked through the books yet. */
const TrayStanding = Schema.Struct({ timezone: TimeZoneName, stamp: Schema.NullOr(Schema.String) })
export type TrayStanding = typeof TrayStanding.Type

/** Binds its own tenant, in one trip; none for a household and for a client the caller does not see. */
export const trayStandings = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  return option({
    Request: Schema.Struct({
      organizationId: OrganizationId,
      memberId: Schema.NullOr(MemberId),
      role: TenantRole,
      clientId: ClientId
    }),
    Result: TrayStanding,
    execute: (r) =>
      sql`select timezone, stamp from runway.tray_standing(${r.organizationId}, ${r.memberId}::uuid, ${r.role}, ${r.clientId})`
  })
})

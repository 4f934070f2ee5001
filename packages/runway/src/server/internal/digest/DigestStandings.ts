import { ClientId, MemberId, OrganizationId } from "@beep/kernel/ids"
import { TimeZoneName } from "@beep/kernel/LocalDate"
import { TenantRole } from "@beep/kernel/Role"
import { option } from "@beep/sql/query"
import { Effect, Schema } from "effect"
import { SqlClient } from "effect/sql"
import { DigestActivity } from "../../../contract/digest/DigestActivity.ts"

const Read = Schema.Struct({
  organizationId: OrganizationId,
  memberId: Schema.NullOr(MemberId),
  role: TenantRole,
  clientId: ClientId,
  now: Schema.DateTimeUtcFromDate,
  activities: Schema.Int
})

/** `stamp` is the same while everything is that a digest rests on, but the day; null for books that were never mirrored. */
const DigestStanding = Schema.Struct({
  timezone: TimeZoneName,
  stamp: Schema.NullOr(Schema.String),
  /** When the last sync of any kind began. */
  begunAt: Schema.NullOr(Schema.DateTimeUtcFromDate),
  activity: Schema.fromJsonString(Schema.Array(DigestActivity))
})
export type DigestStanding = typeof DigestStanding.Type

/** Binds its own tenant, in one trip; none for a household and for a client the caller does not see. */
export const digestStandings = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  return option({
    Request: Read,
    Result: DigestStanding,
    execute: (r) => sql`
      select timezone, stamp, begun_at as "begunAt", activity
      from runway.digest_standing(${r.organizationId}, ${r.memberId}::uuid, ${r.role}, ${r.clientId}, ${r.now}::timestamptz, ${r.activities}::int)`
  })
})

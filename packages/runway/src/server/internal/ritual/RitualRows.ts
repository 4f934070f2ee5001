import { ClientId, MemberId, OrganizationId } from "@beep/kernel/ids"
import { LocalDate } from "@beep/kernel/LocalDate"
import * as query from "@beep/sql/query"
import { type DateTime, Effect, Schema } from "effect"
import { SqlClient } from "effect/sql"
import { MarkKind, RitualMark } from "../../../contract/ritual/ritualTime.ts"
import { instantText } from "../clients/listTexts.ts"

const Place = { organizationId: OrganizationId, clientId: ClientId }
const Instant = Schema.DateTimeUtcFromDate

const Review = Schema.Struct({ at: Instant, by: Schema.String })

/** Rows of `runway.ritual_mark` and `runway.client_review`; inside a tenant transaction. */
export const ritualRows = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  const review = query.none({
    Request: Schema.Struct({ ...Place, week: LocalDate, at: Instant, text: Schema.String, memberId: MemberId }),
    execute: (r) =>
      sql`insert into runway.client_review (organization_id, client_id, week, reviewed_at, reviewed_by, reviewed_text)
        values (${r.organizationId}, ${r.clientId}, ${r.week}::date, ${r.at}::timestamptz, ${r.memberId}::uuid, ${r.text})
        on conflict (organization_id, client_id, week) do nothing`
  })
  return {
    week: query.one({
      Request: Instant,
      Result: Schema.Struct({ monday: LocalDate, since: Instant }),
      execute: (now) => sql`select monday, since from runway.week_of(${now}::timestamptz)`
    }),
    mark: query.none({
      Request: Schema.Struct({ ...Place, memberId: MemberId, at: Instant, kind: MarkKind }),
      execute: (r) =>
        sql`insert into runway.ritual_mark (organization_id, client_id, member_id, at, kind)
          values (${r.organizationId}, ${r.clientId}, ${r.memberId}::uuid, ${r.at}::timestamptz, ${r.kind}) on conflict do nothing`
    }),
    /** Whether the member was seen at the client since an instant. */
    seenSince: query.one({
      Request: Schema.Struct({ ...Place, memberId: MemberId, since: Instant }),
      Result: Schema.Struct({ seen: Schema.Boolean }),
      execute: (r) =>
        sql`select exists (select from runway.ritual_mark where organization_id = ${r.organizationId} and client_id = ${r.clientId}
          and member_id = ${r.memberId}::uuid and at >= ${r.since}::timestamptz) as seen`
    }),
    /** Of one member since an instant, the oldest first. */
    marks: query.all({
      Request: Schema.Struct({ organizationId: OrganizationId, memberId: MemberId, since: Instant }),
      Result: Schema.Struct({ clientId: ClientId, ...RitualMark.fields }),
      execute: (r) =>
        sql`select client_id as "clientId", at, kind from runway.ritual_mark
          where organization_id = ${r.organizationId} and member_id = ${r.memberId}::uuid and at >= ${r.since}::timestamptz
          order by at`
    }),
    review: (request: Omit<Parameters<typeof review>[0], "text"> & { readonly at: DateTime.Utc }) =>
      review({ ...request, text: instantText(request.at) }),
    reviewOf: query.option({
      Request: Schema.Struct({ ...Place, week: LocalDate }),
      Result: Review,
      execute: (r) =>
        sql`select v.reviewed_at as at, m.display_name as by from runway.client_review v
          join tenancy.member m on m.organization_id = v.organization_id and m.id = v.reviewed_by
          where v.organization_id = ${r.organizationId} and v.client_id = ${r.clientId} and v.week = ${r.week}::date`
    }),
    undoReview: query.all({
      Request: Schema.Struct({ ...Place, week: LocalDate }),
      Result: Schema.Struct({ week: LocalDate }),
      execute: (r) =>
        sql`delete from runway.client_review where organization_id = ${r.organizationId} and client_id = ${r.clientId}
          and week = ${r.week}::date returning week`
    })
  }
})

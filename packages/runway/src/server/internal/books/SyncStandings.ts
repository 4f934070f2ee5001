import { ClientId, OrganizationId } from "@beep/kernel/ids"
import * as query from "@beep/sql/query"
import { Effect, Schema } from "effect"
import { SqlClient } from "effect/sql"
import { TieOutOutcome } from "../../../contract/tieout/TieOutSection.ts"
import { SyncErrorCode } from "../../sync/stepFailure.ts"

const instant = Schema.NullOr(Schema.DateTimeUtcFromDate)

const Standing = Schema.Struct({
  clientId: ClientId,
  syncing: Schema.Boolean,
  lastSyncAt: instant,
  errorCode: Schema.NullOr(SyncErrorCode),
  lastComparedAt: instant,
  lastOutcome: Schema.NullOr(TieOutOutcome)
})

/** The last sync and the last certificate of every client that ever had a sync; inside a tenant transaction. */
export const syncStandings = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  return query.all({
    Request: OrganizationId,
    Result: Standing,
    execute: (organization) => sql`
      select c.client_id as "clientId", open.is is not null as syncing, good.at as "lastSyncAt", last.error_code as "errorCode",
        t.compared_at as "lastComparedAt", t.outcome as "lastOutcome"
      from (select distinct client_id from runway.sync_run where organization_id = ${organization}::uuid) c
      left join lateral (select true as is from runway.sync_run r where r.organization_id = ${organization}::uuid
        and r.client_id = c.client_id and r.finished_at is null limit 1) open on true
      left join lateral (select r.finished_at as at from runway.sync_run r where r.organization_id = ${organization}::uuid
        and r.client_id = c.client_id and r.outcome in ('succeeded', 'partial') order by r.started_at desc limit 1) good on true
      left join lateral (select r.error_code from runway.sync_run r where r.organization_id = ${organization}::uuid
        and r.client_id = c.client_id and r.finished_at is not null order by r.started_at desc limit 1) last on true
      left join lateral (select k.compared_at, k.outcome from runway.tie_out_certificate k where k.organization_id = ${organization}::uuid
        and k.client_id = c.client_id order by k.compared_at desc, k.certificate_id desc limit 1) t on true`
  })
})

import { Audit } from "@beep/audit/server/Audit"
import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { ClientId, OrganizationId, SyncRunId } from "@beep/kernel/ids"
import { all, none } from "@beep/sql/query"
import { DateTime, Effect, Schema } from "effect"
import { SqlClient } from "effect/sql"
import { SyncTrigger } from "../../../contract/sync/SyncTrigger.ts"
import { type DriftStanding, driftStanding, pageAfterNights } from "../../../contract/tieout/drift.ts"
import { TieOutResult } from "../../../contract/tieout/TieOutResult.ts"
import { TieOutSection } from "../../../contract/tieout/TieOutSection.ts"

const Place = { organizationId: OrganizationId, clientId: ClientId }

/** Nights that are looked back at: enough for those in a row that matter, with some that could not be compared between them. */
const nightsRead = 14

/** What became of a nightly comparison. `paged`: it is the second night in a row, or a later one. */
export type DriftNews = "opened" | "standing" | "paged" | "ended" | "none"

const newsOf = (before: number, standing: DriftStanding | null): DriftNews => {
  if (standing === null) return before > 0 ? "ended" : "none"
  if (standing.nights >= pageAfterNights) return "paged"
  return before > 0 ? "standing" : "opened"
}

/**
 * Drift of the nights, from their certificates (A6 of runway.md 3.7): what stands is a data
 * issue for each section beyond the limit. Inside the transaction that keeps a certificate.
 */
export const nightlyDrifts = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  const audit = yield* Audit

  const triggerOf = all({
    Request: Schema.Struct({ ...Place, syncRunId: SyncRunId }),
    Result: Schema.Struct({ trigger: SyncTrigger }),
    execute: (r) => sql`
      select trigger from runway.sync_run
      where organization_id = ${r.organizationId}::uuid and client_id = ${r.clientId}::uuid and sync_run_id = ${r.syncRunId}::uuid`
  })

  const nights = all({
    Request: Schema.Struct({ ...Place, limit: Schema.Int }),
    Result: Schema.Struct({ result: TieOutResult }),
    execute: (r) => sql`
      select t.result from runway.tie_out_certificate t
      join runway.sync_run r on r.organization_id = t.organization_id and r.client_id = t.client_id and r.sync_run_id = t.sync_run_id
      where t.organization_id = ${r.organizationId}::uuid and t.client_id = ${r.clientId}::uuid and r.trigger = 'nightly'
      order by t.compared_at desc, t.certificate_id desc limit ${r.limit}::integer`
  })

  const open = all({
    Request: Schema.Struct(Place),
    Result: Schema.Struct({ section: TieOutSection }),
    execute: (r) => sql`
      select qbo_id as section from runway.data_issue
      where organization_id = ${r.organizationId}::uuid and client_id = ${r.clientId}::uuid and kind = 'drift'`
  })

  const close = none({
    Request: Schema.Struct({ ...Place, section: TieOutSection }),
    execute: (r) => sql`
      delete from runway.data_issue where organization_id = ${r.organizationId}::uuid and client_id = ${r.clientId}::uuid
        and kind = 'drift' and qbo_id = ${r.section}`
  })

  const insert = none({
    Request: Schema.Struct({ ...Place, section: TieOutSection, syncRunId: SyncRunId, at: Schema.DateTimeUtcFromDate }),
    execute: (r) => sql`
      insert into runway.data_issue (organization_id, client_id, entity_type, qbo_id, kind, field, first_seen_at, sync_run_id)
      values (${r.organizationId}::uuid, ${r.clientId}::uuid, 'TieOut', ${r.section}, 'drift', 'total', ${r.at}::timestamptz, ${r.syncRunId}::uuid)`
  })

  const standing = Effect.fn("nightlyDrifts.standing")(function* (clientId: ClientId) {
    const { organizationId } = yield* CurrentTenant
    const read = yield* nights({ organizationId, clientId, limit: nightsRead })
    return driftStanding(read.map(({ result }) => result))
  })

  /** After the certificate of a run; one of the day changes nothing. */
  const judge = Effect.fn("nightlyDrifts.judge")(function* (clientId: ClientId, syncRunId: SyncRunId) {
    const { organizationId } = yield* CurrentTenant
    const place = { organizationId, clientId }
    const [run] = yield* triggerOf({ ...place, syncRunId })
    if (run?.trigger !== "nightly") return "none"
    const now = yield* standing(clientId)
    const beyond = now === null ? [] : now.sections.map(({ section }) => section)
    const before = (yield* open(place)).map(({ section }) => section)
    const at = yield* DateTime.now
    yield* Effect.forEach(
      before.filter((section) => !beyond.includes(section)),
      (section) => close({ ...place, section }),
      { discard: true }
    )
    yield* Effect.forEach(
      beyond.filter((section) => !before.includes(section)),
      (section) => insert({ ...place, section, syncRunId, at }),
      { discard: true }
    )
    const news = newsOf(before.length, now)
    if (news === "none" || news === "standing") return news
    yield* audit.append({
      action: news === "ended" ? "drift.ended" : news === "paged" ? "drift.paged" : "drift.opened",
      entityType: "sync_run",
      entityId: syncRunId,
      clientId,
      result: news === "ended" ? "ok" : "failed",
      after:
        now === null
          ? { sections: before }
          : { nights: now.nights, ...Object.fromEntries(now.sections.map(({ basisPoints, section }) => [section, basisPoints])) }
    })
    return news
  })

  return { standing, judge }
})

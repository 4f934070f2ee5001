import { ClientId, OrganizationId } from "@beep/kernel/ids"
import { LocalDate } from "@beep/kernel/LocalDate"
import { option } from "@beep/sql/query"
import { type DateTime, Effect, Option, Schema } from "effect"
import { SqlClient } from "effect/sql"
import type { Baseline } from "../../../contract/digest/DigestChange.ts"
import { certificates, type StoredCertificate } from "../tieout/Certificates.ts"
import { runwaySnapshots } from "../runway/RunwaySnapshots.ts"

const At = { organizationId: OrganizationId, clientId: ClientId, knownAt: Schema.DateTimeUtcFromDate }
const Asked = Schema.Struct({ ...At, before: LocalDate })

export interface KnownFacts {
  readonly baseline: Baseline | null
  readonly certificate: StoredCertificate | null
  /** When the last sync of any kind began. */
  readonly lastBegun: DateTime.Utc | null
}

/** What a digest says beside its figures, of what was known at a time; inside a tenant transaction. */
export const knownFacts = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  const { newest } = yield* certificates
  const { baseline } = yield* runwaySnapshots

  const lastBegun = option({
    Request: Schema.Struct(At),
    Result: Schema.Struct({ startedAt: Schema.DateTimeUtcFromDate }),
    execute: (r) => sql`
      select started_at as "startedAt" from runway.sync_run
      where organization_id = ${r.organizationId}::uuid and client_id = ${r.clientId}::uuid and started_at <= ${r.knownAt}::timestamptz
      order by started_at desc limit 1`
  })

  return (asked: typeof Asked.Type) =>
    Effect.all({
      baseline: Effect.map(baseline(asked), Option.getOrNull),
      certificate: Effect.map(newest({ ...asked, limit: 1 }), ([certificate]) => certificate ?? null),
      lastBegun: Effect.map(lastBegun(asked), Option.match({ onNone: () => null, onSome: ({ startedAt }) => startedAt }))
    })
})

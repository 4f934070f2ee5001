import { ClientId, OrganizationId } from "@beep/kernel/ids"
import * as query from "@beep/sql/query"
import { Effect, Schema } from "effect"
import { SqlClient } from "effect/sql"
import { HygieneStanding } from "../../../contract/hygiene/HygieneStanding.ts"

const instant = Schema.DateTimeUtcFromDate

/** Rows of `runway.hygiene_standing`; inside a tenant transaction. */
export const standingRows = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient

  const at = query.option({
    Request: Schema.Struct({ organizationId: OrganizationId, clientId: ClientId, knownAt: instant }),
    Result: Schema.Struct({ ...HygieneStanding.fields, scannedAt: instant }),
    execute: (r) => sql`
      select scanned_at as "scannedAt", critical_open as critical, high_open as high, score, level from runway.hygiene_standing
      where organization_id = ${r.organizationId}::uuid and client_id = ${r.clientId}::uuid and known_from <= ${r.knownAt}::timestamptz
      order by known_from desc, version_id desc limit 1`
  })

  return { at }
})

import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { Unavailable } from "@beep/kernel/errors"
import { ClientId } from "@beep/kernel/ids"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import { Context, type DateTime, Effect, Layer, Schema } from "effect"
import { SqlClient, SqlSchema } from "effect/sql"
import { AuditEntry } from "../contract/AuditEntry.ts"
import { entryColumns } from "./internal/entries.ts"

const Search = Schema.Struct({
  org: Schema.String,
  clientId: ClientId,
  until: Schema.DateTimeUtcFromDate,
  count: Schema.Int
})

/** What people did for one client. */
export class ClientActivity extends Context.Service<
  ClientActivity,
  {
    /** Up to an instant, newest first; what jobs did is left out, and what was refused. The caller has checked the client. */
    readonly latest: (
      clientId: ClientId,
      until: DateTime.Utc,
      count: number
    ) => Effect.Effect<ReadonlyArray<AuditEntry>, Unavailable, CurrentTenant>
  }
>()("@beep/audit/ClientActivity") {
  static readonly layer: Layer.Layer<ClientActivity, never, SqlClient.SqlClient | TenantTransaction> = Layer.effect(
    ClientActivity,
    Effect.gen(function* () {
      const sql = yield* SqlClient.SqlClient
      const transaction = yield* TenantTransaction

      const find = SqlSchema.findAll({
        Request: Search,
        Result: AuditEntry,
        execute: ({ clientId, count, org, until }) =>
          sql`select ${entryColumns(sql)}
            from audit.client_activity(${org}::uuid, ${clientId}::uuid, ${until}::timestamptz, ${count}::int) e order by e.id desc`
      })

      const latest = Effect.fn("ClientActivity.latest")(function* (clientId: ClientId, until: DateTime.Utc, count: number) {
        const { organizationId } = yield* CurrentTenant
        return yield* transaction
          .run(find({ org: organizationId, clientId, until, count }))
          .pipe(Effect.catchTag("SchemaError", Effect.die))
      })

      return ClientActivity.of({ latest })
    })
  )
}

import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { Unavailable } from "@beep/kernel/errors"
import { ClientId } from "@beep/kernel/ids"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import { Context, type DateTime, Effect, Layer, Schema } from "effect"
import { SqlClient, SqlSchema } from "effect/sql"
import { AuditAction } from "../contract/AuditAction.ts"
import { AuditEntry } from "../contract/AuditEntry.ts"
import { entryColumns } from "./internal/entries.ts"

/** Looking changes nothing; whoever asks what was done for a client is not asking for these. */
const looks: ReadonlyArray<AuditAction> = ["derivation.viewed", "evidence.viewed", "tie_out.viewed"]

const Search = Schema.Struct({
  org: Schema.String,
  clientId: ClientId,
  until: Schema.DateTimeUtcFromDate,
  looks: Schema.fromJsonString(Schema.Array(AuditAction)),
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
        execute: ({ clientId, count, looks, org, until }) =>
          sql`select ${entryColumns(sql)} from audit.entry e
            where e.organization_id = ${org}::uuid and e.client_id = ${clientId}::uuid and e.at <= ${until}::timestamptz and e.actor_kind = 'user'
              and e.result = 'ok' and e.action not in (select jsonb_array_elements_text(${looks}::text::jsonb))
            order by e.id desc limit ${count}::int`
      })

      const latest = Effect.fn("ClientActivity.latest")(function* (clientId: ClientId, until: DateTime.Utc, count: number) {
        const { organizationId } = yield* CurrentTenant
        return yield* transaction
          .run(find({ org: organizationId, clientId, until, looks, count }))
          .pipe(Effect.catchTag("SchemaError", Effect.die))
      })

      return ClientActivity.of({ latest })
    })
  )
}

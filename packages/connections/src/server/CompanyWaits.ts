import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { ClientId, OrganizationId } from "@beep/kernel/ids"
import * as query from "@beep/sql/query"
import { Context, DateTime, Effect, Layer, Option, Schema } from "effect"
import { SqlClient, type SqlError } from "effect/sql"

/**
 * Until when calls to a client's company wait, because QuickBooks asked for patience or because too many calls failed;
 * null when they do not. Inside the caller's tenant transaction.
 *
 * @effect-expect-leaking CurrentTenant
 */
export class CompanyWaits extends Context.Service<
  CompanyWaits,
  { readonly until: (clientId: ClientId) => Effect.Effect<DateTime.Utc | null, SqlError.SqlError, CurrentTenant> }
>()("@beep/connections/CompanyWaits") {
  static readonly layer: Layer.Layer<CompanyWaits, never, SqlClient.SqlClient> = Layer.effect(
    CompanyWaits,
    Effect.gen(function* () {
      const sql = yield* SqlClient.SqlClient
      const find = query.option({
        Request: Schema.Struct({ organizationId: OrganizationId, clientId: ClientId }),
        Result: Schema.Struct({ millis: Schema.NullOr(Schema.Finite) }),
        execute: (r) => sql`
          select connections.company_wait(k.client_id) as millis from connections.connection k
          where k.organization_id = ${r.organizationId}::uuid and k.client_id = ${r.clientId}::uuid and k.provider = 'intuit'`
      })
      const until = Effect.fn("CompanyWaits.until")(function* (clientId: ClientId) {
        const { organizationId } = yield* CurrentTenant
        const found = yield* find({ organizationId, clientId })
        const millis = Option.isSome(found) ? found.value.millis : null
        return millis === null ? null : DateTime.makeUnsafe(Math.ceil(millis))
      })
      return CompanyWaits.of({ until })
    })
  )
}

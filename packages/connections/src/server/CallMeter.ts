import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { Unavailable } from "@beep/kernel/errors"
import { ClientId } from "@beep/kernel/ids"
import { isIncident } from "@beep/quickbooks/gate/incident"
import { Turns } from "@beep/quickbooks/gate/Turns"
import * as query from "@beep/sql/query"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import { Context, DateTime, Effect, Layer, Schema } from "effect"
import { SqlClient } from "effect/sql"
import { alarmOf, monthlyReadBudget, monthOf, projectedReads } from "../contract/callBudget.ts"
import type { QuickBooksUsage } from "../contract/QuickBooksUsage.ts"

const OfMonth = Schema.Struct({ organizationId: Schema.String, month: Schema.String })

/**
 * How many calls of this month went to QuickBooks. Each is counted in the statement that
 * gives its turn (`SharedTurns`), so none is lost and none costs a trip of its own.
 *
 * @effect-expect-leaking CurrentTenant
 */
export class CallMeter extends Context.Service<
  CallMeter,
  {
    readonly usage: Effect.Effect<QuickBooksUsage, Unavailable, CurrentTenant>
  }
>()("@beep/connections/CallMeter") {
  static readonly layer = Layer.effect(
    CallMeter,
    Effect.gen(function* () {
      const sql = yield* SqlClient.SqlClient
      const transaction = yield* TenantTransaction
      const turns = yield* Turns

      const ofClients = query.all({
        Request: OfMonth,
        Result: Schema.Struct({ clientId: ClientId, reads: Schema.Int, writes: Schema.Int }),
        execute: (r) => sql`
          select client_id as "clientId", reads, writes from connections.call_count
          where organization_id = ${r.organizationId}::uuid and month = ${r.month}::date order by reads desc, client_id`
      })
      const sums = query.one({
        Request: Schema.String,
        Result: Schema.Struct({ reads: Schema.Int, writes: Schema.Int, workspace: Schema.Int }),
        execute: (month) => sql`
          select o.reads, o.writes, connections.reads_of_workspace(${month}::date) as workspace
          from connections.calls_of_organization(${month}::date) o`
      })

      const usage = Effect.gen(function* () {
        const { organizationId } = yield* CurrentTenant
        const now = yield* DateTime.now
        const start = DateTime.formatIsoDateUtc(monthOf(now).start)
        const [clients, { reads, workspace, writes }] = yield* transaction.run(
          Effect.all([ofClients({ organizationId, month: start }), sums(start)])
        )
        const health = yield* Effect.mapError(turns.health, () => new Unavailable({ what: "database" }))
        const projected = projectedReads(workspace, now)
        return {
          month: start.slice(0, 7),
          asOf: now,
          organization: { reads, writes, projectedReads: projectedReads(reads, now), shareOfBudget: reads / monthlyReadBudget },
          budget: {
            monthlyReads: monthlyReadBudget,
            alarm: alarmOf(workspace),
            projectedAlarm: projected === null ? null : alarmOf(projected)
          },
          clients,
          incident: isIncident(health)
        }
      }).pipe(Effect.withSpan("CallMeter.usage"))

      return CallMeter.of({ usage })
    })
  )
}

import { quickbooksBudgetProjected, quickbooksBudgetUsed } from "@beep/observability/metrics"
import * as query from "@beep/sql/query"
import { unavailableOrDie } from "@beep/sql/TenantTransaction"
import type { Unavailable } from "@beep/kernel/errors"
import { Context, DateTime, Effect, Layer, Metric, Schema } from "effect"
import { SqlClient, type SqlError } from "effect/sql"
import { type AlarmLevel, alarmOf, monthlyReadBudget, monthOf, projectedReads } from "../contract/callBudget.ts"

/** How much of the budget that all organizations share is used; a sum, of nobody. */
export interface BudgetStanding {
  readonly alarm: AlarmLevel
  readonly usedPercent: number
}

const percent = (reads: number): number => (reads * 100) / monthlyReadBudget

/** Intuit's monthly budget, for whoever watches over all organizations. */
export class CallBudget extends Context.Service<
  CallBudget,
  {
    /** Reads the sum and sets the gauges by it. */
    readonly watch: Effect.Effect<BudgetStanding, Unavailable>
  }
>()("@beep/connections/CallBudget") {
  static readonly layer = Layer.effect(
    CallBudget,
    Effect.gen(function* () {
      const sql = yield* SqlClient.SqlClient
      const workspace = query.one({
        Request: Schema.String,
        Result: Schema.Struct({ reads: Schema.Int }),
        execute: (month) => sql`select connections.reads_of_workspace(${month}::date) as reads`
      })
      const trip = <A>(effect: Effect.Effect<A, SqlError.SqlError>) => unavailableOrDie<A, never, never>(effect)

      const watch = Effect.gen(function* () {
        const now = yield* DateTime.now
        const { reads } = yield* trip(workspace(DateTime.formatIsoDateUtc(monthOf(now).start)))
        const projected = projectedReads(reads, now)
        yield* Metric.update(quickbooksBudgetUsed, percent(reads))
        if (projected !== null) yield* Metric.update(quickbooksBudgetProjected, percent(projected))
        return { alarm: alarmOf(reads), usedPercent: percent(reads) }
      }).pipe(Effect.withSpan("CallBudget.watch"))

      return CallBudget.of({ watch })
    })
  )
}

import { CurrentActor } from "@beep/kernel/CurrentActor"
import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { Unavailable } from "@beep/kernel/errors"
import { OrganizationId } from "@beep/kernel/ids"
import { unavailableOrDie } from "@beep/sql/TenantTransaction"
import { Context, DateTime, Effect, Layer, Schema } from "effect"
import { SqlClient, type SqlError } from "effect/sql"
import * as query from "@beep/sql/query"

export interface SystemJob {
  /** Names the job in every audit entry it writes: `sync.scheduler`, never a person. */
  readonly job: string
  readonly reason: string
}

/**
 * The only door to work across organizations (specs/decisions/system-scope.md).
 */
export class SystemScope extends Context.Service<
  SystemScope,
  {
    /** Ids of the active organizations; the looking itself leaves a row in `tenancy.system_scope_use`. */
    readonly organizations: (job: SystemJob) => Effect.Effect<ReadonlyArray<OrganizationId>, Unavailable>
    /** Runs `effect` inside one organization as the job, who sees every client there. */
    readonly within: (
      job: SystemJob,
      organizationId: OrganizationId
    ) => <A, E, R>(effect: Effect.Effect<A, E, R>) => Effect.Effect<A, E, Exclude<R, CurrentTenant | CurrentActor>>
  }
>()("@beep/tenancy/SystemScope") {
  static readonly layer: Layer.Layer<SystemScope, never, SqlClient.SqlClient> = Layer.effect(
    SystemScope,
    Effect.gen(function* () {
      const sql = yield* SqlClient.SqlClient
      const everyOrganization = query.all({
        Request: Schema.Struct({ job: Schema.String, reason: Schema.String, at: Schema.Date }),
        Result: Schema.Struct({ id: OrganizationId }),
        execute: (r) => sql`select organization_id as id from tenancy.every_organization(${r.job}, ${r.reason}, ${r.at})`
      })
      const trip = <A>(effect: Effect.Effect<A, SqlError.SqlError>) => unavailableOrDie<A, never, never>(effect)

      return SystemScope.of({
        organizations: Effect.fn("SystemScope.organizations")(function* ({ job, reason }) {
          const rows = yield* trip(everyOrganization({ job, reason, at: yield* DateTime.nowAsDate }))
          return rows.map(({ id }) => id)
        }),
        within:
          ({ job }, organizationId) =>
          (effect) =>
            Effect.provideContext(
              effect,
              Context.make(CurrentTenant, { organizationId, memberId: null, role: "system" }).pipe(
                Context.add(CurrentActor, { kind: "system", job })
              )
            )
      })
    })
  )
}

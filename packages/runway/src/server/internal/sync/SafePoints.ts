import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { ClientId, SyncRunId } from "@beep/kernel/ids"
import { EntityName } from "@beep/quickbooks/contract/entities/entityTypes"
import * as query from "@beep/sql/query"
import { Context, DateTime, Effect, Layer, Schema } from "effect"
import { SqlClient, type SqlError } from "effect/sql"

/** Up to `holds_until`, by QuickBooks' clock, the mirror holds every change of the type. */
export const SafePoint = Schema.Struct({
  entity_type: EntityName,
  holds_until: Schema.DateTimeUtcFromDate,
  read_whole_at: Schema.DateTimeUtcFromDate
})
export type SafePoint = typeof SafePoint.Type

/**
 * Safe points of a client, in the caller's tenant transaction: the one that closes the type.
 *
 * @effect-expect-leaking CurrentTenant
 */
export class SafePoints extends Context.Service<
  SafePoints,
  {
    all(clientId: ClientId): Effect.Effect<ReadonlyArray<SafePoint>, SqlError.SqlError, CurrentTenant>
    /** A type was read from its first record to its last; `until` is QuickBooks' clock at the beginning of that. */
    readWhole(
      clientId: ClientId,
      run: SyncRunId,
      entity: EntityName,
      until: DateTime.Utc
    ): Effect.Effect<void, SqlError.SqlError, CurrentTenant>
    /** Every change up to `until` was taken in; types never read whole have no safe point to move. */
    advance(
      clientId: ClientId,
      run: SyncRunId,
      entities: ReadonlyArray<EntityName>,
      until: DateTime.Utc
    ): Effect.Effect<void, SqlError.SqlError, CurrentTenant>
  }
>()("@beep/runway/internal/SafePoints") {
  static readonly layer = Layer.effect(
    SafePoints,
    Effect.gen(function* () {
      const sql = yield* SqlClient.SqlClient

      const found = query.all({
        Request: Schema.Struct({ organizationId: Schema.String, clientId: Schema.String }),
        Result: SafePoint,
        execute: (r) => sql`
          select entity_type, holds_until, read_whole_at from runway.sync_safe_point
          where organization_id = ${r.organizationId}::uuid and client_id = ${r.clientId}::uuid`
      })

      return SafePoints.of({
        all: Effect.fn("SafePoints.all")(function* (clientId) {
          const { organizationId } = yield* CurrentTenant
          return yield* found({ organizationId, clientId })
        }),
        readWhole: Effect.fn("SafePoints.readWhole")(function* (clientId, run, entity, until) {
          const { organizationId } = yield* CurrentTenant
          yield* sql`
            insert into runway.sync_safe_point as p (organization_id, client_id, entity_type, holds_until, read_whole_at, sync_run_id)
            values (${organizationId}::uuid, ${clientId}::uuid, ${entity}, ${DateTime.toDateUtc(until)}, ${yield* DateTime.nowAsDate}, ${run}::uuid)
            on conflict (organization_id, client_id, entity_type) do update set
              holds_until = greatest(p.holds_until, excluded.holds_until), read_whole_at = excluded.read_whole_at, sync_run_id = excluded.sync_run_id`
        }),
        advance: Effect.fn("SafePoints.advance")(function* (clientId, run, entities, until) {
          const { organizationId } = yield* CurrentTenant
          yield* sql`
            update runway.sync_safe_point set holds_until = greatest(holds_until, ${DateTime.toDateUtc(until)}::timestamptz), sync_run_id = ${run}::uuid
            where organization_id = ${organizationId}::uuid and client_id = ${clientId}::uuid
              and entity_type in (select jsonb_array_elements_text(${JSON.stringify(entities)}::text::jsonb))`
        })
      })
    })
  )
}

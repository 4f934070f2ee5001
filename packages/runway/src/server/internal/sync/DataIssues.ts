import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { ClientId, SyncRunId } from "@beep/kernel/ids"
import type { EntityName } from "@beep/quickbooks/contract/entities/entityTypes"
import { Context, DateTime, Effect, Layer } from "effect"
import { SqlClient, type SqlError } from "effect/sql"

/** A record as read, and its fields that hold a word we do not know. */
export interface ReadWords {
  readonly qboId: string
  readonly fields: ReadonlyArray<string>
}

/**
 * Fields of records that hold a word we do not know, in the caller's tenant transaction.
 *
 * @effect-expect-leaking CurrentTenant
 */
export class DataIssues extends Context.Service<
  DataIssues,
  {
    /** What stands for these records now: an issue keeps its first day, and goes with its reason. */
    stand(
      clientId: ClientId,
      run: SyncRunId,
      entity: EntityName,
      records: ReadonlyArray<ReadWords>
    ): Effect.Effect<void, SqlError.SqlError, CurrentTenant>
  }
>()("@beep/runway/internal/DataIssues") {
  static readonly layer = Layer.effect(
    DataIssues,
    Effect.gen(function* () {
      const sql = yield* SqlClient.SqlClient
      return DataIssues.of({
        stand: Effect.fn("DataIssues.stand")(function* (clientId, run, entity, records) {
          if (records.length === 0) return
          const { organizationId } = yield* CurrentTenant
          const ids = records.map((record) => record.qboId)
          const issues = records.flatMap(({ fields, qboId }) => fields.map((field) => ({ qbo_id: qboId, field })))
          const incoming = sql`jsonb_to_recordset(${JSON.stringify(issues)}::text::jsonb) as i(qbo_id text, field text)`
          yield* sql`
            delete from runway.data_issue d
            where d.organization_id = ${organizationId}::uuid and d.client_id = ${clientId}::uuid and d.entity_type = ${entity}
              and d.qbo_id = any(array(select jsonb_array_elements_text(${JSON.stringify(ids)}::text::jsonb)))
              and not exists (select from ${incoming} where i.qbo_id = d.qbo_id and i.field = d.field)`
          if (issues.length === 0) return
          yield* sql`
            insert into runway.data_issue (organization_id, client_id, entity_type, qbo_id, field, first_seen_at, sync_run_id)
            select ${organizationId}::uuid, ${clientId}::uuid, ${entity}, i.qbo_id, i.field, ${yield* DateTime.nowAsDate}, ${run}::uuid
            from ${incoming}
            on conflict do nothing`
        })
      })
    })
  )
}

import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { ClientId, SyncRunId } from "@beep/kernel/ids"
import { Context, DateTime, Effect, Layer } from "effect"
import { SqlClient, type SqlError } from "effect/sql"
import type { IssueKind } from "../../../contract/books/DataIssue.ts"
import type { DraftRecord, MirrorType } from "../../ledger/draft/DraftRecord.ts"

interface Issue {
  readonly qbo_id: string
  readonly kind: IssueKind
  readonly field: string
}

const none: ReadonlyMap<string, ReadonlyArray<string>> = new Map()

const issuesOf = (
  drafts: ReadonlyArray<DraftRecord>,
  words: ReadonlyMap<string, ReadonlyArray<string>>
): ReadonlyArray<Issue> => [
  ...[...words].flatMap(([qbo_id, fields]) => fields.map((field) => ({ qbo_id, kind: "unknown_word" as const, field }))),
  ...drafts.flatMap(({ facts, qboId }) =>
    (facts.rejected ?? []).map((field) => ({ qbo_id: qboId, kind: "rejected_amount" as const, field }))
  )
]

/**
 * What of the mirrored records could not be understood or kept, in the caller's tenant transaction.
 *
 * @effect-expect-leaking CurrentTenant
 */
export class DataIssues extends Context.Service<
  DataIssues,
  {
    /** What stands for these records now: an issue keeps its first day, and goes with its reason. `words` are fields with an unknown word, by record. */
    stand(
      clientId: ClientId,
      run: SyncRunId,
      entityType: MirrorType,
      drafts: ReadonlyArray<DraftRecord>,
      words?: ReadonlyMap<string, ReadonlyArray<string>>
    ): Effect.Effect<void, SqlError.SqlError, CurrentTenant>
    /** A record that is no more has no issues. */
    settle(clientId: ClientId, entityType: MirrorType): Effect.Effect<void, SqlError.SqlError, CurrentTenant>
  }
>()("@beep/runway/internal/DataIssues") {
  static readonly layer = Layer.effect(
    DataIssues,
    Effect.gen(function* () {
      const sql = yield* SqlClient.SqlClient
      return DataIssues.of({
        stand: Effect.fn("DataIssues.stand")(function* (clientId, run, entityType, drafts, words = none) {
          if (drafts.length === 0) return
          const { organizationId } = yield* CurrentTenant
          const ids = drafts.map((draft) => draft.qboId)
          const issues = issuesOf(drafts, words)
          const incoming = sql`jsonb_to_recordset(${JSON.stringify(issues)}::text::jsonb) as i(qbo_id text, kind text, field text)`
          yield* sql`
            delete from runway.data_issue d
            where d.organization_id = ${organizationId}::uuid and d.client_id = ${clientId}::uuid and d.entity_type = ${entityType}
              and d.qbo_id = any(array(select jsonb_array_elements_text(${JSON.stringify(ids)}::text::jsonb)))
              and not exists (select from ${incoming} where i.qbo_id = d.qbo_id and i.kind = d.kind and i.field = d.field)`
          if (issues.length === 0) return
          yield* sql`
            insert into runway.data_issue (organization_id, client_id, entity_type, qbo_id, kind, field, first_seen_at, sync_run_id)
            select ${organizationId}::uuid, ${clientId}::uuid, ${entityType}, i.qbo_id, i.kind, i.field, ${yield* DateTime.nowAsDate}, ${run}::uuid
            from ${incoming}
            on conflict do nothing`
        }),
        settle: Effect.fn("DataIssues.settle")(function* (clientId, entityType) {
          const { organizationId } = yield* CurrentTenant
          yield* sql`
            delete from runway.data_issue d
            where d.organization_id = ${organizationId}::uuid and d.client_id = ${clientId}::uuid and d.entity_type = ${entityType}
              and not exists (select from runway.ledger_record r where r.organization_id = d.organization_id and r.client_id = d.client_id
                and r.entity_type = d.entity_type and r.qbo_id = d.qbo_id and r.superseded_at is null and not r.deleted)`
        })
      })
    })
  )
}

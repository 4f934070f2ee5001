import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { ClientId, newId, SyncRunId } from "@beep/kernel/ids"
import type { EntityName } from "@beep/quickbooks/contract/entities/entityTypes"
import { Context, DateTime, Effect, Layer, Option, Schema } from "effect"
import { SecureRandom } from "effect/crypto"
import { SqlClient, type SqlError, SqlSchema } from "effect/sql"
import { SyncTrigger } from "../../../contract/sync/SyncTrigger.ts"
import { SyncErrorCode } from "../../sync/stepFailure.ts"
import { SyncStep } from "../../sync/syncSteps.ts"

export const Outcome = Schema.Literals(["succeeded", "partial", "failed"])
export type Outcome = typeof Outcome.Type

const Run = Schema.Struct({
  sync_run_id: SyncRunId,
  started_at: Schema.DateTimeUtcFromDate,
  finished_at: Schema.NullOr(Schema.DateTimeUtcFromDate),
  refreshed_at: Schema.NullOr(Schema.DateTimeUtcFromDate),
  outcome: Schema.NullOr(Outcome),
  error_code: Schema.NullOr(SyncErrorCode),
  trigger: SyncTrigger,
  versions_written: Schema.Int
})
export type Run = typeof Run.Type

const LastBegun = Schema.Struct({
  client_id: ClientId,
  last_at: Schema.DateTimeUtcFromDate,
  nightly_at: Schema.NullOr(Schema.DateTimeUtcFromDate)
})
export type LastBegun = typeof LastBegun.Type

const Checkpoint = Schema.Struct({
  entity_type: SyncStep,
  phase: Schema.Literals(["succeeded", "failed"]),
  rows_seen: Schema.Int,
  error_code: Schema.NullOr(SyncErrorCode)
})
export type Checkpoint = typeof Checkpoint.Type

/** How one step ended: what was read, or why it was not. */
export type StepResult =
  | { readonly _tag: "Read"; readonly rows: number; readonly covers: { readonly from: string; readonly to: string } | null }
  | { readonly _tag: "NotRead"; readonly code: SyncErrorCode }

/**
 * Runs, checkpoints and the standing state per entity type, in the caller's tenant transaction.
 *
 * @effect-expect-leaking CurrentTenant
 */
export class SyncRuns extends Context.Service<
  SyncRuns,
  {
    /** The open run, whatever began it, or a new one. */
    open(
      clientId: ClientId,
      trigger: SyncTrigger
    ): Effect.Effect<{ readonly run: Run; readonly isNew: boolean }, SqlError.SqlError, CurrentTenant>
    /** Clients with an open run, or with a finished one after which nothing was recomputed. */
    unfinished: Effect.Effect<ReadonlyArray<ClientId>, SqlError.SqlError, CurrentTenant>
    latest(clientId: ClientId): Effect.Effect<Option.Option<Run>, SqlError.SqlError, CurrentTenant>
    checkpoints(clientId: ClientId, run: SyncRunId): Effect.Effect<ReadonlyArray<Checkpoint>, SqlError.SqlError, CurrentTenant>
    countVersions(clientId: ClientId, run: SyncRunId, written: number): Effect.Effect<void, SqlError.SqlError, CurrentTenant>
    closeStep(
      clientId: ClientId,
      run: SyncRunId,
      step: SyncStep,
      result: StepResult
    ): Effect.Effect<void, SqlError.SqlError, CurrentTenant>
    /** Steps of entities read by their changes, each with the number of changes told; the mirror's own rows are counted where there were any. */
    closeChanges(
      clientId: ClientId,
      run: SyncRunId,
      seen: ReadonlyMap<EntityName, number>
    ): Effect.Effect<void, SqlError.SqlError, CurrentTenant>
    /** When each client's last sync began, and its last nightly one; clients without any are left out. */
    lastBegun: Effect.Effect<ReadonlyArray<LastBegun>, SqlError.SqlError, CurrentTenant>
    /** Answers how many versions the run wrote. */
    finish(
      clientId: ClientId,
      run: SyncRunId,
      outcome: Outcome,
      code: SyncErrorCode | null
    ): Effect.Effect<number, SqlError.SqlError, CurrentTenant>
    markRefreshed(clientId: ClientId): Effect.Effect<void, SqlError.SqlError, CurrentTenant>
  }
>()("@beep/runway/internal/SyncRuns") {
  static readonly layer = Layer.effect(
    SyncRuns,
    Effect.gen(function* () {
      const sql = yield* SqlClient.SqlClient
      const random = yield* SecureRandom.SecureRandom
      const columns = sql.literal(
        "sync_run_id, started_at, finished_at, refreshed_at, outcome, error_code, trigger, versions_written"
      )

      const latest = Effect.fn("SyncRuns.latest")(function* (clientId: ClientId) {
        const { organizationId } = yield* CurrentTenant
        return yield* SqlSchema.findOneOption({
          Request: Schema.Void,
          Result: Run,
          execute: () => sql`
            select ${columns} from runway.sync_run where organization_id = ${organizationId}::uuid and client_id = ${clientId}::uuid
            order by (finished_at is null) desc, started_at desc limit 1`
        })().pipe(Effect.catchTag("SchemaError", Effect.die))
      })

      const open = Effect.fn("SyncRuns.open")(function* (clientId: ClientId, trigger: SyncTrigger) {
        const { organizationId } = yield* CurrentTenant
        const id = yield* newId(SyncRunId).pipe(Effect.provideService(SecureRandom.SecureRandom, random))
        const startedAt = yield* DateTime.nowAsDate
        yield* sql`
          insert into runway.sync_run (organization_id, client_id, sync_run_id, started_at, trigger)
          values (${organizationId}::uuid, ${clientId}::uuid, ${id}::uuid, ${startedAt}, ${trigger})
          on conflict (organization_id, client_id) where finished_at is null do nothing`
        const run = Option.getOrThrow(yield* latest(clientId))
        return { run, isNew: run.sync_run_id === id }
      })

      const unfinished = Effect.gen(function* () {
        const { organizationId } = yield* CurrentTenant
        const rows = yield* SqlSchema.findAll({
          Request: Schema.Void,
          Result: Schema.Struct({ client_id: ClientId }),
          execute: () => sql`
            select distinct client_id from runway.sync_run
            where organization_id = ${organizationId}::uuid and refreshed_at is null order by client_id`
        })().pipe(Effect.catchTag("SchemaError", Effect.die))
        return rows.map((row) => row.client_id)
      }).pipe(Effect.withSpan("SyncRuns.unfinished"))

      const checkpoints = Effect.fn("SyncRuns.checkpoints")(function* (clientId: ClientId, run: SyncRunId) {
        const { organizationId } = yield* CurrentTenant
        return yield* SqlSchema.findAll({
          Request: Schema.Void,
          Result: Checkpoint,
          execute: () => sql`
            select entity_type, phase, rows_seen, error_code from runway.sync_checkpoint
            where organization_id = ${organizationId}::uuid and client_id = ${clientId}::uuid and sync_run_id = ${run}::uuid`
        })().pipe(Effect.catchTag("SchemaError", Effect.die))
      })

      const countVersions = Effect.fn("SyncRuns.countVersions")(function* (clientId: ClientId, run: SyncRunId, written: number) {
        const { organizationId } = yield* CurrentTenant
        if (written === 0) return
        yield* sql`
          update runway.sync_run set versions_written = versions_written + ${written}::integer
          where organization_id = ${organizationId}::uuid and client_id = ${clientId}::uuid and sync_run_id = ${run}::uuid`
      })

      const closeStep = Effect.fn("SyncRuns.closeStep")(function* (
        clientId: ClientId,
        run: SyncRunId,
        step: SyncStep,
        result: StepResult
      ) {
        const { organizationId } = yield* CurrentTenant
        const at = yield* DateTime.nowAsDate
        const read = result._tag === "Read"
        const phase = read ? "succeeded" : "failed"
        const code = read ? null : result.code
        const rows = read ? result.rows : 0
        yield* sql`
          insert into runway.sync_checkpoint (organization_id, client_id, sync_run_id, entity_type, phase, rows_seen, error_code)
          values (${organizationId}::uuid, ${clientId}::uuid, ${run}::uuid, ${step}, ${phase}, ${rows}::integer, ${code}::text)`
        yield* sql`
          insert into runway.sync_state as s (organization_id, client_id, entity_type, phase, rows_mirrored, last_attempt_at, last_success_at,
            error_code, consecutive_failures, covers_from, covers_to)
          values (${organizationId}::uuid, ${clientId}::uuid, ${step}, ${phase}, ${rows}::integer, ${at}, ${read ? at : null}::timestamptz,
            ${code}::text, ${read ? 0 : 1}::integer, ${read ? (result.covers?.from ?? null) : null}::date, ${read ? (result.covers?.to ?? null) : null}::date)
          on conflict (organization_id, client_id, entity_type) do update set
            phase = excluded.phase, last_attempt_at = excluded.last_attempt_at, error_code = excluded.error_code,
            rows_mirrored = case when excluded.phase = 'succeeded' then excluded.rows_mirrored else s.rows_mirrored end,
            last_success_at = coalesce(excluded.last_success_at, s.last_success_at),
            consecutive_failures = case when excluded.phase = 'succeeded' then 0 else s.consecutive_failures + 1 end,
            covers_from = case when excluded.phase = 'succeeded' then excluded.covers_from else s.covers_from end,
            covers_to = case when excluded.phase = 'succeeded' then excluded.covers_to else s.covers_to end`
      })

      const closeChanges = Effect.fn("SyncRuns.closeChanges")(function* (
        clientId: ClientId,
        run: SyncRunId,
        seen: ReadonlyMap<EntityName, number>
      ) {
        const { organizationId } = yield* CurrentTenant
        const at = yield* DateTime.nowAsDate
        const steps = JSON.stringify([...seen].map(([entity_type, rows]) => ({ entity_type, rows })))
        yield* sql`
          insert into runway.sync_checkpoint (organization_id, client_id, sync_run_id, entity_type, phase, rows_seen)
          select ${organizationId}::uuid, ${clientId}::uuid, ${run}::uuid, entity_type, 'succeeded', rows
          from jsonb_to_recordset(${steps}::text::jsonb) as s(entity_type text, rows integer)`
        yield* sql`
          update runway.sync_state s set phase = 'succeeded', last_attempt_at = ${at}, last_success_at = ${at}, error_code = null,
            consecutive_failures = 0,
            rows_mirrored = case when i.rows = 0 then s.rows_mirrored else (
              select count(*) from runway.ledger_record r where r.organization_id = s.organization_id and r.client_id = s.client_id
                and r.entity_type = s.entity_type and r.superseded_at is null and not r.deleted) end
          from jsonb_to_recordset(${steps}::text::jsonb) as i(entity_type text, rows integer)
          where s.organization_id = ${organizationId}::uuid and s.client_id = ${clientId}::uuid and s.entity_type = i.entity_type`
      })

      const lastBegun = Effect.gen(function* () {
        const { organizationId } = yield* CurrentTenant
        return yield* SqlSchema.findAll({
          Request: Schema.Void,
          Result: LastBegun,
          execute: () => sql`
            select c.client_id, last.at as last_at, nightly.at as nightly_at
            from (select distinct client_id from runway.sync_state where organization_id = ${organizationId}::uuid) c
            cross join lateral (select r.started_at as at from runway.sync_run r where r.organization_id = ${organizationId}::uuid
              and r.client_id = c.client_id order by r.started_at desc limit 1) last
            left join lateral (select r.started_at as at from runway.sync_run r where r.organization_id = ${organizationId}::uuid
              and r.client_id = c.client_id and r.trigger = 'nightly' order by r.started_at desc limit 1) nightly on true
            order by c.client_id`
        })().pipe(Effect.catchTag("SchemaError", Effect.die))
      }).pipe(Effect.withSpan("SyncRuns.lastBegun"))

      const finish = Effect.fn("SyncRuns.finish")(function* (
        clientId: ClientId,
        run: SyncRunId,
        outcome: Outcome,
        code: SyncErrorCode | null
      ) {
        const { organizationId } = yield* CurrentTenant
        const at = yield* DateTime.nowAsDate
        const { versions_written } = yield* SqlSchema.findOne({
          Request: Schema.Void,
          Result: Schema.Struct({ versions_written: Schema.Int }),
          execute: () => sql`
            update runway.sync_run set finished_at = ${at}, outcome = ${outcome}, error_code = ${code}::text
            where organization_id = ${organizationId}::uuid and client_id = ${clientId}::uuid and sync_run_id = ${run}::uuid and finished_at is null
            returning versions_written`
        })().pipe(Effect.catchTags({ SchemaError: Effect.die, NoSuchElementError: Effect.die }))
        return versions_written
      })

      const markRefreshed = Effect.fn("SyncRuns.markRefreshed")(function* (clientId: ClientId) {
        const { organizationId } = yield* CurrentTenant
        const at = yield* DateTime.nowAsDate
        yield* sql`
          update runway.sync_run set refreshed_at = ${at}
          where organization_id = ${organizationId}::uuid and client_id = ${clientId}::uuid and finished_at is not null and refreshed_at is null`
      })

      return SyncRuns.of({
        open,
        latest,
        unfinished,
        checkpoints,
        countVersions,
        closeStep,
        closeChanges,
        lastBegun,
        finish,
        markRefreshed
      })
    })
  )
}

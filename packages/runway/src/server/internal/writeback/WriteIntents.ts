import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { ClientId, MemberId, OrganizationId } from "@beep/kernel/ids"
import { column } from "@beep/sql/column"
import * as query from "@beep/sql/query"
import { Context, DateTime, type Duration, Effect, Layer, type Option, Schema } from "effect"
import { SqlClient, type SqlError, type Statement } from "effect/sql"
import { IssueId } from "../../../contract/hygiene/HygieneIssue.ts"
import { QuickFixKind } from "../../../contract/hygiene/QuickFix.ts"
import { QboId } from "../../../contract/ledger/QboId.ts"
import { WrittenEntity } from "../../../contract/writeback/FieldValues.ts"
import { listedWrites, WriteId } from "../../../contract/writeback/WriteBack.ts"
import { WriteReason, WriteState } from "../../../contract/writeback/WriteState.ts"

const Instant = Schema.NullOr(Schema.DateTimeUtcFromDate)

/** One row of `runway.write_intent`; `isUndone`: a write that takes it back stands. */
export const IntentRow = Schema.Struct({
  writeId: WriteId,
  issueId: Schema.NullOr(IssueId),
  undoes: Schema.NullOr(WriteId),
  isUndone: Schema.Boolean,
  kind: QuickFixKind,
  entityType: WrittenEntity,
  qboId: QboId,
  expectedSyncToken: Schema.String,
  seenHash: Schema.Uint8Array,
  values: Schema.Uint8Array,
  state: WriteState,
  reason: Schema.NullOr(WriteReason),
  generation: Schema.Int,
  request: Schema.NullOr(Schema.Uint8Array),
  attempts: Schema.Int,
  stagedBy: Schema.NullOr(MemberId),
  stagedAt: Schema.DateTimeUtcFromDate,
  nextAttemptAt: Instant,
  recordedAt: Instant,
  recordedSyncToken: Schema.NullOr(Schema.String),
  recordedHash: Schema.NullOr(Schema.Uint8Array),
  confirmedAt: Instant,
  endedAt: Instant
})
export type IntentRow = typeof IntentRow.Type

const columns = `w.write_id as "writeId", w.issue_id as "issueId", w.undoes, w.kind, w.entity_type as "entityType", w.qbo_id as "qboId",
  w.expected_sync_token as "expectedSyncToken", w.seen_hash as "seenHash", w.values_sealed as "values", w.state, w.reason,
  w.generation, w.request_sealed as "request", w.attempts, w.staged_by as "stagedBy", w.staged_at as "stagedAt",
  w.next_attempt_at as "nextAttemptAt", w.recorded_at as "recordedAt", w.recorded_sync_token as "recordedSyncToken",
  w.recorded_hash as "recordedHash", w.confirmed_at as "confirmedAt", w.ended_at as "endedAt",
  exists (select from runway.write_intent u where u.organization_id = w.organization_id and u.client_id = w.client_id
    and u.undoes = w.write_id and u.state not in ('cancelled', 'conflict', 'refused')) as "isUndone"`

const Waiting = Schema.Struct({ organizationId: OrganizationId, clientId: ClientId })
export type WaitingWrites = typeof Waiting.Type

/** Writes of one client in the hands of one worker. */
export interface Lease {
  readonly takeId: string
  readonly clientId: ClientId
}

export type Staged = Pick<
  IntentRow,
  "writeId" | "issueId" | "undoes" | "kind" | "entityType" | "qboId" | "expectedSyncToken" | "seenHash" | "values" | "stagedBy"
> & { readonly sendAfter: Duration.Duration }

const Found = Schema.Struct({ writeId: WriteId })

type InTenant<A> = Effect.Effect<A, SqlError.SqlError, CurrentTenant>

/**
 * The rows of the outbox, in the caller's tenant transaction. What a worker changes it changes only while the write is in its
 * hands and in the state it took it in; the answer says whether it was.
 *
 * @effect-expect-leaking CurrentTenant
 */
export class WriteIntents extends Context.Service<
  WriteIntents,
  {
    /** Over all organizations: whose writes are due; ids only. */
    readonly waiting: Effect.Effect<ReadonlyArray<WaitingWrites>, SqlError.SqlError>
    list(clientId: ClientId): InTenant<ReadonlyArray<IntentRow>>
    /** Holds the row until the transaction ends. */
    lock(clientId: ClientId, writeId: WriteId): InTenant<Option.Option<IntentRow>>
    byIds(clientId: ClientId, writeIds: ReadonlyArray<WriteId>): InTenant<ReadonlyArray<IntentRow>>
    /** The write of a record that is not sent or not answered. */
    underWay(clientId: ClientId, entityType: WrittenEntity, qboId: QboId): InTenant<Option.Option<IntentRow>>
    /** Where no other write of the record is under way. */
    stage(clientId: ClientId, staged: Staged): InTenant<void>
    cancel(clientId: ClientId, writeId: WriteId): InTenant<void>
    take(lease: Lease, lasting: Duration.Duration, most: number): InTenant<ReadonlyArray<IntentRow>>
    extend(lease: Lease, lasting: Duration.Duration): InTenant<void>
    release(lease: Lease): InTenant<void>
    sending(lease: Lease, write: IntentRow, request: Uint8Array): InTenant<boolean>
    recorded(lease: Lease, write: IntentRow, answer: { readonly syncToken: string; readonly hash: Uint8Array }): InTenant<boolean>
    waits(lease: Lease, write: IntentRow, reason: WriteReason | null, after: Duration.Duration): InTenant<boolean>
    confirmed(lease: Lease, write: IntentRow, reason: "changed_since" | null): InTenant<boolean>
    notWritten(
      lease: Lease,
      write: IntentRow,
      end: { readonly state: "conflict" | "refused"; readonly reason: WriteReason; readonly values: Uint8Array }
    ): InTenant<boolean>
  }
>()("@beep/runway/internal/WriteIntents") {
  static readonly layer = Layer.effect(
    WriteIntents,
    Effect.gen(function* () {
      const sql = yield* SqlClient.SqlClient
      const select = sql`select ${sql.literal(columns)} from runway.write_intent w`

      const mine = (organizationId: OrganizationId, clientId: ClientId) =>
        sql`w.organization_id = ${organizationId}::uuid and w.client_id = ${clientId}::uuid`

      const rows = (statement: Statement.Statement<unknown>) =>
        query.all({ Request: Schema.Void, Result: IntentRow, execute: () => statement })()

      const one = (statement: Statement.Statement<unknown>) =>
        query.option({ Request: Schema.Void, Result: IntentRow, execute: () => statement })()

      const hits = (statement: Statement.Statement<unknown>) =>
        Effect.map(query.all({ Request: Schema.Void, Result: Found, execute: () => statement })(), (found) => found.length > 0)

      const here = <A>(
        clientId: ClientId,
        use: (of: Statement.Fragment, organizationId: OrganizationId) => Effect.Effect<A, SqlError.SqlError>
      ): InTenant<A> => Effect.flatMap(CurrentTenant, ({ organizationId }) => use(mine(organizationId, clientId), organizationId))

      const findWaiting = query.all({
        Request: Schema.Date,
        Result: Waiting,
        execute: (now) =>
          sql`select organization_id as "organizationId", client_id as "clientId" from runway.clients_with_writes(${now})`
      })

      /** Of one write that is held and stands as it was taken. */
      const change = ({ clientId, takeId }: Lease, { state, writeId }: IntentRow, set: Statement.Fragment) =>
        here(clientId, (of) =>
          hits(sql`update runway.write_intent w set ${set} where ${of} and w.write_id = ${writeId}::uuid
            and w.taken_by = ${takeId}::uuid and w.state = ${state} returning w.write_id as "writeId"`)
        )

      const after = (now: DateTime.Utc, duration: Duration.Duration) => DateTime.toDateUtc(DateTime.addDuration(now, duration))
      const free = sql`taken_by = null, taken_until = null`

      return WriteIntents.of({
        waiting: Effect.flatMap(DateTime.nowAsDate, findWaiting),
        list: (clientId) =>
          here(clientId, (of) =>
            rows(sql`${select} where ${of} order by w.ended_at is null desc, w.staged_at desc limit ${listedWrites}`)
          ),
        lock: (clientId, writeId) =>
          here(clientId, (of) => one(sql`${select} where ${of} and w.write_id = ${writeId}::uuid for update of w`)),
        byIds: (clientId, writeIds) =>
          here(clientId, (of) => rows(sql`${select} where ${of} and w.write_id::text = any(${column("text", writeIds)})`)),
        underWay: (clientId, entityType, qboId) =>
          here(clientId, (of) =>
            one(
              sql`${select} where ${of} and w.entity_type = ${entityType} and w.qbo_id = ${qboId} and w.state in ('staged', 'sending')`
            )
          ),
        stage: Effect.fn("WriteIntents.stage")(function* (clientId, staged) {
          const now = yield* DateTime.now
          yield* here(
            clientId,
            (_, organizationId) => sql`
              insert into runway.write_intent (organization_id, client_id, write_id, issue_id, undoes, kind, entity_type, qbo_id,
                expected_sync_token, seen_hash, values_sealed, state, staged_by, staged_at, next_attempt_at)
              values (${organizationId}::uuid, ${clientId}::uuid, ${staged.writeId}::uuid, ${staged.issueId}::uuid, ${staged.undoes}::uuid,
                ${staged.kind}, ${staged.entityType}, ${staged.qboId}, ${staged.expectedSyncToken}, ${staged.seenHash}, ${staged.values},
                'staged', ${staged.stagedBy}::uuid, ${DateTime.toDateUtc(now)}, ${after(now, staged.sendAfter)})`
          )
        }),
        cancel: Effect.fn("WriteIntents.cancel")(function* (clientId, writeId) {
          const at = yield* DateTime.nowAsDate
          yield* here(
            clientId,
            (of) => sql`
              update runway.write_intent w set state = 'cancelled', reason = null, ended_at = ${at}, next_attempt_at = null, ${free}
              where ${of} and w.write_id = ${writeId}::uuid and w.state = 'staged'`
          )
        }),
        take: Effect.fn("WriteIntents.take")(function* ({ clientId, takeId }, lasting, most) {
          const now = yield* DateTime.now
          const at = DateTime.toDateUtc(now)
          return yield* here(clientId, (of) =>
            Effect.andThen(
              sql`update runway.write_intent w set taken_by = ${takeId}::uuid, taken_until = ${after(now, lasting)}
                where ${of} and w.write_id in (
                  select d.write_id from runway.write_intent d
                  where d.organization_id = w.organization_id and d.client_id = w.client_id and d.ended_at is null
                    and d.next_attempt_at <= ${at} and (d.taken_until is null or d.taken_until <= ${at})
                  order by d.staged_at limit ${most} for update skip locked)`,
              rows(sql`${select} where ${of} and w.taken_by = ${takeId}::uuid order by w.staged_at, w.write_id`)
            )
          )
        }),
        extend: Effect.fn("WriteIntents.extend")(function* ({ clientId, takeId }, lasting) {
          const until = after(yield* DateTime.now, lasting)
          yield* here(
            clientId,
            (of) => sql`update runway.write_intent w set taken_until = ${until} where ${of} and w.taken_by = ${takeId}::uuid`
          )
        }),
        release: ({ clientId, takeId }) =>
          Effect.asVoid(
            here(clientId, (of) => sql`update runway.write_intent w set ${free} where ${of} and w.taken_by = ${takeId}::uuid`)
          ),
        sending: (lease, write, request) =>
          change(lease, write, sql`state = 'sending', reason = null, generation = generation + 1, request_sealed = ${request}`),
        recorded: Effect.fn("WriteIntents.recorded")(function* (lease, write, { hash, syncToken }) {
          const at = yield* DateTime.nowAsDate
          return yield* change(
            lease,
            write,
            sql`state = 'recorded', reason = null, attempts = 0, recorded_at = ${at}, recorded_sync_token = ${syncToken},
              recorded_hash = ${hash}, request_sealed = null, next_attempt_at = ${at}`
          )
        }),
        waits: Effect.fn("WriteIntents.waits")(function* (lease, write, reason, wait) {
          const next = after(yield* DateTime.now, wait)
          return yield* change(lease, write, sql`reason = ${reason}, attempts = attempts + 1, next_attempt_at = ${next}, ${free}`)
        }),
        confirmed: Effect.fn("WriteIntents.confirmed")(function* (lease, write, reason) {
          const at = yield* DateTime.nowAsDate
          return yield* change(
            lease,
            write,
            sql`state = 'confirmed', reason = ${reason}, confirmed_at = ${at}, ended_at = ${at}, next_attempt_at = null, ${free}`
          )
        }),
        notWritten: Effect.fn("WriteIntents.notWritten")(function* (lease, write, { reason, state, values }) {
          const at = yield* DateTime.nowAsDate
          return yield* change(
            lease,
            write,
            sql`state = ${state}, reason = ${reason}, values_sealed = ${values}, request_sealed = null, ended_at = ${at},
              next_attempt_at = null, ${free}`
          )
        })
      })
    })
  )
}

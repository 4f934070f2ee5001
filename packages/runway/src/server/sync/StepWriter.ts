import type { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { Unavailable } from "@beep/kernel/errors"
import type { SyncRunId } from "@beep/kernel/ids"
import { unknownWords } from "@beep/quickbooks/contract/entities/unknownWords"
import type { EntityName, EntityTypes } from "@beep/quickbooks/contract/entities/entityTypes"
import type { Mirrored } from "@beep/quickbooks/contract/entities/Mirrored"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import type { Client } from "@beep/tenancy/contract/Client"
import { Array as Arr, Context, type DateTime, Effect, Layer } from "effect"
import { type DeletionScope, LedgerWriter } from "../internal/ledger/LedgerWriter.ts"
import { DataIssues } from "../internal/sync/DataIssues.ts"
import { SafePoints } from "../internal/sync/SafePoints.ts"
import { type StepResult, SyncRuns } from "../internal/sync/SyncRuns.ts"
import { isLineItem } from "../../contract/ledger/OpenItem.ts"
import type { DraftRecord, MirrorType } from "../ledger/draft/DraftRecord.ts"
import { entityDraft } from "../ledger/draft/entityDraft.ts"
import { hasSafePoint, safePointOf } from "./catchUpPlan.ts"
import { isEntityStep, type SyncStep } from "./syncSteps.ts"

/** Rows per transaction: what a crash can make us read again, and what one statement carries. */
export const batchSize = 1000

/** While PostgreSQL writes one batch, the next is hashed and sealed. Ids of one answer are distinct, so batches never meet. */
const batchesAtOnce = 2

export interface Target {
  readonly client: Client
  readonly run: SyncRunId
}

type Objects = ReadonlyArray<Mirrored<EntityTypes[EntityName]>>

/**
 * Writes what a step read and closes it, each in a transaction of its own; safe to
 * repeat at any point, because what is already written is met unchanged.
 *
 * @effect-expect-leaking CurrentTenant
 */
export class StepWriter extends Context.Service<
  StepWriter,
  {
    /** At most a batch of objects of one entity, and ids of those that are no more. */
    objects(
      target: Target,
      entity: EntityName,
      objects: Objects,
      deleted: ReadonlyArray<string>
    ): Effect.Effect<void, Unavailable, CurrentTenant>
    drafts(
      target: Target,
      entityType: MirrorType,
      drafts: ReadonlyArray<DraftRecord>
    ): Effect.Effect<void, Unavailable, CurrentTenant>
    /** The whole of it was read: the deletions, the safe point and the end of the step are one change. */
    closeWhole(
      target: Target,
      step: SyncStep,
      result: StepResult & { readonly _tag: "Read" },
      types: ReadonlyArray<readonly [MirrorType, DeletionScope | undefined]>,
      answered: DateTime.Utc | null
    ): Effect.Effect<void, Unavailable, CurrentTenant>
    /** Their changes were taken in: the safe points move in the transaction that closes the steps. */
    closeChanges(
      target: Target,
      seen: ReadonlyMap<EntityName, number>,
      answered: DateTime.Utc | null
    ): Effect.Effect<void, Unavailable, CurrentTenant>
  }
>()("@beep/runway/internal/StepWriter") {
  static readonly layer = Layer.effect(
    StepWriter,
    Effect.gen(function* () {
      const transaction = yield* TenantTransaction
      const writer = yield* LedgerWriter
      const runs = yield* SyncRuns
      const safePoints = yield* SafePoints
      const issues = yield* DataIssues

      const objects = Effect.fn("StepWriter.objects")(function* (
        { client, run }: Target,
        entity: EntityName,
        found: Objects,
        deleted: ReadonlyArray<string>
      ) {
        if (found.length + deleted.length === 0) return
        const words = new Map(found.map(({ value }) => [value.Id, unknownWords(entity, value)]))
        yield* transaction.run(
          Effect.gen(function* () {
            // Accounts are read before what is booked on them.
            const control = isLineItem(entity) ? yield* writer.controlAccounts(client.id) : new Set<string>()
            const drafts = found.map((mirrored) => entityDraft(entity, mirrored, client.homeCurrency, (id) => control.has(id)))
            const written = yield* writer.write(client.id, run, entity, drafts)
            const gone = yield* writer.writeDeleted(client.id, run, entity, deleted)
            if (gone > 0) yield* issues.settle(client.id, entity)
            yield* runs.countVersions(client.id, run, written + gone)
            yield* issues.stand(client.id, run, entity, drafts, words)
          })
        )
      })

      const drafts = ({ client, run }: Target, entityType: MirrorType, all: ReadonlyArray<DraftRecord>) =>
        Effect.forEach(
          Arr.chunksOf(all, batchSize),
          (batch) =>
            transaction.run(
              Effect.gen(function* () {
                yield* runs.countVersions(client.id, run, yield* writer.write(client.id, run, entityType, batch))
                // Of a balance the lines are the reason, and each day has another one.
                if (entityType === "GeneralLedgerLine") yield* issues.stand(client.id, run, entityType, batch)
              })
            ),
          { discard: true, concurrency: batchesAtOnce }
        ).pipe(Effect.withSpan("StepWriter.drafts"))

      const closeWhole = (
        { client, run }: Target,
        step: SyncStep,
        result: StepResult & { readonly _tag: "Read" },
        types: ReadonlyArray<readonly [MirrorType, DeletionScope | undefined]>,
        answered: DateTime.Utc | null
      ) =>
        transaction
          .run(
            Effect.gen(function* () {
              for (const [entityType, scope] of types) {
                const gone = yield* writer.closeMissing(client.id, run, entityType, scope)
                yield* runs.countVersions(client.id, run, gone)
                if (gone > 0) yield* issues.settle(client.id, entityType)
              }
              if (answered !== null && isEntityStep(step) && hasSafePoint(step))
                yield* safePoints.readWhole(client.id, run, step, safePointOf(answered))
              yield* runs.closeStep(client.id, run, step, result)
            })
          )
          .pipe(Effect.withSpan("StepWriter.closeWhole"))

      const closeChanges = ({ client, run }: Target, seen: ReadonlyMap<EntityName, number>, answered: DateTime.Utc | null) =>
        transaction.run(
          Effect.gen(function* () {
            if (seen.size === 0) return
            if (answered !== null) yield* safePoints.advance(client.id, run, [...seen.keys()], safePointOf(answered))
            yield* runs.closeChanges(client.id, run, seen)
          })
        )

      return StepWriter.of({ objects, drafts, closeWhole, closeChanges })
    })
  )
}

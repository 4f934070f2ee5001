import { Connections } from "@beep/connections/server/Connections"
import type { CurrentActor } from "@beep/kernel/CurrentActor"
import type { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { NotFound, Unavailable } from "@beep/kernel/errors"
import type { Changes } from "@beep/quickbooks/contract/Changes"
import type { EntityName } from "@beep/quickbooks/contract/entities/entityTypes"
import { QuickBooks } from "@beep/quickbooks/QuickBooks"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import { Context, type DateTime, Effect, Layer } from "effect"
import { LedgerReader } from "../internal/ledger/LedgerReader.ts"
import { codeOf, isRefusal, isTheirs, type StepError, stopsRun, type SyncErrorCode } from "./stepFailure.ts"
import { StepWriter, type Target } from "./StepWriter.ts"

/** What reading by changes left to others; everything else it was given is closed. */
export interface Left {
  /** To be read from first to last. */
  readonly whole: ReadonlyArray<EntityName>
  readonly failed: ReadonlyArray<readonly [EntityName, SyncErrorCode]>
}

const allFailed = (entities: ReadonlyArray<EntityName>, code: SyncErrorCode): Left => ({
  whole: [],
  failed: entities.map((entity) => [entity, code])
})

/** A refusal to tell changes is no reason to know less. */
const unanswered = (entities: ReadonlyArray<EntityName>, error: StepError): Left =>
  isRefusal(error) ? { whole: entities, failed: [] } : allFailed(entities, codeOf(error))

/**
 * Takes in what changed at QuickBooks since a safe point, over several entities at once.
 * Safe to repeat at any point: a safe point moves only with the end of its step.
 *
 * @effect-expect-leaking CurrentTenant | CurrentActor
 */
export class ChangesReader extends Context.Service<
  ChangesReader,
  {
    read(
      target: Target,
      entities: ReadonlyArray<EntityName>,
      since: DateTime.Utc
    ): Effect.Effect<Left, NotFound | Unavailable, CurrentTenant | CurrentActor>
  }
>()("@beep/runway/internal/ChangesReader") {
  static readonly layer = Layer.effect(
    ChangesReader,
    Effect.gen(function* () {
      const connections = yield* Connections
      const quickbooks = yield* QuickBooks
      const transaction = yield* TenantTransaction
      const ledger = yield* LedgerReader
      const writer = yield* StepWriter

      const ask = (
        { client }: Target,
        entities: ReadonlyArray<EntityName>,
        since: DateTime.Utc
      ): Effect.Effect<Changes, StepError | NotFound, CurrentTenant | CurrentActor> =>
        connections.withAccessToken(client.id, (accessToken, realmId) =>
          quickbooks.changes({ accessToken, realmId }, entities, since)
        )

      /** One answer that holds everything: each entity is written, then closed, but for those that name somebody who is gone. */
      const take = Effect.fn("ChangesReader.take")(function* (target: Target, changes: Changes) {
        const failed: Array<readonly [EntityName, SyncErrorCode]> = []
        const seen = new Map<EntityName, number>()
        const noted = (entity: EntityName) => (error: StepError) =>
          Effect.sync(() => {
            failed.push([entity, codeOf(error)])
            seen.delete(entity)
          })
        for (const { deleted, entity, updated } of changes.entities) {
          const written: Effect.Effect<number, StepError | NotFound, CurrentTenant> = Effect.flatMap(
            Effect.fromResult(updated),
            (objects) => Effect.as(writer.objects(target, entity, objects, deleted), objects.length + deleted.length)
          )
          yield* written.pipe(
            Effect.tap((objects) => Effect.sync(() => seen.set(entity, objects))),
            Effect.catchIf(isTheirs, noted(entity))
          )
        }
        const pointing = yield* transaction.run(ledger.pointingToGone(target.client.id, target.run))
        const whole = [...seen.keys()].filter((entity) => pointing.has(entity))
        for (const entity of whole) seen.delete(entity)
        yield* writer.closeChanges(target, seen, changes.time)
        return { whole, failed }
      })

      /** A saturated answer is asked for again in halves; an entity that alone fills an answer is read from first to last. */
      const read: ChangesReader["Service"]["read"] = Effect.fn("ChangesReader.read")(function* (target, entities, since) {
        const answer = yield* ask(target, entities, since).pipe(
          Effect.map((changes) => ({ changes })),
          Effect.catchIf(isTheirs, (error) => Effect.succeed({ left: unanswered(entities, error) }))
        )
        if ("left" in answer) return answer.left
        if (!answer.changes.isSaturated) return yield* take(target, answer.changes)
        if (entities.length === 1) return { whole: entities, failed: [] }
        const middle = Math.ceil(entities.length / 2)
        const first = yield* read(target, entities.slice(0, middle), since)
        const rest = entities.slice(middle)
        const stopped = first.failed.find(([, code]) => stopsRun(code))
        const second = stopped === undefined ? yield* read(target, rest, since) : allFailed(rest, stopped[1])
        return { whole: [...first.whole, ...second.whole], failed: [...first.failed, ...second.failed] }
      })

      return ChangesReader.of({ read })
    })
  )
}

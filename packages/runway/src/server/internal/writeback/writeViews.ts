import type { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { ClientId } from "@beep/kernel/ids"
import { DateTime, Effect } from "effect"
import type { SqlError } from "effect/sql"
import { undoOf, undoUntil } from "../../../contract/writeback/undoOf.ts"
import type { FieldValues } from "../../../contract/writeback/FieldValues.ts"
import type { WriteBack } from "../../../contract/writeback/WriteBack.ts"
import { LedgerReader } from "../ledger/LedgerReader.ts"
import { type IntentValues, intentValues } from "./intentValues.ts"
import type { IntentRow } from "./WriteIntents.ts"

const termsOf = (values: ReadonlyArray<FieldValues | null>) =>
  values.flatMap((one) => (one === null || one.termId === undefined || one.termId === null ? [] : [one.termId]))

const viewOf = (
  write: IntentRow,
  values: IntentValues,
  names: ReadonlyMap<string, { readonly name?: string; readonly doc?: string }>,
  now: DateTime.Utc
): WriteBack => {
  const words = names.get(`${write.entityType}/${write.qboId}`)
  const terms = termsOf([values.before, values.after, values.now]).flatMap((id) => {
    const name = names.get(`Term/${id}`)?.name
    return name === undefined ? [] : [[id, name] as const]
  })
  const undo = undoOf({ ...write, before: values.before, isInverse: write.undoes !== null }, now)
  return {
    writeId: write.writeId,
    issueId: write.issueId,
    entityType: write.entityType,
    qboId: write.qboId,
    title: words?.doc ?? words?.name ?? null,
    kind: write.kind,
    before: values.before,
    after: values.after,
    now: values.now,
    terms: Object.fromEntries(terms),
    state: write.state,
    reason: write.reason,
    detail: values.detail,
    attempts: write.attempts,
    stagedAt: write.stagedAt,
    stagedBy: write.stagedBy,
    nextAttemptAt: write.state === "staged" || write.state === "sending" ? write.nextAttemptAt : null,
    recordedAt: write.recordedAt,
    confirmedAt: write.confirmedAt,
    endedAt: write.endedAt,
    undo,
    undoUntil: undo === "inverse" && write.recordedAt !== null ? undoUntil(write.recordedAt) : null,
    undoes: write.undoes
  }
}

/** Writes as people see them, with the words of their records; inside a tenant transaction. None of a client whose key was destroyed. */
export const writeViews = Effect.gen(function* () {
  const reader = yield* LedgerReader
  const { open } = yield* intentValues
  return (
    clientId: ClientId,
    writes: ReadonlyArray<IntentRow>
  ): Effect.Effect<ReadonlyArray<WriteBack>, SqlError.SqlError, CurrentTenant> =>
    Effect.gen(function* () {
      if (writes.length === 0) return []
      const values = yield* open(clientId, writes)
      const records = writes.map(({ entityType, qboId }) => ({ entityType, qboId }))
      const terms = [...values.values()]
        .flatMap(({ after, before, now }) => termsOf([before, after, now]))
        .map((qboId) => ({ entityType: "Term", qboId }))
      const names = yield* reader.words(clientId, [...records, ...terms])
      const now = yield* DateTime.now
      return writes.flatMap((write) => {
        const about = values.get(write.writeId)
        return about === undefined ? [] : [viewOf(write, about, names, now)]
      })
    })
})

import { SyncRunId } from "@beep/kernel/ids"
import { Schema } from "effect"
import { LedgerInput } from "../ledger/Coverage.ts"

export const SyncPhase = Schema.Literals(["never", "queued", "running", "succeeded", "failed", "halted"])
export type SyncPhase = typeof SyncPhase.Type

/** Where the sync of a client stands. `failed` keeps what was mirrored before; `halted` waits for a person. */
export const SyncStatus = Schema.Struct({
  phase: SyncPhase,
  runId: Schema.NullOr(SyncRunId),
  startedAt: Schema.NullOr(Schema.DateTimeUtcFromString),
  /** While one runs: until when its calls wait, because QuickBooks asked for patience or does not answer. */
  waitsUntil: Schema.NullOr(Schema.DateTimeUtcFromString),
  finishedAt: Schema.NullOr(Schema.DateTimeUtcFromString),
  lastSuccessAt: Schema.NullOr(Schema.DateTimeUtcFromString),
  /** A code of ours from the closed list of the sync; never text from QuickBooks. */
  errorCode: Schema.NullOr(Schema.String),
  entities: Schema.Array(
    Schema.Struct({
      input: LedgerInput,
      phase: SyncPhase,
      rows: Schema.Int,
      lastSuccessAt: Schema.NullOr(Schema.DateTimeUtcFromString)
    })
  )
})
export type SyncStatus = typeof SyncStatus.Type

/**
 * What asking for a sync led to: a new one, the one that is under way, or nothing, because
 * one has read the books within the last thirty seconds and its answer stands (runway.md 6.9).
 */
export const SyncAnswer = Schema.Literals(["begun", "under_way", "just_read"])
export type SyncAnswer = typeof SyncAnswer.Type

export const StartedSync = Schema.Struct({ ...SyncStatus.fields, answer: SyncAnswer })
export type StartedSync = typeof StartedSync.Type

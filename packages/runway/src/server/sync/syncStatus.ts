import { DateTime, Option } from "effect"
import { LedgerInput } from "../../contract/ledger/Coverage.ts"
import type { SyncStatus, SyncPhase } from "../../contract/sync/SyncStatus.ts"
import type { StoredState } from "../internal/ledger/StoredRecord.ts"
import type { Checkpoint, Run } from "../internal/sync/SyncRuns.ts"
import { stepOf } from "../ledger/coverage.ts"
import { stopsRun } from "./stepFailure.ts"

const phaseOf = (run: Run): SyncPhase => {
  if (run.outcome === null) return "running"
  if (run.error_code !== null && stopsRun(run.error_code)) return "halted"
  return run.outcome === "failed" ? "failed" : "succeeded"
}

const latest = (times: ReadonlyArray<DateTime.Utc | null>) =>
  times.reduce((best, at) => (at !== null && (best === null || DateTime.isGreaterThan(at, best)) ? at : best), null)

/** Where a sync stands, from its run, what the run has closed so far, and what earlier runs left. */
export const syncStatus = (
  run: Option.Option<Run>,
  checkpoints: ReadonlyArray<Checkpoint>,
  states: ReadonlyArray<StoredState>,
  waitsUntil: DateTime.Utc | null
): SyncStatus => {
  const closed = new Set(checkpoints.map((checkpoint) => checkpoint.entity_type))
  const byStep = new Map(states.map((state) => [state.entity_type, state]))
  const isOpen = Option.isSome(run) && run.value.outcome === null
  return {
    phase: Option.match(run, { onNone: () => "never", onSome: phaseOf }),
    runId: Option.getOrNull(Option.map(run, (found) => found.sync_run_id)),
    startedAt: Option.getOrNull(Option.map(run, (found) => found.started_at)),
    waitsUntil,
    finishedAt: Option.getOrNull(Option.map(run, (found) => found.finished_at)),
    lastSuccessAt: latest(states.map((state) => state.last_success_at)),
    errorCode: Option.getOrNull(Option.map(run, (found) => found.error_code)),
    entities: LedgerInput.literals.map((input) => {
      const step = stepOf[input]
      const state = byStep.get(step)
      return {
        input,
        phase: isOpen && !closed.has(step) ? "queued" : (state?.phase ?? "never"),
        rows: state?.rows_mirrored ?? 0,
        lastSuccessAt: state?.last_success_at ?? null
      }
    })
  }
}

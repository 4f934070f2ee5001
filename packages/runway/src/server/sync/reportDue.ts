import type { LocalDate } from "@beep/kernel/LocalDate"
import { DateTime, Duration } from "effect"
import type { SyncTrigger } from "../../contract/sync/SyncTrigger.ts"
import type { StoredState } from "../internal/ledger/StoredRecord.ts"

/** How old a report may be for a person who asks while nothing changed (runway.md 6.9): payroll and the like move reports only. */
const restBetween = Duration.hours(1)

/** A month less half a day, so that it falls on a night. */
const historyEvery = Duration.hours(30 * 24 - 12)

/** Whether the older days of the ledger are read: by night, when they were not within the last month. Only a correction moves them. */
export const historyDue = (trigger: SyncTrigger, state: StoredState | undefined, now: DateTime.Utc): boolean => {
  if (trigger !== "nightly") return false
  if (state === undefined || state.phase === "failed" || state.last_success_at === null) return true
  return DateTime.isLessThanOrEqualTo(state.last_success_at, DateTime.subtractDuration(now, historyEvery))
}

/** Whether a report is read again: something changed, the last reading failed, is of another day, or is old. */
export const reportDue = (input: {
  readonly trigger: SyncTrigger
  readonly hasChanged: boolean
  readonly state: StoredState | undefined
  readonly now: DateTime.Utc
  /** In the client's zone. */
  readonly today: LocalDate
}): boolean => {
  const { hasChanged, now, state, today, trigger } = input
  if (trigger === "nightly" || trigger === "onboarding" || trigger === "comparison" || hasChanged) return true
  if (state === undefined || state.phase === "failed" || state.last_success_at === null) return true
  if (state.covers_to === null || state.covers_to < today) return true
  return trigger === "person" && DateTime.isLessThanOrEqualTo(state.last_success_at, DateTime.subtractDuration(now, restBetween))
}

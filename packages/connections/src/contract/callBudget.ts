import { DateTime, Schema } from "effect"

/** Reads a month that Intuit's free tier allows one workspace, that is all organizations of one app together (runway.md 6.3). */
export const monthlyReadBudget = 500_000

/** The highest of 60, 80 and 95 percent of the budget that is reached. */
export const AlarmLevel = Schema.Literals(["none", "60", "80", "95"])
export type AlarmLevel = typeof AlarmLevel.Type

export const alarmOf = (reads: number): AlarmLevel => {
  const percent = (reads * 100) / monthlyReadBudget
  if (percent >= 95) return "95"
  if (percent >= 80) return "80"
  return percent >= 60 ? "60" : "none"
}

const day = 86_400_000

/** Calendar month in UTC that an instant lies in; Intuit does not say in which zone it counts. */
export const monthOf = (now: DateTime.Utc): { readonly start: DateTime.Utc; readonly end: DateTime.Utc } => {
  const start = DateTime.startOf(now, "month")
  return { start, end: DateTime.add(start, { months: 1 }) }
}

/** Reads by the end of the month at the pace so far; null on its first day, when a busy hour would speak for a month. */
export const projectedReads = (reads: number, now: DateTime.Utc): number | null => {
  const { end, start } = monthOf(now)
  const from = DateTime.toEpochMillis(start)
  const elapsed = DateTime.toEpochMillis(now) - from
  return elapsed < day ? null : Math.round((reads * (DateTime.toEpochMillis(end) - from)) / elapsed)
}

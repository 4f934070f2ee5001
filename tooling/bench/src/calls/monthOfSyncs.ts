import type { TimeZoneName } from "@beep/kernel/LocalDate"
import { dueNow } from "@beep/runway/server/sync/nextCatchUp"
import { DateTime, Duration } from "effect"

export interface MonthOfSyncs {
  readonly nights: number
  /** Nights on which a week is over and everything is compared; not among the others. */
  readonly weeks: number
  /** Catch-ups that only the clock asked for. */
  readonly scheduled: number
  /** Catch-ups that an announced change asked for. */
  readonly told: number
}

const look = Duration.minutes(5)
const from = DateTime.makeUnsafe("2026-10-01T04:00:00Z")
const to = DateTime.add(from, { days: 31 })
const firstChangeHour = 9

const isBusinessDay = (at: DateTime.Zoned): boolean => {
  const day = DateTime.getPart(at, "weekDay")
  return day >= 1 && day <= 5
}

/**
 * October of 2026 for one client by the worker's own schedule, looked at every five minutes as the worker does; changes
 * come evenly from nine o'clock. Its first night ends a week, so that five do: more than in an average month.
 */
export const monthOfSyncs = (zone: TimeZoneName, changesPerDay: number): MonthOfSyncs => {
  const count = { nights: 0, weeks: 0, scheduled: 0, told: 0 }
  let nights = 0
  let last: Parameters<typeof dueNow>[2] = { last_at: from, nightly_at: from }
  const hours = Array.from({ length: changesPerDay }, (_, n) => firstChangeHour + Math.round((8 * n) / changesPerDay))
  for (let now = from; DateTime.isLessThan(now, to); now = DateTime.addDuration(now, look)) {
    const local = DateTime.setZone(now, DateTime.zoneMakeNamedUnsafe(zone))
    const isTold =
      isBusinessDay(local) && DateTime.getPart(local, "minute") < 5 && hours.includes(DateTime.getPart(local, "hour"))
    if (isTold) {
      count.told += 1
      last = { ...last, last_at: now }
      continue
    }
    const due = dueNow(now, zone, last)
    if (due === null) continue
    if (due === "nightly") count[nights++ % 7 === 0 ? "weeks" : "nights"] += 1
    else count.scheduled += 1
    last = { last_at: now, nightly_at: due === "nightly" ? now : last.nightly_at }
  }
  return count
}

import { addDays, dateIn, type LocalDate, type TimeZoneName } from "@beep/kernel/LocalDate"
import { DateTime, Duration } from "effect"

/** Hours between two catch-ups that nothing else asked for (runway.md 6.9). */
const every = { monthEnd: 2, businessHours: 4, otherwise: 8 } as const

const business = { from: 8, to: 18 } as const
const nightlyHour = 2

const isWeekday = (date: LocalDate): boolean => {
  const day = new Date(`${date}T00:00:00Z`).getUTCDay()
  return day >= 1 && day <= 5
}

/** Two days before the last of a month, that day, and two days after it. */
const isMonthEnd = (date: LocalDate): boolean => addDays(date, 3).slice(8) <= "03" || date.slice(8) <= "02"

/** An hour of a day in a zone; one that the clocks leap over is the next that exists, one that comes twice is the first. */
const hourIn = (zone: TimeZoneName, date: LocalDate, hour: number): DateTime.Utc =>
  DateTime.toUtc(
    DateTime.makeZonedUnsafe(`${date}T${String(hour).padStart(2, "0")}:00:00`, {
      timeZone: zone,
      adjustForTimeZone: true,
      disambiguation: "compatible"
    })
  )

const dateAt = (zone: TimeZoneName, at: DateTime.Utc) => dateIn(zone, DateTime.toEpochMillis(at))

/** What applies at an instant, in the client's zone. */
const hoursBetween = (zone: TimeZoneName, at: DateTime.Utc): number => {
  const date = dateAt(zone, at)
  if (isMonthEnd(date)) return every.monthEnd
  const isOpen = DateTime.between(at, {
    minimum: hourIn(zone, date, business.from),
    maximum: DateTime.subtractDuration(hourIn(zone, date, business.to), Duration.millis(1))
  })
  return isWeekday(date) && isOpen ? every.businessHours : every.otherwise
}

/**
 * When the safety net next reads the changes of a client; `now` when that is past, or
 * when nothing was ever read. A run of any kind counts as the last one, and a shorter
 * interval that begins meanwhile applies from its beginning.
 */
export const nextCatchUp = (now: DateTime.Utc, zone: TimeZoneName, lastRun: DateTime.Utc | null): DateTime.Utc => {
  if (lastRun === null) return now
  const after = (hours: number) => DateTime.addDuration(lastRun, Duration.hours(hours))
  const limit = after(every.otherwise)
  const days = [0, 1].map((ahead) => addDays(dateAt(zone, lastRun), ahead))
  const turns = days.flatMap((date) => [0, business.from, business.to].map((hour) => hourIn(zone, date, hour)))
  const due = [after(every.monthEnd), after(every.businessHours), ...turns]
    .filter((at) => DateTime.isGreaterThan(at, lastRun) && DateTime.isLessThan(at, limit))
    .toSorted(DateTime.Order)
    .find((at) => DateTime.isLessThanOrEqualTo(after(hoursBetween(zone, at)), at))
  return DateTime.max(now, due ?? limit)
}

/** When the clock reads a client at the latest: the next catch-up, or the night where that is sooner. */
export const nextReading = (now: DateTime.Utc, zone: TimeZoneName, lastRun: DateTime.Utc): DateTime.Utc => {
  const tonight = hourIn(zone, dateAt(zone, now), nightlyHour)
  const night = DateTime.isGreaterThan(tonight, now) ? tonight : hourIn(zone, addDays(dateAt(zone, now), 1), nightlyHour)
  return DateTime.min(nextCatchUp(now, zone, lastRun), night)
}

/** The last beginning of the nightly comparison that is not after `now`. */
const lastNight = (now: DateTime.Utc, zone: TimeZoneName): DateTime.Utc => {
  const today = dateAt(zone, now)
  const tonight = hourIn(zone, today, nightlyHour)
  return DateTime.isLessThanOrEqualTo(tonight, now) ? tonight : hourIn(zone, addDays(today, -1), nightlyHour)
}

/** What a client is due for now; the nightly comparison takes in what a catch-up would. */
export const dueNow = (
  now: DateTime.Utc,
  zone: TimeZoneName,
  last: { readonly last_at: DateTime.Utc; readonly nightly_at: DateTime.Utc | null }
): "nightly" | "schedule" | null => {
  if (DateTime.isLessThan(last.nightly_at ?? last.last_at, lastNight(now, zone))) return "nightly"
  return DateTime.isLessThanOrEqualTo(nextCatchUp(now, zone, last.last_at), now) ? "schedule" : null
}

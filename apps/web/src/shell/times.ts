import { DateTime } from "effect"

const locale = "en-US"

/** `Mon Sep 22, 2025, 9:02 AM PDT` in the zone given. */
export const exactInstant = (instant: DateTime.Utc, timeZone?: string): string =>
  DateTime.toDateUtc(instant)
    .toLocaleString(locale, {
      timeZone,
      weekday: "short",
      month: "short",
      day: "numeric",
      year: "numeric",
      hour: "numeric",
      minute: "2-digit",
      timeZoneName: "short"
    })
    .replace(",", "")

/** `Jan 15`, with the year when it is not the year of `now`. */
export const shortDay = (instant: DateTime.Utc, now: DateTime.Utc, timeZone?: string): string => {
  const date = DateTime.toDateUtc(instant)
  const year = (of: Date): string => of.toLocaleString(locale, { timeZone, year: "numeric" })
  return date.toLocaleString(locale, {
    timeZone,
    month: "short",
    day: "numeric",
    ...(year(date) === year(DateTime.toDateUtc(now)) ? {} : { year: "numeric" as const })
  })
}

/** A calendar date without a zone, `Oct 6` or `Jan 18, 2026`. */
export const calendarDay = (date: string, yearOf: string): string =>
  DateTime.toDateUtc(DateTime.makeUnsafe(`${date}T00:00:00Z`)).toLocaleString(locale, {
    timeZone: "UTC",
    month: "short",
    day: "numeric",
    ...(date.slice(0, 4) === yearOf.slice(0, 4) ? {} : { year: "numeric" as const })
  })

/** A calendar date without a zone, in full: `Mon Nov 16, 2026`. */
export const fullDay = (date: string): string =>
  DateTime.toDateUtc(DateTime.makeUnsafe(`${date}T00:00:00Z`))
    .toLocaleString(locale, { timeZone: "UTC", weekday: "short", month: "short", day: "numeric", year: "numeric" })
    .replace(",", "")

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** `12 min`, `3 h`, `4 days`: whole units, rounded down, never "0". */
export const age = (instant: DateTime.Utc, now: DateTime.Utc): string => {
  const passed = Math.max(DateTime.toEpochMillis(now) - DateTime.toEpochMillis(instant), 0)
  if (passed < minute) return "just now"
  if (passed < hour) return `${Math.floor(passed / minute)} min`
  if (passed < 2 * day) return `${Math.floor(passed / hour)} h`
  return `${Math.floor(passed / day)} days`
}

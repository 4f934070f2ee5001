import { addDays, dateIn, LocalDate, type TimeZoneName } from "@beep/kernel/LocalDate"
import { DateTime, Schema } from "effect"

/**
 * When something was known: the end of a day in the client's zone, `2026-11-13`, or an instant,
 * `2026-11-13T17:00:00.000Z`. The same question with the same time is answered with the same bytes for ever.
 */
export const KnownTime = Schema.Union([LocalDate, Schema.DateTimeUtcFromString])
export type KnownTime = typeof KnownTime.Type

/** The last millisecond of a day; where the clocks leap over midnight, of what is there of it. */
export const endOfDay = (date: LocalDate, zone: TimeZoneName): DateTime.Utc => {
  const next = DateTime.makeZonedUnsafe(`${addDays(date, 1)}T00:00:00`, {
    timeZone: zone,
    adjustForTimeZone: true,
    disambiguation: "compatible"
  })
  return DateTime.makeUnsafe(DateTime.toEpochMillis(next) - 1)
}

export const instantOf = (known: KnownTime, zone: TimeZoneName): DateTime.Utc =>
  typeof known === "string" ? endOfDay(known, zone) : known

/** The last day that was over at an instant: what is dated on it or before and learned later was backdated. */
export const lastFullDay = (knownAt: DateTime.Utc, zone: TimeZoneName): LocalDate =>
  addDays(dateIn(zone, DateTime.toEpochMillis(knownAt) + 1), -1)

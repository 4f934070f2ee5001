import { Clock, DateTime, Effect, Option, Schema } from "effect"

const millisPerDay = 86_400_000

/** A day without a time is read as UTC. */
const toEpochDay = (text: string): number => Date.parse(text) / millisPerDay

const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)

/** Days of a month of the proleptic Gregorian calendar, 0 of none. Arithmetic, because dates are decoded by the thousand. */
export const monthLength = (year: number, month: number): number => (month === 2 && isLeap(year) ? 29 : (lengths[month - 1] ?? 0))

const isCalendarDate = (text: string): boolean => {
  const day = Number(text.slice(8))
  return day >= 1 && day <= monthLength(Number(text.slice(0, 4)), Number(text.slice(5, 7)))
}

/** A calendar date without a zone, `YYYY-MM-DD`, that exists in the calendar. */
export const LocalDate = Schema.String.check(
  Schema.isPattern(/^\d{4}-\d{2}-\d{2}$/),
  Schema.makeFilter(isCalendarDate, { expected: "a date that exists in the calendar" })
).pipe(Schema.brand("LocalDate"))
export type LocalDate = typeof LocalDate.Type

/** `days` may be negative. */
export const addDays = (date: LocalDate, days: number): LocalDate =>
  LocalDate.make(new Date((toEpochDay(date) + days) * millisPerDay).toISOString().slice(0, 10))

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: LocalDate, to: LocalDate): number => toEpochDay(to) - toEpochDay(from)

/** An IANA zone name that this runtime knows, `America/New_York`. */
export const TimeZoneName = Schema.String.check(
  Schema.makeFilter((name) => Option.isSome(DateTime.zoneMakeNamed(name)), { expected: "an IANA time zone" })
).pipe(Schema.brand("TimeZoneName"))
export type TimeZoneName = typeof TimeZoneName.Type

/** One per zone: making a formatter takes far longer than using it, and there are a few hundred zones at most. */
const formatters = new Map<TimeZoneName, Intl.DateTimeFormat>()

const formatterOf = (zone: TimeZoneName): Intl.DateTimeFormat => {
  const formatter =
    formatters.get(zone) ??
    new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" })
  formatters.set(zone, formatter)
  return formatter
}

/** The calendar date of an instant (epoch milliseconds) in a zone. */
export const dateIn = (zone: TimeZoneName, epochMillis: number): LocalDate =>
  LocalDate.make(formatterOf(zone).format(epochMillis))

/** Today in the zone of a client, by the clock service. */
export const todayIn = (zone: TimeZoneName): Effect.Effect<LocalDate> =>
  Effect.map(Clock.currentTimeMillis, (now) => dateIn(zone, now))

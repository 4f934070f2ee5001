import { addDays, LocalDate, type TimeZoneName } from "@beep/kernel/LocalDate"
import { DateTime, Option, Schema } from "effect"

const decode = Schema.decodeUnknownOption(LocalDate)

/** Midnight at the start of a calendar day in a zone. */
const startOf = (day: LocalDate, zone: TimeZoneName): DateTime.Utc => {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number)
  return DateTime.toUtc(DateTime.makeZonedUnsafe({ year, month, day: date }, { timeZone: zone, adjustForTimeZone: true }))
}

export interface Span {
  readonly from?: DateTime.Utc
  readonly until?: DateTime.Utc
}

/** Two days as they were typed, or nothing: `from` begins with its day, `until` ends with its day. Empty is open. */
export const readSpan = (from: string, until: string, zone: TimeZoneName): Option.Option<Span> => {
  const first = decode(from)
  const last = decode(until)
  if ((from !== "" && Option.isNone(first)) || (until !== "" && Option.isNone(last))) return Option.none()
  if (Option.isSome(first) && Option.isSome(last) && last.value < first.value) return Option.none()
  return Option.some({
    ...(Option.isSome(first) ? { from: startOf(first.value, zone) } : {}),
    ...(Option.isSome(last) ? { until: startOf(addDays(last.value, 1), zone) } : {})
  })
}

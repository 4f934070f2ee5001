const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

/** RFC 5322 4.3: the zone names that mean an offset, in hours. */
const namedZones: Readonly<Record<string, number>> = {
  ut: 0,
  utc: 0,
  gmt: 0,
  z: 0,
  est: -5,
  edt: -4,
  cst: -6,
  cdt: -5,
  mst: -7,
  mdt: -6,
  pst: -8,
  pdt: -7
}

const pattern =
  /^(?:[a-z]{3,9}\.?,?\s+)?(\d{1,2})\s+([a-z]{3})[a-z]*\s+(\d{4})\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s+([+-]\d{4}|[a-z]{1,3})$/i

const offsetMinutes = (zone: string): number | undefined => {
  const named = namedZones[zone.toLowerCase()]
  if (named !== undefined) return named * 60
  if (!/^[+-]\d{4}$/.test(zone)) return undefined
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3))
  return zone.startsWith("-") ? -minutes : minutes
}

/**
 * Reads a `Date` header as an instant (epoch milliseconds); null when it names
 * none. A date without a zone names none: reading it in the zone of the machine
 * would give the same message two dates.
 */
export const mailDate = (header: string): number | null => {
  const plain = header
    .replace(/\([^()]*\)/g, " ")
    .replace(/\s+/g, " ")
    .trim()
  const match = pattern.exec(plain)
  if (match === null) return null
  const [, day, month, year, hour, minute, second, zone] = match
  const monthIndex = months.indexOf((month ?? "").toLowerCase())
  const offset = offsetMinutes(zone ?? "")
  if (monthIndex < 0 || offset === undefined) return null
  const parts = [Number(year), monthIndex, Number(day), Number(hour), Number(minute), Number(second ?? 0)] as const
  if (parts[0] < 1900 || parts[0] > 9998) return null
  if (parts[3] > 23 || parts[4] > 59 || parts[5] > 60) return null
  const monthStart = Date.UTC(parts[0], monthIndex, 1)
  const dayCount = (Date.UTC(parts[0], monthIndex + 1, 1) - monthStart) / 86_400_000
  if (parts[2] < 1 || parts[2] > dayCount) return null
  return monthStart + (parts[2] - 1) * 86_400_000 + ((parts[3] * 60 + parts[4] - offset) * 60 + parts[5]) * 1000
}

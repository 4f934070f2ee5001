import { addDays, daysBetween, type LocalDate } from "@beep/kernel/LocalDate"
import { order } from "../runway/orderedBooks.ts"
import { Cadence, dueCount, dueDays, lengthOf, rhythmOf } from "./Cadence.ts"
import type { Outgoing, OutgoingRow, PaidBy } from "./Outgoing.ts"

/** Everything one payee was paid or billed on one day in one way. */
interface Arrival {
  readonly date: LocalDate
  readonly amountMinor: bigint
  readonly rows: ReadonlyArray<Outgoing>
}

/** A payment that came back at regular times with about the same amount. */
export interface Series {
  readonly payeeKey: string
  readonly payee: string
  readonly paidBy: PaidBy
  readonly cadence: Cadence
  /** Due days, from which all others follow. */
  readonly bases: ReadonlyArray<LocalDate>
  readonly medianMinor: bigint
  readonly leastMinor: bigint
  readonly mostMinor: bigint
  /** The rows it was learned from, oldest first. */
  readonly rows: ReadonlyArray<OutgoingRow>
}

/** Fewer could be chance. */
const least = 3
/** Amounts belong together while each is at most this many percent of the next smaller one, and the largest of the smallest. */
const nextPercent = 115n
const widestPercent = 150n

/** Each arrival off the due days, and each due day without one, makes chance so many times likelier. */
const oddsOfOdd = 8
/** Amounts nobody agreed on spread as far as those of a band; equal ones still could be so by chance. */
const equalByChance = 0.02
/** A series that chance would write this often is none. */
const tooLikely = 1e-5
/** Percent of what a payee was paid in amounts of this size that has to belong to the series. */
const ownPercent = 60

interface Fit {
  readonly cadence: Cadence
  readonly bases: ReadonlyArray<LocalDate>
  /** Arrivals on no due day, and due days without an arrival. */
  readonly odd: number
  readonly hits: number
  /** How likely arrivals on any days would be as near to due days as these are. */
  readonly byChance: number
}

const arrivalsOf = (rows: ReadonlyArray<Outgoing>): ReadonlyArray<Arrival> =>
  [...Map.groupBy(rows, ({ date }) => date)].map(([date, ofDay]) => ({
    date,
    amountMinor: ofDay.reduce((sum, { amountMinor }) => sum + amountMinor, 0n),
    rows: ofDay.toSorted((a, b) => order(a.key, b.key))
  }))

/** Arrivals of about one amount, smallest first. */
const bandsOf = (arrivals: ReadonlyArray<Arrival>): ReadonlyArray<ReadonlyArray<Arrival>> => {
  const bands: Array<Array<Arrival>> = []
  for (const arrival of arrivals.toSorted((a, b) => Number(a.amountMinor - b.amountMinor))) {
    const band = bands.at(-1)
    const last = band?.at(-1)
    if (band !== undefined && last !== undefined && arrival.amountMinor * 100n <= last.amountMinor * nextPercent)
      band.push(arrival)
    else bands.push([arrival])
  }
  return bands.filter((band) => {
    const [smallest, largest] = [band[0]?.amountMinor ?? 0n, band.at(-1)?.amountMinor ?? 0n]
    return band.length >= least && largest * 100n <= smallest * widestPercent
  })
}

/** Where the due days could lie: on any arrival, or for two a month on any two that follow each other. */
const basesOf = (cadence: Cadence, dates: ReadonlyArray<LocalDate>): ReadonlyArray<ReadonlyArray<LocalDate>> =>
  rhythmOf[cadence].perStep === 1
    ? dates.map((date) => [date])
    : dates.flatMap((date, at) => {
        const next = dates[at + 1]
        return next !== undefined && daysBetween(date, next) >= 12 && daysBetween(date, next) <= 19 ? [[date, next]] : []
      })

const fitOf = (cadence: Cadence, bases: ReadonlyArray<LocalDate>, dates: ReadonlyArray<LocalDate>): Fit | undefined => {
  const [first, last] = [dates[0], dates.at(-1)]
  if (first === undefined || last === undefined) return undefined
  const { tolerance } = rhythmOf[cadence]
  const arrivals = dates.map((date) => daysBetween(first, date))
  const met = dueDays(cadence, bases, addDays(first, -tolerance), addDays(last, tolerance)).map((due) => {
    const day = daysBetween(first, due)
    return Math.min(...arrivals.map((arrival) => Math.abs(day - arrival)))
  })
  const isHit = (off: number) => off <= tolerance
  const hits = met.filter(isHit).toSorted((a, b) => a - b)
  // A due day that the tolerance lets in before the first arrival or after the last is no hole.
  const holes = met.slice(met.findIndex(isHit), met.findLastIndex(isHit) + 1).length - hits.length
  const odd = Math.max(0, dates.length - hits.length) + holes
  if (hits.length < least || odd * 4 > dates.length || (hits.length === least && odd > 0)) return undefined
  // The first arrival sets the due days; each further one could have come as near to them by chance.
  const between = lengthOf(cadence)
  const byChance = hits.slice(1).reduce((chance, off) => (chance * (2 * off + 1)) / between, 1)
  return { cadence, bases, odd, hits: hits.length, byChance: byChance * oddsOfOdd ** odd }
}

const bestFit = (dates: ReadonlyArray<LocalDate>): Fit | undefined => {
  const [first, last] = [dates[0], dates.at(-1)]
  if (first === undefined || last === undefined) return undefined
  return Cadence.literals
    .filter((cadence) => dates.length <= dueCount(cadence, daysBetween(first, last)) * 1.25 + 1)
    .flatMap((cadence) => basesOf(cadence, dates).map((bases) => fitOf(cadence, bases, dates)))
    .filter((fit) => fit !== undefined)
    .toSorted((a, b) => a.odd - b.odd || a.byChance - b.byChance)[0]
}

/** Amounts as near to each other as these, of so many arrivals. */
const amountByChance = (least: bigint, most: bigint, arrivals: number): number =>
  Math.min(1, Number(most - least) / Number(least) + equalByChance) ** (arrivals - 1)

const seriesOf = (band: ReadonlyArray<Arrival>, ofPayee: ReadonlyArray<Arrival>): ReadonlyArray<Series> => {
  // A band stands by amount, smallest first.
  const amounts = band.map(({ amountMinor }) => amountMinor)
  const [leastMinor, mostMinor] = [amounts[0] ?? 0n, amounts.at(-1) ?? 0n]
  const medianMinor = amounts[Math.floor((amounts.length - 1) / 2)] ?? 0n
  const alike = ofPayee.filter(({ amountMinor }) => amountMinor * 2n >= medianMinor && amountMinor <= medianMinor * 2n)
  if (band.length * 100 < alike.length * ownPercent) return []
  const ordered = band.toSorted((a, b) => daysBetween(b.date, a.date))
  const fit = bestFit(ordered.map(({ date }) => date))
  const newest = ordered.at(-1)?.rows[0]
  if (fit === undefined || newest === undefined) return []
  if (fit.byChance * amountByChance(leastMinor, mostMinor, fit.hits) > tooLikely) return []
  return [
    {
      payeeKey: newest.payeeKey,
      payee: newest.payee,
      paidBy: newest.paidBy,
      cadence: fit.cadence,
      bases: fit.bases,
      medianMinor,
      leastMinor,
      mostMinor,
      rows: ordered
        .flatMap(({ rows }) => rows)
        .map(({ amountMinor, date, key, qboId, source }) => ({ key, source, qboId, date, amountMinor }))
    }
  ]
}

/** Every regular series among what went out, one payee and one way of paying at a time. */
export const seriesAmong = (rows: ReadonlyArray<Outgoing>): ReadonlyArray<Series> =>
  [...Map.groupBy(rows, ({ paidBy, payeeKey }) => `${paidBy} ${payeeKey}`).values()]
    .map(arrivalsOf)
    .flatMap((group) => bandsOf(group).flatMap((band) => seriesOf(band, group)))

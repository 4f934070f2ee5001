import { addDays, dateIn, daysBetween, LocalDate } from "@beep/kernel/LocalDate"
import { DateTime, Schema } from "effect"
import type { LedgerSnapshot } from "../ledger/LedgerSnapshot.ts"
import { Cadence, dueDays, rhythmOf } from "./Cadence.ts"
import { type Outgoing, OutgoingRow, PaidBy } from "./Outgoing.ts"
import { type Series, seriesAmong } from "./Series.ts"

/**
 * A regular payment that was expected and is not seen. It is priced at the median of what
 * came before, in the client's home currency; `learnedFrom` are the ledger rows that say so.
 */
export const ExpectedItem = Schema.Struct({
  payee: Schema.String,
  paidBy: PaidBy,
  cadence: Cadence,
  expectedOn: LocalDate,
  amountMinor: Schema.BigIntFromString,
  leastMinor: Schema.BigIntFromString,
  mostMinor: Schema.BigIntFromString,
  learnedFrom: Schema.Array(OutgoingRow)
})
export type ExpectedItem = typeof ExpectedItem.Type

/** Days after its due day that an item is waited for. */
const graceDays = 4
/** Due days that are looked back at; an older one was let go by everybody. */
const lookBack = 2
/** A rhythm of a month or less is learned from half a year: how it was before says nothing of how it is. Only a slower one needs more. */
const recentDays = 180
/** So many due days in a row without an arrival, and the series has ended. */
const endedAfter = 3

/** The day up to which the books were read; undefined when the ledger report never was, and then nothing can be missed. */
const seenUntil = ({ asOf, coverage, syncedAt, zone }: LedgerSnapshot): LocalDate | undefined => {
  const ledger = coverage.inputs.find(({ input }) => input === "cash_movements")
  const at = ledger?.syncedAt ?? syncedAt
  if (ledger === undefined || ledger.state === "missing" || at === null) return undefined
  const readOn = dateIn(zone, DateTime.toEpochMillis(at))
  return readOn < asOf ? readOn : asOf
}

/** Due days of a series that are past their grace and that nothing arrived for, whichever way it was paid. */
const missedDays = (series: Series, ofPayee: ReadonlyArray<Outgoing>, seen: LocalDate): ReadonlyArray<LocalDate> => {
  const { tolerance } = rhythmOf[series.cadence]
  const first = series.rows[0]?.date ?? seen
  const due = dueDays(series.cadence, series.bases, addDays(first, -tolerance), seen)
  // A small purchase from the same payee is not the payment that is waited for.
  const dates = ofPayee.filter(({ amountMinor }) => amountMinor * 2n >= series.medianMinor).map(({ date }) => date)
  const isOnTime = (day: LocalDate, date: LocalDate) => Math.abs(daysBetween(day, date)) <= tolerance
  const late = dates.filter((date) => !due.some((day) => isOnTime(day, date)))
  const arrived = (day: LocalDate, at: number): boolean => {
    const next = due[at + 1]
    return dates.some((date) => isOnTime(day, date)) || late.some((date) => date > day && (next === undefined || date < next))
  }
  const past = due
    .map((day, at) => ({ day, isMissed: !arrived(day, at) }))
    .filter(({ day }) => daysBetween(day, seen) > graceDays)
  if (past.slice(-endedAfter).every(({ isMissed }) => isMissed)) return []
  return past.slice(-lookBack).flatMap(({ day, isMissed }) => (isMissed ? [day] : []))
}

/**
 * The completeness bound (beyond.md 9): what came back regularly in the books, fell due and is
 * not in them, dearest first. Null when the ledger was never read, or not for this: then nobody can tell.
 */
export const expectedItems = (snapshot: LedgerSnapshot): ReadonlyArray<ExpectedItem> | null => {
  const seen = seenUntil(snapshot)
  if (seen === undefined || snapshot.outgoings === null) return null
  const rows = snapshot.outgoings.filter(({ date }) => date <= snapshot.asOf)
  const byPayee = Map.groupBy(rows, ({ payeeKey }) => payeeKey)
  const recent = rows.filter(({ date }) => daysBetween(date, seen) <= recentDays)
  const series = [
    ...seriesAmong(recent).filter(({ cadence }) => cadence !== "quarterly"),
    ...seriesAmong(rows).filter(({ cadence }) => cadence === "quarterly")
  ]
  return series
    .flatMap((series) =>
      missedDays(series, byPayee.get(series.payeeKey) ?? [], seen).map((expectedOn) => ({
        payee: series.payee,
        paidBy: series.paidBy,
        cadence: series.cadence,
        expectedOn,
        amountMinor: series.medianMinor,
        leastMinor: series.leastMinor,
        mostMinor: series.mostMinor,
        learnedFrom: series.rows
      }))
    )
    .toSorted(
      (a, b) =>
        Number(b.amountMinor - a.amountMinor) || daysBetween(b.expectedOn, a.expectedOn) || a.payee.localeCompare(b.payee, "en")
    )
}

import { addDays, daysBetween, type LocalDate } from "@beep/kernel/LocalDate"

/** Days a ledger report is asked for, both included. */
export interface Days {
  readonly from: LocalDate
  readonly to: LocalDate
}

/**
 * Lines one answer is asked to hold: half of the 400,000 cells at which QuickBooks cuts a report of eight columns,
 * and what one answer takes of memory, because it is read whole.
 */
export const linesPerAnswer = 25_000

/** Divides the days evenly; one answer for as many books as can be, because reports are metered. */
export const ledgerWindows = ({ from, to }: Days, expectedLines: number): ReadonlyArray<Days> => {
  const days = daysBetween(from, to) + 1
  const windows = Math.min(days, Math.max(1, Math.ceil(expectedLines / linesPerAnswer)))
  const startOf = (at: number) => addDays(from, Math.floor((at * days) / windows))
  return Array.from({ length: windows }, (_, at) => ({ from: startOf(at), to: addDays(startOf(at + 1), -1) }))
}

/** Two halves; undefined for a single day. */
export const halves = ({ from, to }: Days): readonly [Days, Days] | undefined => {
  if (from >= to) return undefined
  const middle = addDays(from, Math.floor(daysBetween(from, to) / 2))
  return [
    { from, to: middle },
    { from: addDays(middle, 1), to }
  ]
}

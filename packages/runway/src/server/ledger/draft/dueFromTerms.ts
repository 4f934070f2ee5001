import { addDays, LocalDate } from "@beep/kernel/LocalDate"

export interface TermRule {
  readonly dueDays?: number | undefined
  readonly dayOfMonthDue?: number | undefined
}

const inMonth = (year: number, month: number, day: number): LocalDate => {
  const first = LocalDate.make(`${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-01`)
  const next =
    month === 12
      ? `${String(year + 1).padStart(4, "0")}-01-01`
      : `${String(year).padStart(4, "0")}-${String(month + 1).padStart(2, "0")}-01`
  const last = Number(addDays(LocalDate.make(next), -1).slice(8))
  return addDays(first, Math.min(day, last) - 1)
}

/** The due date that terms give a document without one: days after its date, or the next such day of a month; undefined when the terms say neither. */
export const dueFromTerms = (txnDate: LocalDate, term: TermRule): LocalDate | undefined => {
  if (term.dueDays !== undefined) return addDays(txnDate, term.dueDays)
  if (term.dayOfMonthDue === undefined || term.dayOfMonthDue < 1) return undefined
  const year = Number(txnDate.slice(0, 4))
  const month = Number(txnDate.slice(5, 7))
  const here = inMonth(year, month, term.dayOfMonthDue)
  if (here >= txnDate) return here
  return month === 12 ? inMonth(year + 1, 1, term.dayOfMonthDue) : inMonth(year, month + 1, term.dayOfMonthDue)
}

import { addDays, daysBetween, LocalDate, monthLength } from "@beep/kernel/LocalDate"
import { Schema } from "effect"

export const Cadence = Schema.Literals(["weekly", "fortnightly", "twice_monthly", "monthly", "quarterly"])
export type Cadence = typeof Cadence.Type

type Step = { readonly days: number } | { readonly months: number }

interface Rhythm {
  readonly step: Step
  /** Days to either side of a due day on which an arrival still is on time: a weekend, a holiday. */
  readonly tolerance: number
  /** Due days in one step. */
  readonly perStep: 1 | 2
}

export const rhythmOf: Readonly<Record<Cadence, Rhythm>> = {
  weekly: { step: { days: 7 }, tolerance: 1, perStep: 1 },
  fortnightly: { step: { days: 14 }, tolerance: 2, perStep: 1 },
  twice_monthly: { step: { months: 1 }, tolerance: 3, perStep: 2 },
  monthly: { step: { months: 1 }, tolerance: 4, perStep: 1 },
  quarterly: { step: { months: 3 }, tolerance: 4, perStep: 1 }
}

const two = (value: number): string => String(value).padStart(2, "0")

/** The same day of another month, or that month's last day where it has no such day. */
const addMonths = (date: LocalDate, months: number): LocalDate => {
  const at = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months
  const [year, month] = [Math.floor(at / 12), (at % 12) + 1]
  const day = Math.min(Number(date.slice(8)), monthLength(year, month))
  return LocalDate.make(`${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`)
}

const daysOf = (step: Step): number => ("days" in step ? step.days : step.months * 30.4)

/** Days from one due day to the next, about. */
export const lengthOf = (cadence: Cadence): number => daysOf(rhythmOf[cadence].step) / rhythmOf[cadence].perStep

/** How many due days of a cadence lie in so many days, about. */
export const dueCount = (cadence: Cadence, days: number): number => days / lengthOf(cadence) + 1

/** Every due day from `from` to `to` of a series that was due on each of `bases`, in order. */
export const dueDays = (
  cadence: Cadence,
  bases: ReadonlyArray<LocalDate>,
  from: LocalDate,
  to: LocalDate
): ReadonlyArray<LocalDate> => {
  const { step } = rhythmOf[cadence]
  const length = daysOf(step)
  return bases
    .flatMap((base) => {
      const [first, last] = [Math.floor(daysBetween(base, from) / length) - 1, Math.ceil(daysBetween(base, to) / length) + 1]
      return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) =>
        "days" in step ? addDays(base, step.days * (first + at)) : addMonths(base, step.months * (first + at))
      )
    })
    .filter((day) => day >= from && day <= to)
    .toSorted()
}

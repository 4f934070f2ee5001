import { addDays, LocalDate } from "@beep/kernel/LocalDate"
import type { TextRange } from "../../EvidenceSpan.ts"
import { dates } from "../../extract/dates.ts"

export interface DaySaid extends TextRange {
  readonly date: LocalDate
}

const yearEnd = /\b(?:(?:the )?end of (?:the |this )?(?:calendar )?year|(?:this )?year[- ]end|EOY|December 31(?:st)?)\b/gi
const weekEnd = /\b(?:(?:the )?end of (?:the|this) week|EOW)\b/gi

/** Friday of the week of a day; the day itself on a Friday. */
const fridayOf = (date: LocalDate): LocalDate => {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay()
  return addDays(date, (5 - weekday + 7) % 7)
}

/** Days a text names, looking ahead from its message; "year-end" and "end of the week" among them. */
export const daysAhead = (text: string, messageDate: LocalDate | null): ReadonlyArray<DaySaid> => {
  const plain = dates(text, { messageDate, quotedRanges: [] }, "forward").flatMap(({ start, end, fact }) =>
    fact.kind === "date" ? [{ start, end, date: fact.date }] : []
  )
  if (messageDate === null) return plain
  const said = (pattern: RegExp, date: LocalDate) =>
    Array.from(text.matchAll(pattern), (match) => ({ start: match.index, end: match.index + match[0].length, date }))
  const ends = [...said(yearEnd, LocalDate.make(`${messageDate.slice(0, 4)}-12-31`)), ...said(weekEnd, fridayOf(messageDate))]
  return [...plain, ...ends.filter((one) => !plain.some(({ start, end }) => start < one.end && one.start < end))].toSorted(
    (a, b) => a.start - b.start
  )
}

/** One day is taken when exactly one is said; of two, neither is picked. */
export const onlyDay = (days: ReadonlyArray<DaySaid>): DaySaid | null =>
  new Set(days.map(({ date }) => date)).size === 1 ? (days[0] ?? null) : null

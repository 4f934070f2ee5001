import type { LocalDate } from "@beep/kernel/LocalDate"
import type { TextRange } from "../../EvidenceSpan.ts"
import { daysAhead } from "./due.ts"

export interface MeetingSaid extends TextRange {
  readonly date: LocalDate
  readonly dateAt: TextRange
  readonly confidence: number
}

const noun =
  /\b(?:(?:(?:annual|quarterly|year-end|semi-?annual|portfolio|planning|in-person|next|upcoming) )*(?:meeting|appointment|review meeting|annual review|quarterly review|check-?in|sit-?down|get-together|conference call|video call|zoom(?: call)?|phone call|consultation)|(?:our|the|a|your|my|next|quick) (?:call|review|visit|lunch|session|chat)|meet(?:s|ing)?(?= (?:with|on|at|you|in|again|up|this|next|tomorrow|to|me|us|for|about|\p{Lu}))|see (?:you|us|each other)|sit down|come (?:by|in|to (?:the|your|our) office)|stop (?:by|in)|(?:both |all )?(?:are |am |is )?(?:free|available)|works? (?:best )?for (?:us|me|you)|on (?:the|your|our|my) calendars?|get together|booked|penciled)\b/iu
const past =
  /\b(?:thank(?:s| you) for (?:the|our|your|meeting|coming|taking)|(?:was|were) (?:great|good|nice|lovely)|(?:nice|great|good|lovely) (?:to (?:see|meet)|seeing|meeting|talking|speaking)|cancel(?:led|ed)?|last (?:week|month|year|meeting))\b/i

/** Meetings with a day in one sentence; a day before the message is none. */
export const meetingsIn = (text: string, sentence: TextRange, messageDate: LocalDate | null): ReadonlyArray<MeetingSaid> => {
  const words = text.slice(sentence.start, sentence.end)
  const match = noun.exec(words)
  if (match === null || past.test(words)) return []
  const days = daysAhead(words, messageDate).filter(({ date }) => messageDate === null || date >= messageDate)
  const near = days.filter((day) => day.start > match.index - 60 && day.start < match.index + 140)
  const [day] = near
  if (day === undefined || new Set(near.map(({ date }) => date)).size !== 1) return []
  const at = (range: TextRange) => ({ start: sentence.start + range.start, end: sentence.start + range.end })
  const named = { start: match.index, end: match.index + match[0].length }
  return [
    {
      ...at({ start: Math.min(named.start, day.start), end: Math.max(named.end, day.end) }),
      date: day.date,
      dateAt: at(day),
      confidence: /meeting|appointment|review|check/i.test(match[0]) ? 0.93 : 0.82
    }
  ]
}

import type { LocalDate } from "@beep/kernel/LocalDate"
import type { Currency } from "@beep/kernel/Money"
import type { TextRange } from "../../EvidenceSpan.ts"
import { money } from "../../extract/money.ts"
import { actEnd, split, withoutEnd } from "./actEnd.ts"
import { listedAct, listLines } from "./actionLists.ts"
import { actionOpenings, isQuestion } from "./actionOpenings.ts"
import type { ActionSaid, How, Owner } from "./ActionSaid.ts"
import { actionStatements } from "./actionStatements.ts"
import { emptyAct } from "./actionWords.ts"
import { daysAhead, onlyDay } from "./due.ts"
import type { People } from "./People.ts"

interface Context {
  readonly people: People
  readonly messageDate: LocalDate | null
  readonly homeCurrency: Currency
}

/** An act as it was found. Its day stands in `scope`; in the act's own words when that is null, because others share the sentence. */
interface Candidate {
  readonly act: TextRange
  readonly scope: TextRange | null
  readonly how: How
  readonly owner: Owner
}

/** "Please let me know" is a courtesy, until it has a day. */
const answerBy = /^let (?:me|us) know (?:by|before|no later than|until)\b/i
/** "reschedule our July 29 review": the day is of what is moved. */
const moves = /^(?:reschedul|postpon|cancel|mov(?:e|ing) (?:our|the|my))/i
const waits = /\s+(?:if|unless)\b/

/** A bound on what one message can make us store. */
const mostActions = 300

const squeezed = (text: string): string => text.replace(/\s+/g, " ").trim()

const said = (text: string, { act, how, owner, ...where }: Candidate, context: Context): ActionSaid | null => {
  const words = withoutEnd(text.slice(act.start, act.end))
  const what = squeezed(words)
  if (what.length < 4 || (emptyAct.test(what) && !answerBy.test(what)) || !/\s/.test(what)) return null
  const range = { start: act.start, end: act.start + words.length }
  const scope = where.scope ?? range
  const isOfThisAct = (day: number): boolean =>
    day >= range.start - 40 && !(moves.test(words) && !/\b(?:by|before|until)\s*$/i.test(text.slice(0, day).slice(-8)))
  const days = daysAhead(text.slice(scope.start, scope.end), context.messageDate)
  const due = onlyDay(days.filter((day) => isOfThisAct(scope.start + day.start)))
  if (answerBy.test(what) && due === null) return null
  const sums = money(text.slice(range.start, range.end), context).flatMap(({ start, end, fact }) =>
    fact.kind === "money" ? [{ start: range.start + start, end: range.start + end, money: fact.amount }] : []
  )
  return {
    ...range,
    what,
    ...how,
    owner: owner.person,
    ownerAt: owner.at,
    due: due === null ? null : { date: due.date, start: scope.start + due.start, end: scope.start + due.end },
    amount: sums.length === 1 ? (sums[0] ?? null) : null
  }
}

const opened = (words: string, { start: offset }: TextRange, people: People): ReadonlyArray<Candidate> => {
  const openings = actionOpenings(words, offset, people)
  return openings.flatMap(({ end: from, how, owner }, index) => {
    const until = openings[index + 1]?.start ?? words.length
    const tail = words.slice(from, until)
    const stop = actEnd.exec(tail)
    const parts = split(withoutEnd(tail.slice(0, stop?.index ?? tail.length)).replace(/,?\s+and$/, ""))
    const isAlone = parts.length === 1 && openings.length === 1 && !waits.test(stop?.[0] ?? "")
    return parts.map((part): Candidate => {
      const act = { start: offset + from + part.start, end: offset + from + part.end }
      return { act, scope: isAlone ? { start: act.start, end: offset + until } : null, how, owner }
    })
  })
}

const list: How = { origin: "task", ruleId: "action.list", confidence: 0.92 }

/** What people undertake, ask for and owe in a flat text: the lines of lists first, then sentence by sentence. */
export const actions = (text: string, sentences: ReadonlyArray<TextRange>, context: Context): ReadonlyArray<ActionSaid> => {
  const { people, messageDate } = context
  const lines = listLines(text)
  const inLists = lines.flatMap((scope): ReadonlyArray<Candidate> => {
    const listed = listedAct(text, scope, people)
    return listed === null ? [] : [{ act: listed.words, scope, how: list, owner: listed.owner }]
  })
  const inSentences = sentences
    .filter((sentence) => !lines.some((line) => line.start < sentence.end && sentence.start < line.end))
    .flatMap((sentence) => {
      const words = text.slice(sentence.start, sentence.end)
      const acts = opened(words, sentence, people)
      return acts.length > 0 || isQuestion(words) ? acts : actionStatements(words, sentence, people, messageDate)
    })
  const found: Array<ActionSaid> = []
  for (const candidate of [...inLists, ...inSentences]) {
    const one = said(text, candidate, context)
    if (one === null || found.length >= mostActions) continue
    if (!found.some((other) => other.start < one.end && one.start < other.end)) found.push(one)
  }
  return found.toSorted((a, b) => a.start - b.start)
}

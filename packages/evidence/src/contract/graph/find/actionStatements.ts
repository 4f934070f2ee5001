import type { LocalDate } from "@beep/kernel/LocalDate"
import type { TextRange } from "../../EvidenceSpan.ts"
import { actEnd } from "./actEnd.ts"
import { type How, nobody, type Owner } from "./ActionSaid.ts"
import { conditional, negated, participle } from "./actionWords.ts"
import { daysAhead } from "./due.ts"
import type { People } from "./People.ts"
import { personAt } from "./personAt.ts"

const passive = new RegExp(
  String.raw`\b((?:[Tt]he|[Mm]y|[Oo]ur|[Yy]our|[Hh]is|[Hh]er|[Tt]heir|[Aa]ll|[Tt]his|[Tt]hat|[Bb]oth|\p{Lu}\p{L}+['’]s)\s+(?:[^.!?;:,]|[.,]\d){2,70}?)\s+(?:still\s+|also\s+)?(?:needs?\s+to\s+be|must\s+be|has\s+to\s+be|have\s+to\s+be|should\s+be|will\s+need\s+to\s+be)\s+(?:\w+ly\s+)?${participle}\b`,
  "gu"
)
const falls =
  /\b((?:[Tt]he|[Mm]y|[Oo]ur|[Yy]our|[Hh]is|[Hh]er|[Tt]heir|[Ee]stimated|[Qq]uarterly|[Ff]orm|\p{Lu}\p{L}+['’]s)\s+(?:[^.!?;:,]|[.,]\d){2,80}?)\s+(?:is|are|falls?|comes?|will be)\s+due\b/gu
const done = new RegExp(
  String.raw`\b(I|[Ww]e|\p{Lu}\p{L}+)(?:['’]ve|\s+have|\s+has)?(?:\s+(?:already|just|now|finally))?\s+(?=(?:sent|mailed|emailed|signed|returned|filed|completed|submitted|paid|uploaded|opened|scheduled|confirmed|transferred|finished|called|updated|dropped off|wired|faxed)\b)`,
  "gu"
)
const doneTo = new RegExp(
  String.raw`\b((?:[Tt]he|[Mm]y|[Oo]ur|[Yy]our)\s+[^.!?;:,]{2,60}?)\s+(?:has|have|was|were)\s+(?:already\s+|now\s+|just\s+)?(?:been\s+)?${participle}\b`,
  "gu"
)

/** An act said without asking for it; `scope` is where its day stands. */
export interface Statement {
  readonly act: TextRange
  readonly scope: TextRange
  readonly how: How
  readonly owner: Owner
}

const task: How = { origin: "task", ruleId: "action.passive", confidence: 0.85 }
const deadline: How = { origin: "deadline", ruleId: "action.deadline", confidence: 0.8 }
const completion = (confidence: number): How => ({ origin: "completion", ruleId: "action.done", confidence })

/** To where the act ends, counted from `at`. */
const untilEnd = (words: string, at: number): number => at + (actEnd.exec(words.slice(at))?.index ?? words.length - at)

/** What one sentence says is to be done, falls due, or is done: "the form must be signed", "the tax is due", "I sent it". */
export const actionStatements = (
  words: string,
  sentence: TextRange,
  people: People,
  messageDate: LocalDate | null
): ReadonlyArray<Statement> => {
  const offset = sentence.start
  /** What is done has no day of its own. */
  const doneAct = (act: TextRange, confidence: number, owner: Owner): Statement => ({
    act,
    scope: { start: act.start, end: act.start },
    how: completion(confidence),
    owner
  })
  const isFirm = (prefix: string) => !negated.test(prefix) && !conditional.test(prefix)
  return [
    ...Array.from(words.matchAll(passive), ({ index }): Statement => ({
      act: { start: offset + index, end: offset + untilEnd(words, index) },
      scope: sentence,
      how: task,
      owner: nobody
    })),
    ...(daysAhead(words, messageDate).length === 0
      ? []
      : Array.from(words.matchAll(falls), ({ index }): Statement => ({
          act: { start: offset + index, end: sentence.end },
          scope: sentence,
          how: deadline,
          owner: nobody
        }))),
    ...Array.from(words.matchAll(done)).flatMap((match) => {
      const who = match[1] ?? ""
      const start = offset + match.index
      const person = /^(?:I|we)$/i.test(who) ? people.sender : personAt(people, { start, end: start + who.length })
      if (person === null || !isFirm(words.slice(0, match.index))) return []
      const from = match.index + match[0].length
      return [doneAct({ start: offset + from, end: offset + untilEnd(words, from) }, 0.85, { person, at: null })]
    }),
    ...Array.from(words.matchAll(doneTo), ({ index, 0: said }) =>
      doneAct({ start: offset + index, end: offset + index + said.length }, 0.82, nobody)
    )
  ]
}

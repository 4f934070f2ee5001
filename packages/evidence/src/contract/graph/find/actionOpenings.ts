import type { TextRange } from "../../EvidenceSpan.ts"
import { type How, nobody, type Owner } from "./ActionSaid.ts"
import { adverbs, conditional, negated, reported, verb } from "./actionWords.ts"
import type { People } from "./People.ts"
import { lastNamed, personAt } from "./personAt.ts"

/** Words after which an act is named: "we will …", "could you …". Offsets count from the sentence's start. */
export interface Opening extends TextRange {
  readonly how: How
  readonly owner: Owner
}

const self = String.raw`\b(I|[Ww]e)`
const undertakes = new RegExp(
  String.raw`${self}(?:['’]ll|\s+(?:will|shall)|(?:\s+am|['’]m|\s+are|['’]re)\s+(?:also\s+)?going\s+to|\s+(?:promise|commit|agree|agreed)\s+to)${adverbs}\s+(?=${verb})`,
  "g"
)
const needs = new RegExp(
  String.raw`${self}${adverbs}\s+(?:(?:need|have|ought|owe\s+it\s+to\s+\w+)\s+to|must|should|had\s+better)${adverbs}\s+(?=${verb})`,
  "g"
)
const implied = new RegExp(String.raw`(?:^\s*|[-–—:,]\s+|\band\s+)(?:[Ss]till\s+|[Aa]lso\s+)?[Nn]eed\s+to\s+(?=${verb})`, "g")
const asks = new RegExp(
  String.raw`\b(?:[Cc]ould|[Cc]an|[Ww]ould|[Ww]ill)\s+(you|someone|somebody|your\s+(?:team|office|assistant))${adverbs}\s+(?=${verb})`,
  "g"
)
const pleads = new RegExp(String.raw`(?:\b[Pp]lease|\b[Kk]indly)${adverbs}\s+(?:do\s+)?(?=${verb})`, "g")
const wants = new RegExp(
  String.raw`\b(?:I|[Ww]e)(?:['’]d|\s+would)?\s+(?:like|love|need|want|ask|appreciate\s+it\s+if)\s+(you)\s+(?:to|could|would)${adverbs}\s+(?=${verb})`,
  "g"
)
const reminds = new RegExp(
  String.raw`\b(?:[Dd]on['’]t\s+forget|[Rr]emember|[Mm]ake\s+sure|[Bb]e\s+sure)\s+(?:you\s+)?(?:to\s+)?(?=${verb})`,
  "g"
)
const mustYou = new RegExp(
  String.raw`\b([Yy]ou)(?:['’]ll|\s+will)?\s+(?:(?:still\s+|also\s+|both\s+)?(?:need|have)\s+to|must|should)${adverbs}\s+(?=${verb})`,
  "g"
)
const together = new RegExp(
  String.raw`\b(?:[Ll]et['’]s|[Ww]e\s+(?:can|could)\s+then|[Cc]an\s+we|[Cc]ould\s+we|[Ss]hall\s+we)${adverbs}\s+(?=${verb})`,
  "g"
)
const somebody = new RegExp(
  String.raw`\b(\p{Lu}\p{L}+(?:\s\p{Lu}\p{L}+)?|[Ss]he|[Hh]e|[Tt]hey)(?:['’]ll|\s+(?:will|shall|is\s+going\s+to|are\s+going\s+to|needs\s+to|need\s+to|has\s+to|have\s+to|must|should|agreed\s+to|has\s+agreed\s+to|promised\s+to|plans\s+to|is\s+to|still\s+needs\s+to))${adverbs}\s+(?=${verb})`,
  "gu"
)
const gerund = /\b(?:[Ww]ould|[Dd]o)\s+you\s+mind\s+(?=[a-z]{2,}ing\b)/g
/** "nothing you need to decide", "what you need to sign": no act is named there. */
const open = /\b(?:nothing|anything|everything|what|whatever|all|which|where|when|how|as) (?:that )?$/i
const pronoun = /^(?:s?he|they)$/i

interface Way {
  readonly pattern: RegExp
  readonly how: How
  /** A question does not undertake, and does not say what is needed. */
  readonly inQuestions: boolean
  readonly owner: (match: RegExpExecArray) => Owner
  readonly guard: (match: RegExpExecArray) => boolean
}

const how = (origin: How["origin"], ruleId: string, confidence: number): How => ({ origin, ruleId, confidence })

const waysOf = (words: string, offset: number, people: People): ReadonlyArray<Way> => {
  const rangeOf = (match: RegExpExecArray): TextRange => {
    const start = offset + match.index
    return { start, end: start + (match[1] ?? "").length }
  }
  const bySelf = (match: RegExpExecArray): Owner => ({ person: people.sender, at: rangeOf(match) })
  const byYou = (match: RegExpExecArray): Owner => {
    const word = match[1]
    const start = offset + match.index + (word === undefined ? 0 : match[0].indexOf(word))
    return {
      person: people.you ?? people.addressed,
      at: word?.toLowerCase() === "you" ? { start, end: start + word.length } : null
    }
  }
  const bySomebody = (match: RegExpExecArray): Owner => {
    const at = rangeOf(match)
    const named = personAt(people, at)
    if (named !== null) return { person: named, at }
    return { person: /^s?he$/i.test(match[1] ?? "") ? lastNamed(people, at.start) : null, at: null }
  }
  const always = () => true
  const firm = (match: RegExpExecArray): boolean => {
    const prefix = words.slice(Math.max(0, match.index - 60), match.index)
    const clause = prefix.slice(Math.max(prefix.lastIndexOf(","), prefix.lastIndexOf(";")) + 1)
    return !conditional.test(clause) && !negated.test(prefix) && !reported.test(prefix) && !open.test(prefix)
  }
  const asked = (match: RegExpExecArray): boolean => !negated.test(words.slice(0, match.index))
  const isKnown = (match: RegExpExecArray): boolean => {
    const at = rangeOf(match)
    return firm(match) && (pronoun.test(match[1] ?? "") ? lastNamed(people, at.start) : personAt(people, at)) !== null
  }
  const request = (confidence: number) => how("request", "action.request", confidence)
  return [
    { pattern: undertakes, how: how("promise", "action.promise", 0.92), inQuestions: false, owner: bySelf, guard: firm },
    { pattern: needs, how: how("task", "action.need", 0.85), inQuestions: false, owner: bySelf, guard: firm },
    {
      pattern: implied,
      how: how("task", "action.need", 0.75),
      inQuestions: false,
      owner: () => ({ person: people.sender, at: null }),
      guard: firm
    },
    { pattern: asks, how: request(0.92), inQuestions: true, owner: byYou, guard: always },
    { pattern: pleads, how: request(0.92), inQuestions: true, owner: byYou, guard: asked },
    { pattern: wants, how: request(0.9), inQuestions: true, owner: byYou, guard: firm },
    { pattern: gerund, how: request(0.88), inQuestions: true, owner: byYou, guard: always },
    { pattern: reminds, how: how("request", "action.reminder", 0.85), inQuestions: true, owner: byYou, guard: firm },
    { pattern: mustYou, how: request(0.85), inQuestions: false, owner: byYou, guard: firm },
    { pattern: somebody, how: how("task", "action.somebody", 0.87), inQuestions: false, owner: bySomebody, guard: isKnown },
    { pattern: together, how: how("task", "action.together", 0.75), inQuestions: true, owner: () => nobody, guard: firm }
  ]
}

export const isQuestion = (words: string): boolean => words.trimEnd().endsWith("?")

/** The openings of one sentence in their order; where two ways see the same words, the first one listed keeps them. */
export const actionOpenings = (words: string, offset: number, people: People): ReadonlyArray<Opening> => {
  const found: Array<Opening> = []
  for (const way of waysOf(words, offset, people)) {
    if (isQuestion(words) && !way.inQuestions) continue
    for (const match of words.matchAll(way.pattern)) {
      const range = { start: match.index, end: match.index + match[0].length }
      const overlaps = found.some((one) => one.start < range.end && range.start < one.end)
      if (!overlaps && way.guard(match)) found.push({ ...range, how: way.how, owner: way.owner(match) })
    }
  }
  return found.toSorted((a, b) => a.start - b.start)
}

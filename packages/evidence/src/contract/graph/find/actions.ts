import type { LocalDate } from "@beep/kernel/LocalDate"
import type { Currency, Money } from "@beep/kernel/Money"
import type { TextRange } from "../../EvidenceSpan.ts"
import { money } from "../../extract/money.ts"
import { adverbs, conditional, emptyAct, negated, participle, reported, verb } from "./actionWords.ts"
import { daysAhead, onlyDay } from "./due.ts"
import type { People } from "./People.ts"

export type Origin = "promise" | "request" | "task" | "deadline" | "completion"

export interface ActionSaid extends TextRange {
  readonly what: string
  readonly origin: Origin
  /** Who is to do it: an index of `People`; null when the words do not say. */
  readonly owner: number | null
  /** Where the owner is named, pronouns included; null when the message's header alone says it. */
  readonly ownerAt: TextRange | null
  readonly due: (TextRange & { readonly date: LocalDate }) | null
  readonly amount: (TextRange & { readonly money: Money }) | null
  readonly ruleId: string
  readonly confidence: number
}

interface Context {
  readonly people: People
  readonly messageDate: LocalDate | null
  readonly homeCurrency: Currency
}

interface Opening {
  readonly at: number
  readonly length: number
  readonly origin: Origin
  readonly ruleId: string
  readonly confidence: number
  readonly owner: (match: RegExpExecArray) => { readonly person: number | null; readonly at: TextRange | null }
}

const self = String.raw`\b(I|[Ww]e)`
const undertakes = new RegExp(
  String.raw`${self}(?:['’]ll|\s+(?:will|shall)|(?:\s+am|['’]m|\s+are|['’]re)\s+(?:also\s+)?going\s+to|\s+(?:promise|commit|agree|agreed|plan|intend)\s+to)${adverbs}\s+(?=${verb})`,
  "g"
)
const needs = new RegExp(
  String.raw`${self}${adverbs}\s+(?:(?:need|have|ought|owe\s+it\s+to\s+\w+)\s+to|must|should|had\s+better)${adverbs}\s+(?=${verb})`,
  "g"
)
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
  String.raw`\b(\p{Lu}\p{L}+(?:\s\p{Lu}\p{L}+)?|[Ss]he|[Hh]e|[Tt]hey)(?:['’]ll|\s+(?:will|shall|is\s+going\s+to|are\s+going\s+to|needs\s+to|need\s+to|has\s+to|have\s+to|must|should|agreed\s+to|has\s+agreed\s+to|promised\s+to|plans\s+to|offered\s+to|volunteered\s+to|is\s+to|still\s+needs\s+to))${adverbs}\s+(?=${verb})`,
  "gu"
)
const gerund =
  /\b(?:[Ww]ould|[Dd]o)\s+you\s+mind\s+(?=(?:send|email|mail|forward|check|call|review|prepar|updat|confirm|schedul|sign|fill|pull|set|get|look|find|ask|shar|complet|return|provid|draft|run|open|mov|transferr|roll)\w*ing\b)/g
const passive = new RegExp(
  String.raw`\b((?:[Tt]he|[Mm]y|[Oo]ur|[Yy]our|[Hh]is|[Hh]er|[Tt]heir|[Aa]ll|[Tt]his|[Tt]hat|[Bb]oth|\p{Lu}\p{L}+['’]s)\s+[^.!?;:,]{2,70}?)\s+(?:still\s+|also\s+)?(?:needs?\s+to\s+be|must\s+be|has\s+to\s+be|have\s+to\s+be|should\s+be|will\s+need\s+to\s+be)\s+(?:\w+ly\s+)?${participle}\b`,
  "gu"
)
const falls =
  /\b((?:[Tt]he|[Mm]y|[Oo]ur|[Yy]our|[Hh]is|[Hh]er|[Tt]heir|[Ee]stimated|[Qq]uarterly|[Ff]orm|\p{Lu}\p{L}+['’]s)\s+[^.!?;:,]{2,60}?)\s+(?:is|are|falls?|comes?|will be)\s+due\b/gu
const done = new RegExp(
  String.raw`\b(I|[Ww]e|\p{Lu}\p{L}+)(?:['’]ve|\s+have|\s+has)?(?:\s+(?:already|just|now|finally))?\s+(?=(?:sent|mailed|emailed|signed|returned|filed|completed|submitted|paid|uploaded|opened|scheduled|confirmed|transferred|finished|called|updated|dropped off|wired|faxed)\b)`,
  "gu"
)
const doneTo = new RegExp(
  String.raw`\b((?:[Tt]he|[Mm]y|[Oo]ur|[Yy]our)\s+[^.!?;:,]{2,60}?)\s+(?:has|have|was|were)\s+(?:already\s+|now\s+|just\s+)?(?:been\s+)?${participle}\b`,
  "gu"
)

/** Where an act ends though its sentence goes on. */
const actEnd = new RegExp(
  String.raw`\s*(?:;|\s[–—]\s|\s-\s|,?\s+(?:so\s+(?:that|we|I|you|he|she|they)|because|since|which|but|although|while)\b|,\s+(?:and\s+)?(?:I|[Ww]e|[Yy]ou|[Hh]e|[Ss]he|[Tt]hey|let|please|then)\b|\s+and\s+(?:I|we|you|he|she|they|let|please)\b|\s+if\s+(?:you|that|it|we|they)\b|[,.]?\s+[Tt]hanks?\b|\s*[?!])`
)
const another = new RegExp(String.raw`,?\s+and\s+(?:then\s+|also\s+)?(?=${verb})`, "g")

const squeezed = (text: string): string => text.replace(/\s+/g, " ").trim()
const withoutEnd = (text: string): string => text.replace(/[\s.!…"')\],]+$/, "")

const heading =
  /^\s*(?:[*_#]{0,3}\s*)?(?:(?:open |key |my |your |our |next )?action (?:items|points)|next steps|to-?dos?|to do(?: list)?|follow[- ]?ups?|tasks|outstanding items|open items|homework|what we (?:still )?need(?: from you)?|on (?:my|our|your) (?:list|side|end|plate))\b[^\n]{0,40}:?\s*[*_]{0,3}\s*$/i
const bullet = /^\s*(?:[-*•]|\d{1,2}[.)]|\[[ xX]?\]|☐)\s+/
const tagged = /^\s*(?:TODO|TO DO|Action item|Action|Next step|Task)s?\s*[:–-]\s+/
const ownerFirst =
  /^(?:\[(\p{Lu}\p{L}+)\]|(\p{Lu}\p{L}+(?: \p{Lu}\p{L}+)?)\s*(?::|[-–]\s)|(\p{Lu}\p{L}+(?: \p{Lu}\p{L}+)?)\s+(?:to|will)\s+)\s*/u
const ownerLast = /\s*(?:\((\p{Lu}\p{L}+(?: \p{Lu}\p{L}+)?)(?:,[^)]*)?\)|[-–—]\s*(\p{Lu}\p{L}+))\s*$/u

/** What people undertake, ask for and owe in a flat text, sentence by sentence. */
export const actions = (text: string, sentences: ReadonlyArray<TextRange>, context: Context): ReadonlyArray<ActionSaid> => {
  const { people } = context
  const found: Array<ActionSaid> = []
  const personAt = (start: number, end: number): number | null =>
    people.at.find((one) => one.start < end && start < one.end)?.person ?? null
  const before = (start: number): number | null =>
    people.at.findLast((one) => one.end <= start && people.all[one.person]?.side === "client")?.person ?? null

  const make = (
    start: number,
    end: number,
    from: Omit<Opening, "at" | "length" | "owner">,
    owner: ReturnType<Opening["owner"]>,
    context_: TextRange,
    alone: boolean,
    label?: string
  ) => {
    const words = withoutEnd(text.slice(start, end))
    const what = squeezed(label ?? words)
    if (what.length < 4 || emptyAct.test(what) || !/\s/.test(what)) return
    const range = { start, end: start + words.length }
    if (found.some((one) => one.start < range.end && range.start < one.end)) return
    const scope = alone ? context_ : range
    const days = daysAhead(text.slice(scope.start, scope.end), context.messageDate)
    const own = days.filter((day) => scope.start + day.start >= range.start - 40)
    const due = onlyDay(own.length > 0 ? own : [])
    const sums = money(text.slice(range.start, range.end), context).flatMap(({ start: at, end: to, fact }) =>
      fact.kind === "money" ? [{ start: range.start + at, end: range.start + to, money: fact.amount }] : []
    )
    found.push({
      ...range,
      what,
      ...from,
      owner: owner.person,
      ownerAt: owner.at,
      due: due === null ? null : { date: due.date, start: scope.start + due.start, end: scope.start + due.end },
      amount: sums.length === 1 ? (sums[0] ?? null) : null
    })
  }

  const bySelf = (offset: number) => (match: RegExpExecArray) => ({
    person: people.sender,
    at: { start: offset + match.index, end: offset + match.index + (match[1] ?? "").length }
  })
  const byYou = (offset: number) => (match: RegExpExecArray) => {
    const word = match[1]
    const start = offset + match.index + (word === undefined ? 0 : match[0].indexOf(word))
    return {
      person: people.you ?? people.addressed,
      at: word?.toLowerCase() === "you" ? { start, end: start + word.length } : null
    }
  }
  const byNobody = () => ({ person: null, at: null })

  const inList = listLines(text)
  for (const line of inList) {
    const { start, end } = line
    let from = start
    let to = end
    let owner: ReturnType<Opening["owner"]> = { person: null, at: null }
    const first = ownerFirst.exec(text.slice(from, to))
    const firstName = first?.[1] ?? first?.[2] ?? first?.[3]
    if (first !== null && firstName !== undefined) {
      const at = from + first[0].indexOf(firstName)
      const person = personAt(at, at + firstName.length)
      if (person !== null) {
        owner = { person, at: { start: at, end: at + firstName.length } }
        from += first[0].length
      }
    }
    const last = ownerLast.exec(text.slice(from, to))
    const lastName = last?.[1] ?? last?.[2]
    if (last !== null && lastName !== undefined) {
      const at = from + last.index + last[0].indexOf(lastName)
      const person = personAt(at, at + lastName.length)
      if (person !== null) {
        owner = { person, at: { start: at, end: at + lastName.length } }
        to = from + last.index
      }
    }
    const words = text.slice(from, to)
    const lead = /^(?:please |we need to |need to |you(?:'ll)? (?:need|have) to |i(?:'ll| will) |to )/i.exec(words)?.[0] ?? ""
    const act = words.slice(lead.length)
    const isAct = new RegExp(String.raw`^${verb}`, "i").test(act)
    if (!isAct && owner.person === null) continue
    if (/^i/i.test(lead)) owner = { person: people.sender, at: null }
    const starts = from + lead.length
    make(starts, to, { origin: "task", ruleId: "action.list", confidence: 0.92 }, owner, { start, end }, true)
  }

  for (const sentence of sentences) {
    const words = text.slice(sentence.start, sentence.end)
    if (inList.some((line) => line.start < sentence.end && sentence.start < line.end)) continue
    const isQuestion = words.trimEnd().endsWith("?")
    const openings: Array<Opening & { readonly match: RegExpExecArray }> = []
    const add = (
      pattern: RegExp,
      from: Omit<Opening, "at" | "length">,
      guard: (match: RegExpExecArray) => boolean = () => true
    ) => {
      for (const match of words.matchAll(pattern)) {
        const overlap = openings.some((one) => one.at < match.index + match[0].length && match.index < one.at + one.length)
        if (!overlap && guard(match)) openings.push({ at: match.index, length: match[0].length, ...from, match })
      }
    }
    const firm = (match: RegExpExecArray) => {
      const prefix = words.slice(Math.max(0, match.index - 60), match.index)
      const clause = prefix.slice(Math.max(prefix.lastIndexOf(","), prefix.lastIndexOf(";")) + 1)
      return !conditional.test(clause) && !negated.test(prefix) && !reported.test(prefix)
    }
    if (!isQuestion) {
      add(undertakes, { origin: "promise", ruleId: "action.promise", confidence: 0.92, owner: bySelf(sentence.start) }, firm)
      add(needs, { origin: "task", ruleId: "action.need", confidence: 0.85, owner: bySelf(sentence.start) }, firm)
    }
    add(asks, { origin: "request", ruleId: "action.request", confidence: 0.92, owner: byYou(sentence.start) })
    add(
      pleads,
      { origin: "request", ruleId: "action.request", confidence: 0.92, owner: byYou(sentence.start) },
      (match) => !negated.test(words.slice(0, match.index))
    )
    add(wants, { origin: "request", ruleId: "action.request", confidence: 0.9, owner: byYou(sentence.start) }, firm)
    add(gerund, { origin: "request", ruleId: "action.request", confidence: 0.88, owner: byYou(sentence.start) })
    add(reminds, { origin: "request", ruleId: "action.reminder", confidence: 0.85, owner: byYou(sentence.start) }, firm)
    if (!isQuestion) {
      add(mustYou, { origin: "request", ruleId: "action.request", confidence: 0.85, owner: byYou(sentence.start) }, firm)
      add(
        somebody,
        {
          origin: "task",
          ruleId: "action.somebody",
          confidence: 0.87,
          owner: (match) => {
            const who = match[1] ?? ""
            const at = { start: sentence.start + match.index, end: sentence.start + match.index + who.length }
            const named = personAt(at.start, at.end)
            return { person: named ?? (/^(?:s?he)$/i.test(who) ? before(at.start) : null), at: named === null ? null : at }
          }
        },
        (match) => {
          const who = match[1] ?? ""
          const start = sentence.start + match.index
          return (
            firm(match) && (/^(?:s?he|they)$/i.test(who) ? before(start) !== null : personAt(start, start + who.length) !== null)
          )
        }
      )
    }
    add(together, { origin: "task", ruleId: "action.together", confidence: 0.75, owner: byNobody }, firm)

    const ordered = openings.toSorted((a, b) => a.at - b.at)
    for (const [index, opening] of ordered.entries()) {
      const from = opening.at + opening.length
      const until = ordered[index + 1]?.at ?? words.length
      const tail = words.slice(from, until)
      const stop = actEnd.exec(tail)
      const act = withoutEnd(tail.slice(0, stop?.index ?? tail.length)).replace(/,?\s+and$/, "")
      const { match, at: _at, length: _length, owner, ...how } = opening
      const parts = split(act)
      for (const part of parts) {
        const start = sentence.start + from + part.start
        const scope = { start, end: sentence.start + until }
        make(start, sentence.start + from + part.end, how, owner(match), scope, parts.length === 1 && ordered.length === 1)
      }
    }
    if (openings.length > 0 || isQuestion) continue
    for (const match of words.matchAll(passive)) {
      const start = sentence.start + match.index
      const tail = words.slice(match.index)
      const stop = actEnd.exec(tail)
      make(
        start,
        start + (stop?.index ?? tail.length),
        { origin: "task", ruleId: "action.passive", confidence: 0.85 },
        byNobody(),
        sentence,
        true
      )
    }
    for (const match of words.matchAll(falls)) {
      if (daysAhead(words, context.messageDate).length === 0) continue
      const start = sentence.start + match.index
      make(start, sentence.end, { origin: "deadline", ruleId: "action.deadline", confidence: 0.8 }, byNobody(), sentence, true)
    }
    for (const match of words.matchAll(done)) {
      const who = match[1] ?? ""
      const start = sentence.start + match.index
      const person = /^(?:I|we)$/i.test(who) ? people.sender : personAt(start, start + who.length)
      if (person === null || negated.test(words.slice(0, match.index)) || conditional.test(words.slice(0, match.index))) continue
      const tail = words.slice(match.index + match[0].length)
      const stop = actEnd.exec(tail)
      const from = start + match[0].length
      make(
        from,
        from + (stop?.index ?? tail.length),
        { origin: "completion", ruleId: "action.done", confidence: 0.85 },
        { person, at: null },
        { start: from, end: from },
        true
      )
    }
    for (const match of words.matchAll(doneTo)) {
      const start = sentence.start + match.index
      make(
        start,
        start + match[0].length,
        { origin: "completion", ruleId: "action.done", confidence: 0.82 },
        byNobody(),
        { start, end: start },
        true
      )
    }
  }
  return found.toSorted((a, b) => a.start - b.start)
}

/** "sign the form and send it back" is two acts; "sign and return the form" one. */
const split = (act: string): ReadonlyArray<TextRange> => {
  const cuts = Array.from(act.matchAll(another)).filter(
    (match) =>
      act.slice(0, match.index).trim().split(/\s+/).length >= 3 &&
      act
        .slice(match.index + match[0].length)
        .trim()
        .split(/\s+/).length >= 2
  )
  const [cut] = cuts
  if (cut === undefined) return [{ start: 0, end: act.length }]
  const rest = split(act.slice(cut.index + cut[0].length)).map(({ start, end }) => ({
    start: start + cut.index + cut[0].length,
    end: end + cut.index + cut[0].length
  }))
  return [{ start: 0, end: cut.index }, ...rest]
}

/** Lines of a list below a heading that says they are to do, and lines that say so of themselves. */
const listLines = (text: string): ReadonlyArray<TextRange> => {
  const lines: Array<TextRange> = []
  let offset = 0
  let open = false
  let blank = false
  for (const line of text.split("\n")) {
    const tag = tagged.exec(line)
    const mark = bullet.exec(line)
    if (heading.test(line)) {
      open = true
      blank = false
    } else if (tag !== null) lines.push(trimmed(text, offset + tag[0].length, offset + line.length))
    else if (open && mark !== null) {
      lines.push(trimmed(text, offset + mark[0].length, offset + line.length))
      blank = false
    } else if (open && line.trim() === "") {
      if (blank) open = false
      blank = true
    } else if (open) open = false
    offset += line.length + 1
  }
  return lines
}

const trimmed = (text: string, start: number, end: number): TextRange => {
  const words = text.slice(start, end)
  return { start: start + words.length - words.trimStart().length, end: end - (words.length - words.trimEnd().length) }
}

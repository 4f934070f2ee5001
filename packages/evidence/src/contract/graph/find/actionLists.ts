import type { TextRange } from "../../EvidenceSpan.ts"
import { type Owner, nobody } from "./ActionSaid.ts"
import { verb } from "./actionWords.ts"
import type { People } from "./People.ts"
import { personAt } from "./personAt.ts"

const heading =
  /^\s*(?:[*_#]{0,3}\s*)?(?:(?:open |key |my |your |our |next )?action (?:items|points)|next steps|to-?dos?|to do(?: list)?|follow[- ]?ups?|tasks|outstanding items|open items|homework|what we (?:still )?need(?: from you)?|on (?:my|our|your) (?:list|side|end|plate))\b[^\n]{0,40}:?\s*[*_]{0,3}\s*$/i
const bullet = /^\s*(?:[-*•]|\d{1,2}[.)]|\[[ xX]?\]|☐)\s+/
const tagged = /^\s*(?:TODO|TO DO|Action item|Action|Next step|Task)s?\s*[:–-]\s+/
const ownerFirst =
  /^(?:\[(\p{Lu}\p{L}+)\]|(\p{Lu}\p{L}+(?: \p{Lu}\p{L}+)?)\s*(?::|[-–]\s)|(\p{Lu}\p{L}+(?: \p{Lu}\p{L}+)?)\s+(?:to|will)\s+)\s*/u
const ownerLast = /\s*(?:\((\p{Lu}\p{L}+(?: \p{Lu}\p{L}+)?)(?:,[^)]*)?\)|[-–—]\s*(\p{Lu}\p{L}+))\s*$/u

const lead = /^(?:please |we need to |need to |you(?:'ll)? (?:need|have) to |i(?:'ll| will) |to )/i
const act = new RegExp(String.raw`^${verb}`, "i")

/** Somebody named by a list's line, and the words that are left without the name. */
interface Named {
  readonly owner: Owner
  readonly words: TextRange
}

const namedAt = (people: People, start: number, name: string): Owner | null => {
  const at = { start, end: start + name.length }
  const person = personAt(people, at)
  return person === null ? null : { person, at }
}

const namedFirst = (text: string, { start, end }: TextRange, people: People): Named | null => {
  const found = ownerFirst.exec(text.slice(start, end))
  const name = found?.[1] ?? found?.[2] ?? found?.[3]
  if (found === null || name === undefined) return null
  const owner = namedAt(people, start + found[0].indexOf(name), name)
  return owner && { owner, words: { start: start + found[0].length, end } }
}

const namedLast = (text: string, { start, end }: TextRange, people: People): Named | null => {
  const found = ownerLast.exec(text.slice(start, end))
  const name = found?.[1] ?? found?.[2]
  if (found === null || name === undefined) return null
  const owner = namedAt(people, start + found.index + found[0].indexOf(name), name)
  return owner && { owner, words: { start, end: start + found.index } }
}

/** What a line of a list asks for, of whom; null when it asks for nothing. */
export const listedAct = (text: string, line: TextRange, people: People): Named | null => {
  const first = namedFirst(text, line, people)
  const last = namedLast(text, first?.words ?? line, people)
  const { start, end } = last?.words ?? first?.words ?? line
  const owner = last?.owner ?? first?.owner ?? nobody
  const words = text.slice(start, end)
  const before = lead.exec(words)?.[0] ?? ""
  if (!act.test(words.slice(before.length)) && owner.person === null) return null
  return {
    owner: /^i/i.test(before) ? { person: people.sender, at: null } : owner,
    words: { start: start + before.length, end }
  }
}

/** Lines of a list below a heading that says they are to do, and lines that say so of themselves. */
export const listLines = (text: string): ReadonlyArray<TextRange> => {
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

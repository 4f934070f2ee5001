import { isBlank, isRule } from "./quoteMarks.ts"
import { closingWords, sentFromWords } from "./quoteWords.ts"

const sentFrom = new RegExp(`^[\\s(<[*]*(?:${sentFromWords.join("|")}).{0,60}$`, "iu")
const closing = new RegExp(`^[\\s*_]*(?:${closingWords.join("|")})[\\s*_]*[,.!;:)-]*\\s*$`, "iu")

/** "Sent from [Mailbird](https://...)" as some programs write the plain part. */
const withoutLinks = (line: string): string => line.replace(/\[([^\]]{1,60})\]\([^)]{1,200}\)/g, "$1")

/** RFC 3676: two dashes and a blank, which many programs trim. */
const isDelimiter = (line: string): boolean => /^(?:-- ?|—|--\s*)$/.test(line)

const contact =
  /[\w.+-]+@[\w-]+\.\w{2,}|https?:\/\/|\bwww\.|\b(?:tel|phone|mobile|fax|cell)\b\W{0,3}\d|unsubscribe|confidential|mailing list|abmelden|désabonner|visit topic|view this message|©/i

/** A line no reader takes for a sentence. */
const isShort = (line: string): boolean =>
  line.trim().length <= 60 && !/[.!?]\s*$/.test(line.replace(/\b(?:inc|ltd|co|jr|sr|llc|gmbh|corp)\.\s*$/i, ""))

/** Never more than this many lines below a rule are a signature or the words of a list. */
const footerLines = 12

/**
 * Where the signature begins within lines that hold new words only: the usual
 * delimiter, a rule with contact words below it, or the line of a phone. What is
 * there is never a sentence of the message: when in doubt it is no signature.
 * `lines.length` when there is none.
 */
export const signatureStart = (lines: ReadonlyArray<string>): number => {
  const delimiter = lines.findIndex(
    (line, index) => isDelimiter(line) && lines.slice(index + 1).filter((below) => !isBlank(below)).length <= footerLines * 2
  )
  let start = delimiter >= 0 ? delimiter : lines.length
  const rule = lines.findIndex((line) => isRule(line))
  if (rule >= 0 && rule < start) {
    const below = lines.slice(rule + 1, start).filter((line) => !isBlank(line))
    if (below.length > 0 && below.length <= footerLines && below.some((line) => contact.test(line))) start = rule
  }
  for (;;) {
    let last = start - 1
    while (last >= 0 && isBlank(lines[last] ?? "")) last -= 1
    if (last < 0 || !sentFrom.test(withoutLinks(lines[last] ?? ""))) return start
    start = last
  }
}

const words = (text: string): ReadonlyArray<string> =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "")

/** The line is the writer's name, or a part of it. */
const isName = (line: string, sender: string): boolean => {
  const spoken = words(line)
  const known = new Set(words(sender))
  return spoken.length > 0 && spoken.length <= 5 && spoken.every((word) => known.has(word))
}

/**
 * Where the writer signs off: a closing word or the own name, with nothing but
 * short lines below. `until` is where a signature begins, or the end.
 */
export const signOffStart = (lines: ReadonlyArray<string>, until: number, sender: string): number => {
  let found = until
  let seen = 0
  for (let at = until - 1; at > 0 && seen < 8; at -= 1) {
    const line = lines[at] ?? ""
    if (isBlank(line)) continue
    if (closing.test(line) || isName(line, sender)) found = at
    else if (!isShort(line)) break
    seen += 1
  }
  return found
}

import type { TextRange } from "./CanonicalMail.ts"
import { isAttribution, isBlank, isQuoteLine, isRule, isSeparator, mayOpenAttribution, opensHeaderBlock } from "./quoteMarks.ts"

/** An attribution is folded over at most this many lines that hold words. */
const attributionLines = 6

/** The line after an attribution that begins at `at`; undefined when none does. */
const attributionEnd = (lines: ReadonlyArray<string>, at: number): number | undefined => {
  if (!mayOpenAttribution(lines[at] ?? "")) return undefined
  let joined = ""
  let used = 0
  for (let next = at; next < lines.length && used < attributionLines; next += 1) {
    const line = lines[next] ?? ""
    if (isBlank(line)) continue
    if (next > at && isQuoteLine(line) && !/^\s*>\s*wrote:/i.test(line)) return undefined
    joined = joined === "" ? line : `${joined} ${line}`
    used += 1
    if (isAttribution(joined)) return next + 1
  }
  return undefined
}

const nextWords = (lines: ReadonlyArray<string>, from: number): number => {
  let at = from
  while (at < lines.length && isBlank(lines[at] ?? "")) at += 1
  return at
}

/** Which lines repeat an earlier message. */
export const quotedLines = (lines: ReadonlyArray<string>): ReadonlyArray<boolean> => {
  const quoted = lines.map(isQuoteLine)
  const restFrom = (start: number) => {
    for (let index = start; index < lines.length; index += 1) quoted[index] = true
  }
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? ""
    const headerAt = isRule(line) ? nextWords(lines, at + 1) : at
    if (isSeparator(line) || opensHeaderBlock(lines, headerAt)) {
      restFrom(at)
      break
    }
    if (isQuoteLine(line)) continue
    const end = attributionEnd(lines, at)
    if (end === undefined) continue
    const body = nextWords(lines, end)
    if (!isQuoteLine(lines[body] ?? "")) {
      restFrom(at)
      break
    }
    for (let index = at; index < body; index += 1) quoted[index] = true
    at = body - 1
  }
  return quoted
}

/**
 * Where a text repeats an earlier message: marked lines, what stands below an
 * attribution ("On ... wrote:") or a copied header, and those lines themselves.
 * Blank lines between two quoted ones belong to the quote.
 */
export const quotedRanges = (text: string): ReadonlyArray<TextRange> => {
  const lines = text.split("\n")
  const quoted = quotedLines(lines)
  const ranges: Array<{ start: number; end: number }> = []
  let offset = 0
  let blankSince: number | undefined
  lines.forEach((line, index) => {
    const end = Math.min(offset + line.length + 1, text.length)
    const last = ranges.at(-1)
    if (quoted[index] === true && end > offset) {
      if (last !== undefined && (last.end === offset || last.end === blankSince)) last.end = end
      else ranges.push({ start: offset, end })
      blankSince = undefined
    } else if (!isBlank(line)) blankSince = undefined
    else if (last?.end === offset) blankSince = offset
    offset += line.length + 1
  })
  return ranges
}

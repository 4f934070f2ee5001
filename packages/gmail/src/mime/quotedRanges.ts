import type { TextRange } from "./CanonicalMail.ts"
import {
  beginsAttribution,
  introducesQuote,
  isAttribution,
  isBlank,
  isFence,
  isQuoteLine,
  isRule,
  isSeparator,
  isStamped,
  isTitledRule,
  looksLikeHeaderBlock,
  mayOpenAttribution,
  opensHeaderBlock
} from "./quoteMarks.ts"

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
    // Only an address of its own stands below an empty line: everything else is another paragraph.
    if (next > at && isBlank(lines[next - 1] ?? "") && !/^\s*[<([]/.test(line)) return undefined
    if (next > at && isQuoteLine(line) && !/^\s*>\s*wrote:/i.test(line)) return undefined
    joined = joined === "" ? line : `${joined} ${line}`
    used += 1
    if (!isAttribution(joined)) continue
    // The words above the line that begins the attribution by itself are the sender's.
    for (let inner = at + 1; inner <= next; inner += 1)
      if (beginsAttribution(lines[inner] ?? "") && attributionEnd(lines, inner) !== undefined) return undefined
    return next + 1
  }
  return undefined
}

const nextWords = (lines: ReadonlyArray<string>, from: number): number => {
  let at = from
  while (at < lines.length && isBlank(lines[at] ?? "")) at += 1
  return at
}

/** Where a copied header may begin: here, or below a rule or a title between dashes. */
const opensEarlierMessage = (lines: ReadonlyArray<string>, at: number): boolean => {
  const line = lines[at] ?? ""
  if (isSeparator(line)) return true
  if (!isRule(line) && !isTitledRule(line)) return opensHeaderBlock(lines, at)
  const below = nextWords(lines, at + 1)
  return opensHeaderBlock(lines, below) || looksLikeHeaderBlock(lines, below)
}

/** The last line of the block of code that opens at `at`; `at` itself when it is never closed. */
const fenceEnd = (lines: ReadonlyArray<string>, at: number): number => {
  const close = lines.findIndex((line, index) => index > at && isFence(line))
  return close < 0 ? at : close
}

/** What a line is: written now, said by a mail program about what follows, or repeated. */
export type LineKind = "new" | "mark" | "quoted"

export const lineKinds = (lines: ReadonlyArray<string>): ReadonlyArray<LineKind> => {
  const kinds = lines.map((line): LineKind => (isQuoteLine(line) ? "quoted" : "new"))
  const mark = (from: number, to: number, kind: LineKind) => {
    for (let index = from; index < to; index += 1) kinds[index] = kind
  }
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? ""
    if (isFence(line)) {
      const close = fenceEnd(lines, at)
      mark(at, close, "new")
      at = close
      continue
    }
    if (opensEarlierMessage(lines, at)) {
      mark(at, lines.length, "quoted")
      kinds[at] = "mark"
      break
    }
    if (isQuoteLine(line)) continue
    const end =
      attributionEnd(lines, at) ??
      (introducesQuote(line) && isQuoteLine(lines[nextWords(lines, at + 1)] ?? "") ? at + 1 : undefined)
    if (end === undefined) continue
    const body = nextWords(lines, end)
    const isMarked = isQuoteLine(lines[body] ?? "")
    if (!isMarked && !isStamped(lines.slice(at, end).join(" "))) continue
    mark(at, end, "mark")
    if (!isMarked) {
      mark(end, lines.length, "quoted")
      break
    }
    mark(end, body, "mark")
    at = body - 1
  }
  return kinds
}

/** Which lines repeat an earlier message, or announce it. */
export const quotedLines = (lines: ReadonlyArray<string>): ReadonlyArray<boolean> =>
  lineKinds(lines).map((kind) => kind !== "new")

/** The lines that were chosen, as ranges; blank lines between two of them belong to the range. */
export const rangesOf = (
  lines: ReadonlyArray<string>,
  chosen: ReadonlyArray<boolean>,
  length: number
): ReadonlyArray<TextRange> => {
  const ranges: Array<{ start: number; end: number }> = []
  let offset = 0
  let blankSince: number | undefined
  lines.forEach((line, index) => {
    const end = Math.min(offset + line.length + 1, length)
    const last = ranges.at(-1)
    if (chosen[index] === true && end > offset) {
      if (last !== undefined && (last.end === offset || last.end === blankSince)) last.end = end
      else ranges.push({ start: offset, end })
      blankSince = undefined
    } else if (!isBlank(line)) blankSince = undefined
    else if (last?.end === offset) blankSince = offset
    offset += line.length + 1
  })
  return ranges
}

/**
 * Where a text repeats an earlier message: marked lines, what stands below an
 * attribution ("On ... wrote:") or a copied header, and those lines themselves.
 */
export const quotedRanges = (text: string): ReadonlyArray<TextRange> => {
  const lines = text.split("\n")
  return rangesOf(lines, quotedLines(lines), text.length)
}

import type { TextRange } from "./CanonicalMail.ts"
import { isBlank } from "./quoteMarks.ts"
import { type LineKind, lineKinds, rangesOf } from "./quotedRanges.ts"
import { signatureStart, signOffStart } from "./signatureLines.ts"

/**
 * What of a text a reader of the thread has not read yet. `elided` is the rest:
 * repeated messages, the lines that announce them, and what stands below the
 * writer's name by itself. Both ascend; together they hold every word once.
 *
 * A quote between two answers stays: without it the answers have no sense. So
 * does a text that is nothing but a quote.
 */
export interface ReplyParts {
  readonly kept: ReadonlyArray<TextRange>
  readonly elided: ReadonlyArray<TextRange>
  /** The closing and the name, with the signature: the last words of `kept`, then `elided` ones. Null when nobody signs. */
  readonly signOff: TextRange | null
}

const lastIndex = (kinds: ReadonlyArray<LineKind>, lines: ReadonlyArray<string>, wanted: LineKind): number => {
  for (let at = kinds.length - 1; at >= 0; at -= 1) if (kinds[at] === wanted && !isBlank(lines[at] ?? "")) return at
  return -1
}

/** Lines that hold new words, without the signature of the writer. */
const ownLines = (lines: ReadonlyArray<string>, kinds: ReadonlyArray<LineKind>) => {
  const own = kinds.map((kind) => kind === "new")
  let from = 0
  while (from < lines.length) {
    if (own[from] !== true) {
      from += 1
      continue
    }
    let to = from
    while (to < lines.length && own[to] === true) to += 1
    const start = from + signatureStart(lines.slice(from, to))
    for (let at = start; at < to; at += 1) own[at] = false
    from = to
  }
  return own.map((mine, at) => mine && !isBlank(lines[at] ?? ""))
}

/** Which lines stay: own ones, and quotes that an answer stands below while another stands above or nobody announced them. */
const keptLines = (lines: ReadonlyArray<string>, kinds: ReadonlyArray<LineKind>): ReadonlyArray<boolean> => {
  const own = ownLines(lines, kinds)
  const first = own.indexOf(true)
  if (first < 0) return lines.map((line) => !isBlank(line))
  const last = own.lastIndexOf(true)
  const announced = kinds.slice(0, first).includes("mark")
  const quotedBetween = kinds.slice(first, last).includes("quoted")
  return lines.map((line, at) => {
    if (own[at] === true) return true
    if (kinds[at] !== "quoted" || at > last || isBlank(line)) return false
    return at > first || !announced || quotedBetween
  })
}

export const replyParts = (text: string, sender = ""): ReplyParts => {
  const lines = text.split("\n")
  const kinds = lineKinds(lines)
  const kept = keptLines(lines, kinds)
  const lastKept = kept.lastIndexOf(true)
  const lastNew = lastIndex(kinds, lines, "new")
  const start = signOffStart(lines, lastKept + 1, sender)
  const signs = start < lastNew + 1
  const offsetOf = (line: number): number => lines.slice(0, line).reduce((sum, { length }) => sum + length + 1, 0)
  return {
    kept: rangesOf(lines, kept, text.length),
    elided: rangesOf(
      lines,
      lines.map((line, at) => kept[at] !== true && !isBlank(line)),
      text.length
    ),
    signOff: signs ? { start: offsetOf(start), end: Math.min(offsetOf(lastNew + 1), text.length) } : null
  }
}

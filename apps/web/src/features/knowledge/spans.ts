import type { EvidenceItem } from "@beep/evidence/contract/EvidenceItem"
import { snippet } from "@beep/evidence/contract/snippet"
import { verifySpan } from "@beep/evidence/contract/verifySpan"

/** Whether the words in front of the reader are the words that were cited: the whole span, of which a snippet travelled. */
export const stillMatches = (content: string, { endChar, startChar, text }: EvidenceItem): boolean => {
  const span = { start: startChar, end: endChar }
  const words = content.slice(startChar, endChar)
  return verifySpan(content, span, words) && snippet(words) === text
}

export const spanKey = ({ documentVersionId, endChar, source, startChar }: EvidenceItem): string =>
  source.mentionId ?? source.relationEvidenceId ?? `${documentVersionId}:${startChar}:${endChar}`

export interface Part {
  readonly start: number
  readonly end: number
  readonly quoted: boolean
}

/** The text cut where an earlier message is quoted; the parts in order give it back. */
export const partsOf = (
  length: number,
  quotedRanges: ReadonlyArray<{ readonly start: number; readonly end: number }>
): ReadonlyArray<Part> => {
  const parts: Array<Part> = []
  let at = 0
  for (const { end, start } of quotedRanges.toSorted((a, b) => a.start - b.start)) {
    const from = Math.max(at, start)
    const to = Math.min(end, length)
    if (to <= from) continue
    if (from > at) parts.push({ start: at, end: from, quoted: false })
    parts.push({ start: from, end: to, quoted: true })
    at = to
  }
  if (at < length) parts.push({ start: at, end: length, quoted: false })
  return parts
}

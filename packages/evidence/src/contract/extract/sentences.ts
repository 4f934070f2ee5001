import type { TextRange } from "../EvidenceSpan.ts"
import { paragraphs } from "./paragraphs.ts"

/** A full stop after one of these ends no sentence. */
const abbreviation =
  /(?:\b(?:Mr|Mrs|Ms|Dr|Inc|Ltd|Co|Corp|No|Inv|inv|no|St|vs|approx|e\.g|i\.e|a\.m|p\.m|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)|(?<![\w-])[A-Z])\.$/

/** Sentences of a text, ends included, ascending; a list item or a short closing line is one of its own. */
export const sentences = (content: string): ReadonlyArray<TextRange> =>
  paragraphs(content).flatMap((paragraph) => {
    const ranges: Array<TextRange> = []
    let start = paragraph.start
    const text = content.slice(paragraph.start, paragraph.end)
    for (const match of text.matchAll(/(?<![.!?…])[.!?…]+["')\]]*(?=\s)|\n(?=\s*(?:[-*•]|\d+[.)])\s)|[,!]\n/g)) {
      const end = paragraph.start + match.index + match[0].length
      if (match[0] === "." && abbreviation.test(content.slice(Math.max(start, end - 12), end))) continue
      ranges.push({ start, end })
      start = end
    }
    ranges.push({ start, end: paragraph.end })
    return ranges.map((range) => trimmed(content, range)).filter((range) => range.end > range.start)
  })

const trimmed = (content: string, { start, end }: TextRange): TextRange => {
  const text = content.slice(start, end)
  return { start: start + text.length - text.trimStart().length, end: end - (text.length - text.trimEnd().length) }
}

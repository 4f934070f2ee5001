import type { TextRange } from "../EvidenceSpan.ts"

/** Longest stretch one rule looks at: keeps the cost of a hostile text linear. */
const longest = 4_000

/** Ranges of text between blank lines, white space around them left out. */
export const paragraphs = (content: string): ReadonlyArray<TextRange> => {
  const ranges: Array<TextRange> = []
  for (const match of content.matchAll(/[^\n]+(?:\n(?![ \t>]*\n)[^\n]+)*/g)) {
    for (let start = match.index; start < match.index + match[0].length; start += longest) {
      ranges.push({ start, end: Math.min(start + longest, match.index + match[0].length) })
    }
  }
  return ranges
}

import type { TextRange } from "../../EvidenceSpan.ts"

/** Longer evidence says less: a quote is kept to this many UTF-16 units. */
export const longestQuote = 600

/** Both ranges and what stands between them; the second alone where that is too long to quote. */
export const cover = (a: TextRange, b: TextRange): TextRange =>
  Math.max(a.end, b.end) - Math.min(a.start, b.start) > longestQuote
    ? b
    : { start: Math.min(a.start, b.start), end: Math.max(a.end, b.end) }

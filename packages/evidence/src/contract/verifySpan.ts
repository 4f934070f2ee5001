import { fits, type TextRange } from "./EvidenceSpan.ts"

/** C-05, asked again each time a quote is shown: are these words still at this place of their source? */
export const verifySpan = (content: string, span: TextRange, quoted: string): boolean =>
  fits(span, content.length) && content.slice(span.start, span.end) === quoted

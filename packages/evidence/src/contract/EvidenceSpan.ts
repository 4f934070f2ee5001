import { Schema } from "effect"
import { DocumentId, DocumentVersionId } from "@beep/kernel/ids"

/**
 * An index into the canonical content of one document version: UTF-16 code
 * units, as `String.prototype.slice` counts, 0-based (knowledge.md 3.5, C-05).
 */
export const CharIndex = Schema.Int.check(Schema.isGreaterThanOrEqualTo(0))

const spanFields = {
  documentId: DocumentId,
  documentVersionId: DocumentVersionId,
  /** First code unit of the span. */
  startChar: CharIndex,
  /** One past the last code unit: the span is half-open. */
  endChar: CharIndex
}

/** Words pinned to one version. `content.slice(startChar, endChar)` of that version, and of no other, is the quoted text. */
export const EvidenceSpan = Schema.Struct(spanFields)
export type EvidenceSpan = typeof EvidenceSpan.Type

/** A stretch of one known text, `[start, end)` in UTF-16 code units. */
export const TextRange = Schema.Struct({ start: CharIndex, end: CharIndex })
export type TextRange = typeof TextRange.Type

/** Whether a range holds at least one code unit and ends inside the text. */
export const fits = (range: TextRange, contentLength: number): boolean =>
  Number.isInteger(range.start) &&
  Number.isInteger(range.end) &&
  range.start >= 0 &&
  range.start < range.end &&
  range.end <= contentLength

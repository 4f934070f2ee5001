/** `[start, end)` in UTF-16 units, as `String.slice` counts. */
export interface HighlightSpan {
  readonly id: string
  readonly start: number
  readonly end: number
}

export interface Segment {
  readonly start: number
  readonly end: number
  /** Ids of the spans that cover this piece, the shortest (innermost) first. */
  readonly spanIds: ReadonlyArray<string>
}

/** A span that does not lie inside the text is not drawn anywhere near it: it is broken. */
export const isWithin = (span: HighlightSpan, length: number): boolean =>
  Number.isInteger(span.start) && Number.isInteger(span.end) && 0 <= span.start && span.start < span.end && span.end <= length

/** Cuts a text of `length` units at every boundary of the spans; the pieces in order give the text back. */
export const segmentsOf = (length: number, spans: ReadonlyArray<HighlightSpan>): ReadonlyArray<Segment> => {
  const whole = spans.filter((span) => isWithin(span, length))
  const cuts = [...new Set([0, length, ...whole.flatMap((span) => [span.start, span.end])])].sort((a, b) => a - b)
  const innermostFirst = whole.toSorted(
    (a, b) => a.end - a.start - (b.end - b.start) || a.start - b.start || (a.id < b.id ? -1 : 1)
  )
  return cuts.slice(0, -1).map((start, index) => {
    const end = cuts[index + 1] ?? length
    return { start, end, spanIds: innermostFirst.filter((span) => span.start <= start && end <= span.end).map((span) => span.id) }
  })
}

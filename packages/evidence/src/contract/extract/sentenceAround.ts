import type { TextRange } from "../EvidenceSpan.ts"

/** The sentence of a text that a span stands in, whole with the span; the span alone where it is no part of one. */
export const sentenceAround = (all: ReadonlyArray<TextRange>, { end, start }: TextRange): TextRange => {
  const hit = all.find((one) => one.start <= start && start < one.end)
  return { start: Math.min(start, hit?.start ?? start), end: Math.max(end, hit?.end ?? end) }
}

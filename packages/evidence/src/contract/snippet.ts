import { snippetLength } from "./EvidenceItem.ts"

/** The first {@link snippetLength} code units of a quote; a pair is kept or left out whole. */
export const snippet = (text: string): string => {
  if (text.length <= snippetLength) return text
  const cut = text.slice(0, snippetLength)
  return cut.isWellFormed() ? cut : cut.slice(0, -1)
}

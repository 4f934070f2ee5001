import type { TextRange } from "../../EvidenceSpan.ts"
import { verb } from "./actionWords.ts"

/** Where an act ends though its sentence goes on. */
export const actEnd = new RegExp(
  String.raw`\s*(?:;|\s[–—]\s|\s-\s|,?\s+(?:so\s+(?:that|we|I|you|he|she|they)|because|since|which|but|although|while)\b|,\s+(?:and\s+)?(?:I|[Ww]e|[Yy]ou|[Hh]e|[Ss]he|[Tt]hey|let|please|then)\b|\s+and\s+(?:I|we|you|he|she|they|let|please)\b|\s+(?:if|unless)\s|[,.]?\s+[Tt]hanks?\b|\s*[?!])`
)
const another = new RegExp(String.raw`,?\s+and\s+(?:then\s+|also\s+)?(?=${verb})`, "g")

export const withoutEnd = (text: string): string => text.replace(/[\s.!…"')\],]+$/, "")

/** "sign the form and send it back" is two acts; "sign and return the form" one. */
export const split = (act: string): ReadonlyArray<TextRange> => {
  const cuts = Array.from(act.matchAll(another)).filter(
    (match) =>
      act.slice(0, match.index).trim().split(/\s+/).length >= 3 &&
      act
        .slice(match.index + match[0].length)
        .trim()
        .split(/\s+/).length >= 2
  )
  const [cut] = cuts
  if (cut === undefined) return [{ start: 0, end: act.length }]
  const rest = split(act.slice(cut.index + cut[0].length)).map(({ start, end }) => ({
    start: start + cut.index + cut[0].length,
    end: end + cut.index + cut[0].length
  }))
  return [{ start: 0, end: cut.index }, ...rest]
}

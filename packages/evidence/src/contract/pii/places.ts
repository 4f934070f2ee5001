import type { TextRange } from "../EvidenceSpan.ts"
import { streetPatterns } from "./streets.ts"

const word = String.raw`(?<![\p{L}\p{N}'’-])\p{Lu}[\p{L}'’.-]{0,40}`
const streetWord =
  "Street|St|Avenue|Ave|Road|Rd|Drive|Dr|Lane|Ln|Way|Boulevard|Blvd|Court|Ct|Place|Pl|Circle|Cir|Terrace|Ter|Parkway|Pkwy|Highway|Hwy|Square|Sq|Trail|Trl|Loop|Row|Crescent|Close|Hill|Plaza|Alley|Pike|Point|Ridge|Run|Path|Walk|Green|Mews|Broadway|avenue|street|road|drive|lane|Streets"
const foreignStreet = String.raw`(?:ul\.|út|utca|[Rr]ua|[Rr]ue|[Cc]alle|[Vv]ia|[Aa]venida|[Pp]laza|(?<!\p{L})\p{L}{1,40}?(?:stra(?:ss|ß)e|str\.|gasse|weg|platz|braut|gata|gatan|veien|vej|laan|straat|katu|tie|markt|ova|ulica))`
const unit = String.raw`(?:[,\s]+(?:Apt\.?|Apartment|Suite|Ste\.?|Unit|Floor|Fl\.?|Room|Rm\.?|#|suite|apt)\s?\.?\s?[\w-]{1,6})`
const town = String.raw`(?:,?\s+${word}(?:\s${word}){0,3})`
const zip = String.raw`(?:,?\s+(?:[A-Z]{2}\s+)?(?:United States |Canada |New Zealand |Austria )?\d{4,5}(?:-\d{4})?(?!\d))`

const patterns: ReadonlyArray<RegExp> = [
  new RegExp(
    String.raw`(?<![\w$#.,-])\d{1,6}[A-Za-z]?(?:\s\d{1,5})?\s+(?:(?:N|S|E|W|NE|NW|SE|SW|North|South|East|West)\.?\s+)?(?:(?:${word}|\d{1,3}(?:st|nd|rd|th)|\p{L}{3,})\s+){1,4}(?:${streetWord})\b\.?(?:\s+(?:N|S|E|W|NE|NW|SE|SW)\b\.?)?${unit}?(?:${town}(?=${zip}|,\s*[A-Z]{2}\b)(?:,\s*[A-Z]{2}\b)?)?${zip}?`,
    "gu"
  ),
  new RegExp(
    String.raw`(?<![\w$#.,-])(?:\d{1,5}\s+)?(?:${word}\s+)?${foreignStreet}(?:\s${word}){0,3}\s+\d{1,5}\.?${unit}?(?:\s+${word}(?:\s${word}){0,2})?`,
    "gu"
  ),
  /(?<!\w)P\.?\s?O\.?\s?Box\s+\d{1,7}(?:,?\s+\p{Lu}[\p{L} ]{2,30},?\s+[A-Z]{2}\s+\d{5}(?:-\d{4})?)?/gu
]

const rangesOf = (text: string, pattern: RegExp): ReadonlyArray<TextRange> =>
  Array.from(text.matchAll(pattern), (match) => ({ start: match.index, end: match.index + match[0].trimEnd().length }))

const all = [...patterns, ...streetPatterns]

/** Each pattern asks for a digit, and most sentences hold none. */
export const addresses = (text: string): ReadonlyArray<TextRange> =>
  /\d/.test(text) ? all.flatMap((pattern) => rangesOf(text, pattern)) : []

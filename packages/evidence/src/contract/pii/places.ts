import type { TextRange } from "../EvidenceSpan.ts"
import { alsoWords, givenNames } from "../graph/find/givenNames.ts"
import { firmsLikePeople, notNames } from "../graph/find/words.ts"

const word = String.raw`\p{Lu}[\p{L}'’.-]*`
const streetWord =
  "Street|St|Avenue|Ave|Road|Rd|Drive|Dr|Lane|Ln|Way|Boulevard|Blvd|Court|Ct|Place|Pl|Circle|Cir|Terrace|Ter|Parkway|Pkwy|Highway|Hwy|Square|Sq|Trail|Trl|Loop|Row|Crescent|Close|Hill|Plaza|Alley|Pike|Point|Ridge|Run|Path|Walk|Green|Mews|Broadway|avenue|street|road|drive|lane|Streets"
const foreignStreet = String.raw`(?:ul\.|út|utca|[Rr]ua|[Rr]ue|[Cc]alle|[Vv]ia|[Aa]venida|[Pp]laza|\p{L}+(?:stra(?:ss|ß)e|str\.|gasse|weg|platz|braut|gata|gatan|veien|vej|laan|straat|katu|tie|markt|ova|ulica))`
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

export const addresses = (text: string): ReadonlyArray<TextRange> => patterns.flatMap((pattern) => rangesOf(text, pattern))

const namePart = String.raw`\p{Lu}\p{Ll}[\p{L}'’-]*`
const fullName = String.raw`${namePart}(?:\s\p{Lu}\.?(?=\s))?(?:\s(?:van|von|de|der|den|di|da|la|le|bin|al|van de|van der)(?=\s))?(?:\s${namePart}){0,2}`
const cued = new RegExp(
  String.raw`(?:\b(?:Mr|Mrs|Ms|Miss|Dr|Prof)\.?\s|\b[Nn]ame(?:\sis|:)\s|\bname:\s|\b(?:I['’]m|I am|[Tt]his is|[Ss]igned,?|under|change it to|correct it to|directed by|written by|starring|address:)\s)(${fullName})`,
  "gu"
)
const pair = new RegExp(String.raw`(?<![\p{L}\p{N}@._/-])(${namePart})((?:\s\p{Lu}\.)?(?:\s${namePart}){0,2})`, "gu")

const outOfNames = (name: string): boolean => {
  const [first = ""] = name.split(/\s/)
  return notNames.has(first.toLowerCase()) || firmsLikePeople.has(name.toLowerCase())
}

/** Names of people: those handed in, those a title or a cue announces, and given names of the list with what follows them. */
export const persons = (text: string, known: ReadonlyArray<string>): ReadonlyArray<TextRange> => {
  const found: Array<TextRange> = []
  const take = (range: TextRange) => {
    if (!found.some(({ start, end }) => start < range.end && range.start < end)) found.push(range)
  }
  for (const name of known) {
    if (!/\p{L}{2}/u.test(name)) continue
    const pattern = new RegExp(
      String.raw`(?<![\p{L}\p{N}@._-])${name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/\s+/g, String.raw`\s+`)}(?![\p{L}\p{N}@_])`,
      "giu"
    )
    for (const range of rangesOf(text, pattern)) take(range)
  }
  for (const match of text.matchAll(cued)) {
    const name = match[1] ?? ""
    const start = match.index + match[0].length - name.length
    if (!outOfNames(name)) take({ start, end: start + name.length })
  }
  for (const match of text.matchAll(pair)) {
    const [whole, first = "", rest = ""] = match
    const lower = first.toLowerCase()
    if (!givenNames.has(lower) || firmsLikePeople.has(whole.toLowerCase())) continue
    const words = rest.split(/(?=\s)/)
    const stop = words.findIndex((part) => notNames.has(part.trim().toLowerCase()))
    const kept = (stop === -1 ? words : words.slice(0, stop)).join("")
    if (kept.trim() === "" && alsoWords.has(lower)) continue
    take({ start: match.index, end: match.index + first.length + kept.length })
  }
  return found
}

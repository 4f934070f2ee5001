import {
  forwardWords,
  fromWords,
  openingWords,
  otherFieldWords,
  separatorWords,
  subjectWords,
  wroteUnspaced,
  wroteWords
} from "./quoteWords.ts"

const any = (words: ReadonlyArray<string>): string => `(?:${words.join("|")})`

/** `\b` knows ASCII letters only. */
const whole = (words: ReadonlyArray<string>): string => `(?<![\\p{L}\\p{N}])${any(words)}(?![\\p{L}\\p{N}])`

const wrote = `(?:${whole(wroteWords)}|${any(wroteUnspaced)})`

const lead = "^[-\\s>*<|]*"
const opener = new RegExp(`${lead}${any(openingWords)}(?=[\\s\\d]|$)`, "u")
/** A day with its year, after at most two words ("Fri, 5 Jan 2026"): a line that begins with a number only is a sentence. */
const dateFirst =
  /^[-\s>*<|]*(?:在\s*)?(?:\p{L}{1,12}[.,]?\s*,?\s*){0,2}(?=\d)(?:\d{1,2}[.,]?\s*[-/.\p{L}]{1,16}[\s,.]{0,3}(?:\d{1,2}[.,]?\s{0,2})?)?(?:19|20)\d\d(?!\d)/u
const mailbox = "[<(\\[]\\s*(?:mailto:)?[^\\s<>()\\[\\]@]+@[^\\s<>()\\[\\]@]+"
const nameFirst = new RegExp(`^.{2,160}${mailbox}[^\\n]{0,60}?${wrote}`, "iu")
const address = new RegExp(`${mailbox}|[\\w.+-]+@[\\w-]+\\.\\w{2,}`, "u")

/** After the verb stand a name, an address or a date, then a colon; or nothing but the mark. */
const verbAtEnd = new RegExp(`${wrote}\\s*(?:\\([^()]{0,90}\\))?\\s*[:：\\-–—.]*\\s*$`, "iu")
const verbInside = new RegExp(`${wrote}(?!\\s+(?:that|this|to|dass|que|che|dat)\\s).{1,220}[:：]\\s*$`, "iu")
/** "вт, 5 янв. 2016 г. в 23:39, Name <a@b>:" names no verb. */
const dateAndAddress = new RegExp(`\\d{4}.{0,120}${mailbox}>?\\)?\\s*[:：]\\s*$`, "u")

/** What a person says about an own letter is no attribution. */
const ownWords =
  /(?<!\p{L})(?:I|we|ich|wir|je|j['’]ai|yo|eu|io|ik)\s+(?:had\s+|have\s+|also\s+|just\s+|already\s+)?(?:wrote|schrieb|schreef|skrev|escribí)/iu

/** Nothing before it belongs to the same attribution. */
export const beginsAttribution = (line: string): boolean => opener.test(line) || dateFirst.test(line)

/** The line may open an attribution, so that only then are the next lines joined to it. Its date is on the first line: "On this day" opens a sentence, "On 28 Jan" an attribution. */
export const mayOpenAttribution = (line: string): boolean =>
  /\d|@/.test(line) && (beginsAttribution(line) || nameFirst.test(line) || /^[^\s].{1,80}<[^<>]*@?[^<>]*$/u.test(line))

export const isAttribution = (joined: string): boolean => {
  if (joined.length > 420 || ownWords.test(joined)) return false
  if (dateAndAddress.test(joined) && dateFirst.test(joined)) return true
  if (!(/\d/.test(joined) || address.test(joined))) return false
  const opens = beginsAttribution(joined) || nameFirst.test(joined)
  return opens && (verbAtEnd.test(joined) || verbInside.test(joined))
}

const day =
  /\d{1,2}[.,]?\s(?:de\s)?\p{L}{3,12}[.,]*\s(?:de\s)?(?:19|20)\d\d|\p{L}{3,10}\.?\s\d{1,2}(?:st|nd|rd|th)?,?\s(?:19|20)\d\d|\d{1,4}[-/.]\s?\d{1,2}[-/.]\s?\d{1,4}|\d\s*[年년]/u

/** A mail program writes an address, a time or a whole day; who cites page 3 of a report does not. */
export const isStamped = (joined: string): boolean => address.test(joined) || /\d{1,2}[:.h]\d{2}/.test(joined) || day.test(joined)

const bareVerb = new RegExp(`^[-\\s*]*\\p{L}.{0,80}?${wrote}\\s*[:：]\\s*$`, "iu")
const datedName = new RegExp(`^[-\\s*]*20\\d\\d[-/.]\\d{1,2}[-/.]\\d{1,2}\\s.{2,160}$`, "u")

/** Only a quote below makes these an attribution: "Anna wrote:", "2016-03-03 17:21 GMT+01:00 Some One". */
export const introducesQuote = (line: string): boolean =>
  !ownWords.test(line) && (bareVerb.test(line) || (datedName.test(line) && (address.test(line) || /\d{1,2}:\d{2}/.test(line))))

const dashes = "[-_=–—]{2,}"
/** From here to the end is an earlier message, whatever follows: rules with a title, and what lists and forums put above it. */
const separators: ReadonlyArray<RegExp> = [
  new RegExp(`^[\\s*]*${dashes}\\s*${any(separatorWords)}\\s*(?:${dashes}|[:：])?[\\s*]*$`, "iu"),
  new RegExp(`^[\\s*]*${any(forwardWords)}\\s*[:：]\\s*$`, "iu"),
  /^\s*Posted by .{1,80} on \d{1,2}\/\d{1,2}\/\d{4}\s*$/iu,
  new RegExp(`^\\s*\\S+(?:\\s\\S+){0,2}\\svia\\s\\S+(?:\\s\\S+){0,3}\\s${whole(wroteWords)}\\s*[:：]\\s*$`, "iu"),
  new RegExp(`^\\s*-{3,}\\s*On\\s.{4,200}\\swrote\\s*-{3,}\\s*$`, "iu"),
  /^\s{0,8}[-_=–—#*]{2,}\s?.{0,20}\b(?:reply|respond|write)\b.{0,20}\babove\b.{0,20}\bline\b.{0,20}$/iu
]

export const isSeparator = (line: string): boolean => separators.some((pattern) => pattern.test(line))

/** "----- Words -----" in any language; what stands below decides. */
export const isTitledRule = (line: string): boolean => /^[\s*]*[-_=–—]{3,}\s*\p{L}[^\d]{2,50}?\s*[-_=–—]{3,}[\s*]*$/u.test(line)

const field = (words: ReadonlyArray<string>) => new RegExp(`^[\\s*_]*${any(words)}[*_]*\\s*[:：][*_]*`, "iu")
const fromField = new RegExp(`${field(fromWords).source}\\s*\\S`, "iu")
const subjectField = field(subjectWords)
const otherField = field([...otherFieldWords, ...subjectWords])
const unknownField = /^[\s*_]*\p{L}[\p{L} -]{0,20}[*_]*\s?[:：]/u

/**
 * A mail program's copy of the header of the quoted message: a from line and two
 * more fields close below it, with an address or a subject, which an itinerary
 * ("From: London") does not have.
 */
export const opensHeaderBlock = (lines: ReadonlyArray<string>, at: number): boolean => {
  if (!fromField.test(lines[at] ?? "")) return false
  const below = lines.slice(at + 1, at + 9)
  return (
    below.filter((line) => otherField.test(line)).length >= 2 &&
    (address.test(lines[at] ?? "") || below.some((line) => subjectField.test(line)))
  )
}

/** A block of fields in a language that is in no list: an address in one, a time in another. Asked only below a rule. */
export const looksLikeHeaderBlock = (lines: ReadonlyArray<string>, at: number): boolean => {
  const block: Array<string> = []
  for (let next = at; next < at + 7 && unknownField.test(lines[next] ?? ""); next += 1) block.push(lines[next] ?? "")
  return (
    block.length >= 3 &&
    block.some((line) => address.test(line)) &&
    block.some((line) => /\d{1,2}[:.]\d{2}/.test(line) && /\d{4}/.test(line))
  )
}

export const isQuoteLine = (line: string): boolean => /^\s{0,3}>/.test(line)

export const isBlank = (line: string): boolean => line.trim() === ""

export const isRule = (line: string): boolean => /^\s*(?:_{8,}|-{8,}|={8,})\s*$/.test(line)

export const isFence = (line: string): boolean => /^\s{0,3}(?:```|~~~)/.test(line)

import type { TextRange } from "../EvidenceSpan.ts"
import { alsoWords, givenNames } from "../graph/find/givenNames.ts"
import { firmsLikePeople, notNames } from "../graph/find/words.ts"

const rangesOf = (text: string, pattern: RegExp): ReadonlyArray<TextRange> =>
  Array.from(text.matchAll(pattern), (match) => ({ start: match.index, end: match.index + match[0].trimEnd().length }))

const namePart = String.raw`(?<![\p{L}\p{N}'’-])\p{Lu}\p{Ll}[\p{L}'’-]{0,40}`
const particle = String.raw`(?:\s(?:van der|van de|van|von|de|der|den|di|da|la|le|bin|al)(?=\s))?`
const fullName = String.raw`${namePart}(?:\s\p{Lu}\.?(?=\s))?${particle}(?:\s${namePart}){0,2}`
/** At least two words: a given name and a surname. */
const twoNames = String.raw`${namePart}(?:\s\p{Lu}\.?(?=\s))?${particle}(?:\s${namePart}){1,2}`

const title = String.raw`(?:Mr|Mrs|Ms|Miss|Dr|Prof|Herrn?|Frau|Madame|Monsieur|Mme|Sra?|Signora?|Dott)\.?`
const cued = new RegExp(
  String.raw`(?:\b${title}\s(?:${title}\s)?|\b[Nn]ame(?:\sis|:)\s|\bname:\s|\b(?:I['’]m|I am|[Tt]his is|[Ss]igned,?|change it to|correct it to|directed by|written by|starring|address:)\s(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof)\.?\s)?)(${fullName})`,
  "gu"
)

/** A greeting at the beginning of a line, with the mark that ends it. */
const greeted = new RegExp(
  String.raw`^[>\s]*(?:Dear|Hi|Hello|Hey|Hallo|Liebe[rs]?|Sehr geehrte[rs]?|Bonjour|Ch(?:er|ère)|Estimad[oa]|Querid[oa]|Car[oa]|Geachte|Beste|Kjære|Kära?)\s(?:${title}\s)?(${fullName})(?=\s?[,!:]|\s*$)`,
  "gmu"
)

/** A closing word and the name that ends the line, or the next one. */
const closed = new RegExp(
  String.raw`^[>\s]*(?:[Tt]hanks|[Tt]hank you|[Cc]heers|(?:(?:[Kk]ind|[Bb]est|[Ww]arm)\s)?[Rr]egards|[Bb]est|[Ss]incerely|[Yy]ours|[Ll]ove|(?:Viele|Beste|Liebe) Grüße|Cordialement|Saludos|Saluti),?(?:[ \t]|[ \t]*\n[>\s]*)(${fullName})[.]?[ \t]*$`,
  "gmu"
)

/** Only people are spoken with, and only people are somebody's daughter or attorney. */
const spokenTo = new RegExp(
  String.raw`\b(?:(?:[Ss]po(?:ke|ken)|[Ss]peak(?:ing)?|[Tt]alk(?:ed|ing)?|[Mm]et|[Mm]eet(?:ing)?|[Aa]greed|[Cc]hecked)\s(?:with|to)|(?:[Pp]lease\s|[Tt]o\s)(?:call|ask|contact)|[Aa]sk(?:ed)?|[Ee]-?mailed|[Cc]alled|[Tt]old|is under|it['’]s under|listed under|in the name of|on behalf of|c\/o|[Aa]ttn\.?:?|cc:?|(?:beneficiary|trustee|executor|owner|holder|co-?owner) is|[Ss]end (?:it|this|them|that) to)\s(?:${title}\s)?(${twoNames})`,
  "gu"
)
const asked = new RegExp(String.raw`\b(?:[Ll]et me ask|I(?:['’]ll| will) (?:ask|tell))\s(${namePart})(?=\s*(?:[.,;!?]|$))`, "gmu")
const kin = new RegExp(
  String.raw`\b(?:[Mm]y|[Oo]ur|[Hh]is|[Hh]er|[Yy]our|[Tt]heir|[Tt]he)\s(?:late\s|older\s|younger\s|eldest\s|estate\s|ex-)?(?:wife|husband|spouse|partner|fianc[ée]e?|son|daughter|sister|brother|mother|father|mom|dad|aunt|uncle|cousin|niece|nephew|grandson|granddaughter|grandmother|grandfather|neighbor|friend|attorney|lawyer|accountant|CPA|trustee|executor|adviser|advisor|assistant),?\s(${fullName})`,
  "gu"
)

/** "Name <address>" as a header has it, and a name beside the address it is made of. */
const beforeAddress = new RegExp(String.raw`(${fullName})\s*[<(][^\s<>()@]{1,80}@[^\s<>()]{1,120}[>)]`, "gu")

const pair = new RegExp(String.raw`(?<![\p{L}\p{N}@._/-])(${namePart})((?:\s\p{Lu}\.)?(?:\s${namePart}){0,2})`, "gu")
const couple = new RegExp(String.raw`(?<![\p{L}\p{N}])${namePart}\s(?:and|&|und|et|y)\s(${twoNames})`, "gu")

/** A line that holds a name and nothing else, as in a signature or an address. */
const alone = new RegExp(
  String.raw`^[>\s]*(${namePart}(?:\s\p{Lu}\.?)?(?:\s(?:van|von|de|der|da|la|le|di))*(?:\s${namePart}){1,2})[ \t]*$`,
  "gmu"
)
/** The same in small letters: the first line of a longer text, and a given name of the list. */
const aloneSmall = /^([\p{Ll}'’-]{2,40})\s([\p{Ll}'’-]{2,40})(?=[ \t]*\n)/gu

const firmWord =
  /\b(?:Inc|LLC|LLP|Ltd|Corp|Co|Group|Bank|Trust|Fund|Partners|Advisory|Advisors|Capital|Wealth|Insurance|Items|Steps|Services?|Support|Associates|Company|Management|Office|Department|Statement|Account|Accounts|Plan|Street|Road|Avenue|Lane|Drive|States|Kingdom|Zealand|Rapids|City|Administration|Agreement|Worksheet|Treasury|Payable|Congress|Madam|Sir|Team|Department|Desk|Relations|Payroll|Securities)\b/

/** A list of given names holds some of them. */
const weekday = /^(?:mon|tue|wed|thu|fri|sat|sun)$/

const ordinary = (name: string): boolean => name.split(/\s/).some((part) => notNames.has(part.toLowerCase()))

const outOfNames = (name: string): boolean => {
  const [first = ""] = name.split(/\s/)
  return notNames.has(first.toLowerCase()) || firmsLikePeople.has(name.toLowerCase()) || firmWord.test(name)
}

const escaped = (name: string): string => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/\s+/g, String.raw`\s+`)

/** The words of a known name that stand for the person alone: "Sarah", "Thompson", never "Rose" in small letters or "Will" at the head of a question. */
const partsOf = (name: string): ReadonlyArray<string> =>
  name.split(/[\s,]+/).filter((part) => /^\p{Lu}\p{L}{2,}$/u.test(part) && !notNames.has(part.toLowerCase()))

const ascii = /^[\0-\x7f]*$/

interface Said {
  readonly pattern: RegExp
  /** Whether the pattern may match at all: it costs far more than this. */
  readonly maybeIn: (text: string, small: string) => boolean
}

/** A name in any letters. What folds to a letter of ASCII is looked at by the pattern alone. */
const wholeName = (name: string): Said => {
  const [first = ""] = name.toLowerCase().trim().split(/\s+/)
  const isPlain = ascii.test(name)
  return {
    pattern: new RegExp(String.raw`(?<![\p{L}\p{N}@._-])${escaped(name)}(?![\p{L}\p{N}@_])`, "giu"),
    maybeIn: (text, small) => !isPlain || small.includes(first) || !ascii.test(text)
  }
}

const partOfName = (part: string): Said => ({
  pattern: new RegExp(String.raw`(?<![\p{L}\p{N}@._-])${escaped(part)}(?![\p{L}\p{N}@_])`, "gu"),
  maybeIn: (text) => text.includes(part)
})

/**
 * Finds names of people in one text after another: those handed in, those a title or a cue announces, and given names of the
 * list with what follows them.
 */
export const personFinder = (known: ReadonlyArray<string>): ((text: string) => ReadonlyArray<TextRange>) => {
  const names = known.filter((name) => /\p{L}{2}/u.test(name)).map(wholeName)
  const ofKnown = known.flatMap(partsOf)
  const parts = new Map<string, Said>()
  const saidBy = (part: string): Said => {
    const said = parts.get(part) ?? partOfName(part)
    parts.set(part, said)
    return said
  }
  return (text) => personsIn(text, names, ofKnown, saidBy)
}

const personsIn = (
  text: string,
  names: ReadonlyArray<Said>,
  partsOfKnown: ReadonlyArray<string>,
  saidBy: (part: string) => Said
): ReadonlyArray<TextRange> => {
  const small = text.toLowerCase()
  const found: Array<TextRange> = []
  const taken = new Uint8Array(text.length)
  const take = ({ start, end }: TextRange) => {
    if (taken.subarray(start, end).includes(1)) return
    taken.fill(1, start, end)
    found.push({ start, end })
  }
  const captured = (pattern: RegExp, refused: (name: string) => boolean) => {
    for (const match of text.matchAll(pattern)) {
      const name = match[1] ?? ""
      const start = match.index + match[0].lastIndexOf(name)
      if (!refused(name)) take({ start, end: start + name.length })
    }
  }
  const takeAll = ({ maybeIn, pattern }: Said) => {
    if (!maybeIn(text, small)) return
    for (const range of rangesOf(text, pattern)) take(range)
  }
  for (const name of names) takeAll(name)
  const refused = (name: string) => outOfNames(name) || ordinary(name)
  captured(cued, outOfNames)
  captured(beforeAddress, refused)
  captured(greeted, refused)
  captured(closed, refused)
  captured(spokenTo, refused)
  captured(couple, refused)
  captured(kin, refused)
  captured(asked, refused)
  captured(alone, refused)
  for (const match of text.matchAll(aloneSmall)) {
    const [whole, first = "", last = ""] = match
    if (givenNames.has(first) && !alsoWords.has(first) && !notNames.has(last))
      take({ start: match.index, end: match.index + whole.length })
  }
  for (const match of text.matchAll(pair)) {
    const [whole, first = "", rest = ""] = match
    const lower = first.toLowerCase()
    if (!givenNames.has(lower) || firmsLikePeople.has(whole.toLowerCase())) continue
    const words = rest.split(/(?=\s)/)
    const stop = words.findIndex((part) => notNames.has(part.trim().toLowerCase()))
    const kept = (stop === -1 ? words : words.slice(0, stop)).join("")
    if (kept.trim() === "" && (alsoWords.has(lower) || weekday.test(lower))) continue
    take({ start: match.index, end: match.index + first.length + kept.length })
  }
  // Who was named in full is meant by a part of the name, before and after.
  const full = found.map(({ start, end }) => text.slice(start, end)).filter((name) => /\s/.test(name))
  for (const part of new Set([...partsOfKnown, ...full.flatMap(partsOf)])) takeAll(saidBy(part))
  return found
}

import type { TextRange } from "../EvidenceSpan.ts"
import { emailAddresses } from "../extract/emailAddresses.ts"
import { accountNumbers, cards, ibans, ssns } from "./numbers.ts"
import { phoneNumbers } from "./phones.ts"
import type { PiiFound, PiiType } from "./PiiFound.ts"
import { personFinder } from "./people.ts"
import { addresses } from "./places.ts"

/** Beyond this many UTF-16 units nothing is looked at, so nothing is shown either: see {@link redacted}. */
export const lookedAt = 200_000

/**
 * Personal data in one text after another, ascending. Where two readings overlap, the one whose
 * shape proves more wins: a card number is no telephone number.
 */
export const piiFinder = (knownNames: ReadonlyArray<string>): ((content: string) => ReadonlyArray<PiiFound>) => {
  const persons = personFinder(knownNames)
  return (content) => piiIn(content, persons)
}

/** The same in one text. */
export const detectPii = (content: string, knownNames: ReadonlyArray<string>): ReadonlyArray<PiiFound> =>
  piiFinder(knownNames)(content)

const piiIn = (content: string, persons: ReturnType<typeof personFinder>): ReadonlyArray<PiiFound> => {
  const text = content.slice(0, lookedAt)
  const readings: ReadonlyArray<readonly [PiiType, ReadonlyArray<TextRange>]> = [
    ["email", emailAddresses(text)],
    ["iban", ibans(text)],
    ["ssn", ssns(text)],
    ["card", cards(text)],
    ["account_number", accountNumbers(text)],
    ["phone", phoneNumbers(text)],
    ["address", addresses(text)],
    ["person", persons(text)]
  ]
  const found: Array<PiiFound> = []
  const taken = new Uint8Array(text.length)
  for (const [type, ranges] of readings) {
    for (const { start, end } of ranges) {
      if (taken.subarray(start, end).includes(1)) continue
      taken.fill(1, start, end)
      found.push({ type, start, end })
    }
  }
  return found.toSorted((a, b) => a.start - b.start)
}

/** Which policy a redacted text was made by; a change of it makes every such text anew. */
export const redactionPolicy = "pii.v2"

/** Of a text, one stretch with what was found in the whole of it folded. */
export const redactedWithin = (content: string, found: ReadonlyArray<PiiFound>, { end, start }: TextRange): string => {
  const stop = Math.min(end, lookedAt)
  let text = ""
  let from = start
  for (const one of found) {
    if (one.end <= from || one.start >= stop) continue
    text += `${content.slice(from, Math.max(from, one.start))}[${one.type}]`
    from = one.end
  }
  return text + content.slice(from, Math.max(from, stop))
}

/** Names folded to `[person]`, numbers to `[phone]`, and so on, of one text after another; for search and for what a model may read, never for citing. */
export const redactor = (knownNames: ReadonlyArray<string>): ((content: string) => string) => {
  const find = piiFinder(knownNames)
  return (content) => redactedWithin(content, find(content), { start: 0, end: content.length })
}

/** The same of one text. */
export const redacted = (content: string, knownNames: ReadonlyArray<string>): string => redactor(knownNames)(content)

/** The words alone, without the marks of what was folded. */
export const withoutMarks = (text: string): string => text.replace(/\[\w+\]/g, " ")

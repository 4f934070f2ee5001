import type { TextRange } from "../EvidenceSpan.ts"
import { emailAddresses } from "../extract/emailAddresses.ts"
import { accountNumbers, cards, ibans, ssns } from "./numbers.ts"
import { phoneNumbers } from "./phones.ts"
import type { PiiFound, PiiType } from "./PiiFound.ts"
import { persons } from "./people.ts"
import { addresses } from "./places.ts"

/** Beyond this many UTF-16 units nothing is looked at, so nothing is shown either: see {@link redacted}. */
export const lookedAt = 200_000

/**
 * Personal data in a text, ascending. Where two readings overlap, the one whose
 * shape proves more wins: a card number is no telephone number.
 */
export const detectPii = (content: string, knownNames: ReadonlyArray<string>): ReadonlyArray<PiiFound> => {
  const text = content.slice(0, lookedAt)
  const readings: ReadonlyArray<readonly [PiiType, ReadonlyArray<TextRange>]> = [
    ["email", emailAddresses(text)],
    ["iban", ibans(text)],
    ["ssn", ssns(text)],
    ["card", cards(text)],
    ["account_number", accountNumbers(text)],
    ["phone", phoneNumbers(text)],
    ["address", addresses(text)],
    ["person", persons(text, knownNames)]
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

/** Names folded to `[person]`, numbers to `[phone]`, and so on; for search and for what a model may read, never for citing. */
export const redacted = (content: string, knownNames: ReadonlyArray<string>): string => {
  let text = ""
  let from = 0
  for (const { type, start, end } of detectPii(content, knownNames)) {
    text += `${content.slice(from, start)}[${type}]`
    from = end
  }
  return text + content.slice(from, lookedAt)
}

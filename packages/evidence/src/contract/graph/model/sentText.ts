import type { TextRange } from "../../EvidenceSpan.ts"
import { extractedLength } from "../../extract/extract.ts"
import { detectPii } from "../../pii/detectPii.ts"
import type { PiiType } from "../../pii/PiiFound.ts"
import { addressedToMachine } from "../find/addressedToMachine.ts"
import { flat } from "../find/flat.ts"

/** Stands for a character that a model is not shown. */
export const hidden = "█"

/** Nobody needs these to say what a message is about; names are needed to say who it is about. */
const masked: ReadonlySet<PiiType> = new Set(["email", "iban", "ssn", "card", "account_number", "phone", "address"])

/** Ranges that do not overlap, ascending. */
const covered = (text: string, ranges: ReadonlyArray<TextRange>, by: string): string => {
  let shown = ""
  let from = 0
  for (const { end, start } of ranges) {
    shown += text.slice(from, start) + text.slice(start, end).replace(/\S/g, by)
    from = end
  }
  return shown + text.slice(from)
}

/**
 * What a language model is shown of a message: without the mail it quotes and without paragraphs that speak to a machine,
 * each character of a number, an address or a telephone hidden. As long as the text it comes of, in UTF-16 units, so that
 * a place in one is the same place in the other.
 */
export const sentText = (content: string, quotedRanges: ReadonlyArray<TextRange>): string => {
  const looked = content.slice(0, extractedLength)
  const text = flat(looked, quotedRanges)
  const personal = detectPii(looked, []).filter(({ type }) => masked.has(type))
  return covered(covered(text, addressedToMachine(text), " "), personal, hidden)
}

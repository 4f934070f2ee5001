import type { Currency } from "@beep/kernel/Money"
import type { LocalDate } from "@beep/kernel/LocalDate"
import type { TextRange } from "../EvidenceSpan.ts"
import type { MentionFact } from "../MentionFact.ts"

/** A mention as a rule found it: `content.slice(start, end)` are its words. */
export interface FoundMention extends TextRange {
  readonly ruleId: string
  readonly confidence: number
  readonly fact: MentionFact
}

export interface KnownContact {
  readonly name: string
  readonly address: string
}

/** What a rule may know beside the text. Nothing in it is read from a clock. */
export interface ExtractContext {
  /** The date of the message in the client's zone; null when the message names none, and then "Friday" is no date. */
  readonly messageDate: LocalDate | null
  /** Who writes; null when the message does not say. */
  readonly sender: KnownContact | null
  readonly knownContacts: ReadonlyArray<KnownContact>
  /** What a bare `$` means for this client. */
  readonly homeCurrency: Currency
  /** Repeat an earlier message: no promise is read from them. */
  readonly quotedRanges: ReadonlyArray<TextRange>
}

import type { Mention } from "@beep/evidence/contract/Mention"
import type { MentionKind } from "@beep/evidence/contract/MentionFact"

/** Shown as broken unless the words in front of the reader are exactly the words that were found. */
export const isBroken = (content: string | null, mention: Mention): boolean =>
  mention.broken ||
  content === null ||
  mention.text === null ||
  content.slice(mention.startChar, mention.endChar) !== mention.text

/** What a promise says comes before the words it is made of. */
const order: ReadonlyArray<MentionKind> = ["promise_to_pay", "promise_to_do", "money", "date", "person", "email_address", "phone"]

export interface MentionGroup {
  readonly kind: MentionKind
  readonly mentions: ReadonlyArray<Mention>
}

/** By kind, each kind in the order of the text; kinds without a mention are left out. */
export const groupedMentions = (mentions: ReadonlyArray<Mention>): ReadonlyArray<MentionGroup> =>
  order
    .map((kind) => ({
      kind,
      mentions: mentions
        .filter((mention) => mention.kind === kind)
        .toSorted((a, b) => a.startChar - b.startChar || a.endChar - b.endChar)
    }))
    .filter((group) => group.mentions.length > 0)

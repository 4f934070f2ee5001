import { MentionFact, MentionKind } from "../src/contract/MentionFact.ts"
import type { ExtractContext, FoundMention } from "../src/contract/extract/FoundMention.ts"
import { extract } from "../src/contract/extract/extract.ts"
import { LocalDate } from "@beep/kernel/LocalDate"
import { usd } from "@beep/kernel/Money"
import { Schema } from "effect"
import { readFileSync } from "node:fs"

const Contact = Schema.Struct({ name: Schema.String, address: Schema.String })
const Labelled = Schema.Struct({
  id: Schema.Int,
  messageDate: LocalDate,
  sender: Contact,
  contacts: Schema.Array(Contact),
  text: Schema.String,
  quotedFrom: Schema.NullOr(Schema.String),
  expected: Schema.Array(
    Schema.Struct({ kind: MentionKind, text: Schema.String, fact: Schema.Record(Schema.String, Schema.Unknown) })
  )
})
export type Labelled = typeof Labelled.Type

export const labelled = Schema.decodeSync(Schema.fromJsonString(Schema.Array(Labelled)))(
  readFileSync(new URL("./fixtures/labelled/mail.json", import.meta.url), "utf8")
)

export const contextOf = (mail: Labelled): ExtractContext => ({
  messageDate: mail.messageDate,
  sender: mail.sender,
  knownContacts: mail.contacts,
  homeCurrency: usd,
  quotedRanges: mail.quotedFrom === null ? [] : [{ start: mail.text.indexOf(mail.quotedFrom), end: mail.text.length }]
})

const wire = Schema.encodeUnknownSync(Schema.Record(Schema.String, Schema.Unknown))
const factOnWire = (mention: FoundMention): Record<string, unknown> => ({ ...wire(Schema.encodeSync(MentionFact)(mention.fact)) })

const agrees = (mail: Labelled, mention: FoundMention, expected: Labelled["expected"][number]): boolean => {
  const fact = factOnWire(mention)
  return (
    mention.fact.kind === expected.kind &&
    mail.text.slice(mention.start, mention.end) === expected.text &&
    Object.entries(expected.fact).every(([key, value]) => JSON.stringify(fact[key]) === JSON.stringify(value))
  )
}

/** Found, missed and invented mentions of one labelled message. */
export const compare = (mail: Labelled) => {
  const mentions = extract(mail.text, contextOf(mail))
  const missed = mail.expected.filter((expected) => !mentions.some((mention) => agrees(mail, mention, expected)))
  const invented = mentions.filter((mention) => !mail.expected.some((expected) => agrees(mail, mention, expected)))
  return { mentions, missed, invented }
}

import { Schema } from "effect"
import { CharIndex } from "../EvidenceSpan.ts"
import { Confidence } from "../MentionFact.ts"

/**
 * Why a sender may not be who the header says.
 * `member_name`: a colleague's name with an address that is neither theirs nor the firm's.
 * `client_name`: the name of somebody of the client with an address nobody recorded.
 * `reply_to`: the answer to a known sender would go to an address nobody knows.
 * `lookalike_domain`: a domain that reads like one of the firm or the client and is another.
 * `address_in_name`: the name is an address, and not the one the message comes from.
 */
export const SenderFlagKind = Schema.Literals(["member_name", "client_name", "reply_to", "lookalike_domain", "address_in_name"])
export type SenderFlagKind = typeof SenderFlagKind.Type

export const HeaderField = Schema.Literals(["from", "reply_to"])
export type HeaderField = typeof HeaderField.Type

/** A fact about a message with the words of its header it rests on: `words` is `[startChar, endChar)` of `header`. */
export const SenderFlag = Schema.Struct({
  kind: SenderFlagKind,
  field: HeaderField,
  startChar: CharIndex,
  endChar: CharIndex,
  confidence: Confidence,
  words: Schema.String,
  /** The field as it reads decoded: `Name <address>`. */
  header: Schema.String
})
export type SenderFlag = typeof SenderFlag.Type

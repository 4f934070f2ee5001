import { Schema } from "effect"
import { UnreadableReason } from "./UnreadableReason.ts"

export interface MailAddress {
  readonly name: string
  readonly address: string
}

/** A part that is listed and not read; `sha256` is lower-case hex of its decoded bytes. */
export interface MailAttachment {
  readonly name: string | null
  readonly mediaType: string
  readonly size: number
  readonly sha256: string
}

/** `[start, end)` in UTF-16 code units of the canonical text. */
export interface TextRange {
  readonly start: number
  readonly end: number
}

/** What a reader may want to know about a message that was read all the same. */
export type MailProblem =
  | "no_text"
  | "undecodable_characters"
  | "date_not_understood"
  | "no_sender"
  | "nested_message_not_opened"
  | "parts_not_found"

/**
 * One message as text. The same bytes give the same value on every machine.
 *
 * `text` is the canonical content: LF line ends, no lone surrogate, and no other
 * change to what the sender wrote in a plain part. Offsets count on it in UTF-16
 * code units. `quotedRanges` are the parts of it that repeat an earlier message,
 * ascending, never overlapping; best effort.
 */
export interface CanonicalMail {
  readonly subject: string
  readonly from: MailAddress | null
  readonly to: ReadonlyArray<MailAddress>
  readonly cc: ReadonlyArray<MailAddress>
  /** Where the sender asks answers to go; empty when nothing is asked. */
  readonly replyTo: ReadonlyArray<MailAddress>
  /** Epoch milliseconds of the `Date` header; null when it names no instant. */
  readonly date: number | null
  /** With angle brackets, as sent. */
  readonly messageId: string | null
  readonly inReplyTo: string | null
  readonly references: ReadonlyArray<string>
  readonly text: string
  /** Addresses that links of an HTML body point to, in order, listed and never fetched. */
  readonly links: ReadonlyArray<string>
  readonly attachments: ReadonlyArray<MailAttachment>
  readonly quotedRanges: ReadonlyArray<TextRange>
  readonly problems: ReadonlyArray<MailProblem>
}

/** The bytes hold no message that can be read. */
export class UnreadableMail extends Schema.TaggedError<UnreadableMail>()("UnreadableMail", { reason: UnreadableReason }) {}

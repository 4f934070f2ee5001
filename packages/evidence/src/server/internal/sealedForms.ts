import type { DocumentVersionId, MentionId } from "@beep/kernel/ids"
import { Schema } from "effect"
import { Attachment, Participant } from "../../contract/Document.ts"
import { TextRange } from "../../contract/EvidenceSpan.ts"
import { MentionFact } from "../../contract/MentionFact.ts"

/** What a version knows beside title and content; sealed as one JSON text. */
export const Envelope = Schema.Struct({
  from: Schema.NullOr(Participant),
  to: Schema.Array(Participant),
  cc: Schema.Array(Participant),
  /** Absent in a version that was kept before it was read. */
  replyTo: Schema.optionalKey(Schema.Array(Participant)),
  /** Epoch milliseconds. */
  date: Schema.NullOr(Schema.Int),
  messageId: Schema.NullOr(Schema.String),
  inReplyTo: Schema.NullOr(Schema.String),
  references: Schema.Array(Schema.String),
  links: Schema.Array(Schema.String),
  attachments: Schema.Array(Attachment),
  quotedRanges: Schema.Array(TextRange),
  problems: Schema.Array(Schema.String)
})
export type Envelope = typeof Envelope.Type

/** The quoted words of a mention and what they say; sealed as one JSON text. */
export const Statement = Schema.Struct({ text: Schema.String, fact: MentionFact })
export type Statement = typeof Statement.Type

export const EnvelopeJson = Schema.fromJsonString(Envelope)
export const StatementJson = Schema.fromJsonString(Statement)

/** The row's id is part of the purpose: a ciphertext copied into another row does not open there. */
export const purposes = {
  raw: (id: string): string => `evidence.raw:${id}`,
  title: (id: DocumentVersionId): string => `evidence.title:${id}`,
  content: (id: DocumentVersionId): string => `evidence.content:${id}`,
  envelope: (id: DocumentVersionId): string => `evidence.envelope:${id}`,
  statement: (id: MentionId): string => `evidence.statement:${id}`
}

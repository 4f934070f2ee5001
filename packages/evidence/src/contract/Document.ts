import { Schema } from "effect"
import { ClientId, DocumentId, DocumentVersionId } from "@beep/kernel/ids"
import { CharIndex, TextRange } from "./EvidenceSpan.ts"
import { SenderFlag } from "./mail/SenderFlag.ts"
import { Mention } from "./Mention.ts"
import { UnreadableReason } from "@beep/gmail/mime/UnreadableReason"

/** `gmail` ids are unique per mailbox; an `upload` is named by the SHA-256 of its bytes. */
export const SourceType = Schema.Literals(["upload", "gmail"])
export type SourceType = typeof SourceType.Type

/**
 * `readable`: has a version with content. `unreadable`: the bytes are kept, no
 * content could be read from them. `erased`: the client's key was destroyed;
 * ids, hashes and lengths remain. `damaged`: the stored bytes are not those that
 * were sealed, so nothing of them is shown.
 */
export const DocumentState = Schema.Literals(["readable", "unreadable", "erased", "damaged"])
export type DocumentState = typeof DocumentState.Type

export const Participant = Schema.Struct({ name: Schema.String, address: Schema.String })
export type Participant = typeof Participant.Type

/** A part of the message that is listed and not read. `size` in bytes, `sha256` lower-case hex of them. */
export const Attachment = Schema.Struct({
  name: Schema.NullOr(Schema.String),
  mediaType: Schema.String,
  size: CharIndex,
  sha256: Schema.String
})
export type Attachment = typeof Attachment.Type

const summaryFields = {
  documentId: DocumentId,
  clientId: ClientId,
  sourceType: SourceType,
  state: DocumentState,
  /** Null exactly when `state` is `unreadable`. */
  documentVersionId: Schema.NullOr(DocumentVersionId),
  versionNumber: Schema.NullOr(Schema.Int),
  unreadableReason: Schema.NullOr(UnreadableReason),
  /** The subject; null unless `state` is `readable`. */
  title: Schema.NullOr(Schema.String),
  from: Schema.NullOr(Participant),
  to: Schema.Array(Participant),
  /** The `Date` header, when it names an instant. */
  sentAt: Schema.NullOr(Schema.DateTimeUtcFromString),
  receivedAt: Schema.DateTimeUtcFromString,
  /** Of the current version; broken ones included. */
  mentionCount: Schema.Int
}

/** One line of a client's document list, newest received first. */
export const DocumentSummary = Schema.Struct(summaryFields)
export type DocumentSummary = typeof DocumentSummary.Type

export const DocumentVersionSummary = Schema.Struct({
  documentVersionId: DocumentVersionId,
  versionNumber: Schema.Int,
  knownSince: Schema.DateTimeUtcFromString
})
export type DocumentVersionSummary = typeof DocumentVersionSummary.Type

/** A document at one version: the current one, or the one asked for. */
export const DocumentDetail = Schema.Struct({
  ...summaryFields,
  cc: Schema.Array(Participant),
  /** What about the sender asks for a second look; judged when the message is read into the graph. */
  senderFlags: Schema.Array(SenderFlag),
  /** The canonical string every offset counts on; null unless `state` is `readable`. */
  content: Schema.NullOr(Schema.String),
  /** In UTF-16 code units. */
  contentLength: Schema.NullOr(CharIndex),
  /** SHA-256, lower-case hex, of the canonical JSON of exactly `{title, content}` (D-06). */
  sourceHash: Schema.NullOr(Schema.String),
  attachments: Schema.Array(Attachment),
  /** Parts of the content that quote an earlier message. */
  quotedRanges: Schema.Array(TextRange),
  /** What a reader of the thread has not read yet: neither repeated nor a signature; quotes between two answers stay. */
  ownRanges: Schema.Array(TextRange),
  /** Oldest first. */
  versions: Schema.Array(DocumentVersionSummary),
  /** In the order of the text. */
  mentions: Schema.Array(Mention)
})
export type DocumentDetail = typeof DocumentDetail.Type

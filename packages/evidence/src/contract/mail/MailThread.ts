import { ClientId, ConnectionId, DocumentId, MentionId } from "@beep/kernel/ids"
import { Cursor } from "@beep/kernel/Page"
import { Schema, SchemaTransformation } from "effect"
import { Participant } from "../Document.ts"
import { EntityId, RelationEvidenceId, RelationId } from "../graph/ids.ts"
import { SenderFlag } from "./SenderFlag.ts"

export const ThreadId = Schema.String.check(Schema.isUUID()).pipe(Schema.brand("ThreadId"))
export type ThreadId = typeof ThreadId.Type

const thread = {
  threadId: ThreadId,
  providerAccountId: ConnectionId,
  /** The latest that is not empty; null when what was sealed does not open any more. */
  subject: Schema.NullOr(Schema.String),
  /** Folded addresses of everybody who took part. */
  participants: Schema.Array(Schema.String),
  earliestAt: Schema.DateTimeUtcFromString,
  latestAt: Schema.DateTimeUtcFromString
}

/** A thread with messages that belong to no client yet. */
export const UnfiledThread = Schema.Struct({
  ...thread,
  waiting: Schema.Int,
  /** Clients the caller sees whose known addresses take part: none, or several. */
  candidates: Schema.Array(ClientId),
  /** The client the rest of the thread is filed under; the waiting messages can go nowhere else. */
  filedUnder: Schema.NullOr(ClientId),
  /** Why somebody who wrote what waits may not be who the header says, each kind once, by the clients the caller sees. */
  senderFlags: Schema.Array(SenderFlag)
})
export type UnfiledThread = typeof UnfiledThread.Type

/** Latest first; `total` counts those beyond the list too. */
export const UnfiledList = Schema.Struct({ items: Schema.Array(UnfiledThread), total: Schema.Int })
export type UnfiledList = typeof UnfiledList.Type

/** A thread of a client. `filedByPerson`: somebody decided it; else known addresses did. */
export const MailThread = Schema.Struct({
  ...thread,
  clientId: ClientId,
  messages: Schema.Int,
  /** Who wrote the latest message; null when it has no sender, or does not open any more. */
  from: Schema.NullOr(Participant),
  filedByPerson: Schema.Boolean,
  lastSyncedAt: Schema.DateTimeUtcFromString,
  /** Those of the documents asked for that are messages of this thread; empty when none were asked for. */
  asked: Schema.Array(DocumentId)
})
export type MailThread = typeof MailThread.Type

/** The most documents a list of threads may be asked for at once. */
export const maxAskedDocuments = 100

/** Ids in one query parameter, separated by commas. */
export const AskedDocuments = Schema.String.pipe(
  Schema.decodeTo(
    Schema.Array(DocumentId).check(Schema.isMaxLength(maxAskedDocuments)),
    SchemaTransformation.transform<ReadonlyArray<string>, string>({
      decode: (text) => text.split(","),
      encode: (ids) => ids.join(",")
    })
  )
)

/** Latest first; `threads` and `messages` count all of the client, on other pages too. */
export const ThreadPage = Schema.Struct({
  items: Schema.Array(MailThread),
  nextCursor: Schema.NullOr(Cursor),
  threads: Schema.Int,
  messages: Schema.Int
})
export type ThreadPage = typeof ThreadPage.Type

/** What a span of the evidence says: the row of evidence, and the part of the graph that rests on it. */
export const Finding = Schema.Union([
  Schema.Struct({ kind: Schema.Literal("entity"), evidenceId: MentionId, entityId: EntityId }),
  Schema.Struct({ kind: Schema.Literal("relation"), evidenceId: RelationEvidenceId, relationId: RelationId })
])
export type Finding = typeof Finding.Type

/** One message of a thread, as the document it became. `removedAt`: since when it is not in the mailbox any more. */
export const ThreadMessage = Schema.Struct({
  documentId: DocumentId,
  sourceId: Schema.String,
  /** The order of first sight, never renumbered. */
  ingestSeq: Schema.Int,
  sortKey: Schema.String,
  sentAt: Schema.NullOr(Schema.DateTimeUtcFromString),
  removedAt: Schema.NullOr(Schema.DateTimeUtcFromString),
  /** Null when nobody is named, or the message does not open any more. */
  from: Schema.NullOr(Participant),
  /** What stands in the graph because of this message. */
  findings: Schema.Array(Finding)
})
export type ThreadMessage = typeof ThreadMessage.Type

/** In reading order: by `sortKey`. */
export const ThreadDetail = Schema.Struct({ thread: MailThread, messages: Schema.Array(ThreadMessage) })
export type ThreadDetail = typeof ThreadDetail.Type

import { ClientId, ConnectionId, DocumentId } from "@beep/kernel/ids"
import { Schema } from "effect"

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
  filedUnder: Schema.NullOr(ClientId)
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
  filedByPerson: Schema.Boolean,
  lastSyncedAt: Schema.DateTimeUtcFromString
})
export type MailThread = typeof MailThread.Type

/** One message of a thread, as the document it became. `removedAt`: since when it is not in the mailbox any more. */
export const ThreadMessage = Schema.Struct({
  documentId: DocumentId,
  sourceId: Schema.String,
  /** The order of first sight, never renumbered. */
  ingestSeq: Schema.Int,
  sortKey: Schema.String,
  sentAt: Schema.NullOr(Schema.DateTimeUtcFromString),
  removedAt: Schema.NullOr(Schema.DateTimeUtcFromString)
})
export type ThreadMessage = typeof ThreadMessage.Type

/** In reading order: by `sortKey`. */
export const ThreadDetail = Schema.Struct({ thread: MailThread, messages: Schema.Array(ThreadMessage) })
export type ThreadDetail = typeof ThreadDetail.Type

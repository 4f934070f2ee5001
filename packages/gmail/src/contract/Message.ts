/** A message of a mailbox and the thread it belongs to. */
export interface MessageKey {
  readonly messageId: string
  readonly threadId: string
}

/** One message as it lies in the mailbox; `raw` are the bytes as they were received. */
export interface RawMessage extends MessageKey {
  readonly historyId: string
  /** Epoch milliseconds. */
  readonly internalDate: number | null
  readonly labels: ReadonlyArray<string>
  readonly raw: Uint8Array
}

export interface MessagePage {
  readonly messages: ReadonlyArray<MessageKey>
  readonly nextPageToken: string | null
  /** Google's own estimate of all pages together. */
  readonly estimate: number | null
}

/** What became of a message since a history id. A label that hides it counts as removed (`TRASH`, `SPAM`), one taken off as added. */
export interface HistoryPage {
  readonly changes: ReadonlyArray<MessageKey & { readonly change: "added" | "removed" }>
  readonly nextPageToken: string | null
  readonly historyId: string
}

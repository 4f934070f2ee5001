import type { ConnectionId } from "@beep/kernel/ids"

/** Where bytes come from. An upload is known by its bytes; a message by its mailbox and id, whatever its bytes become. */
export type DocumentOrigin =
  | { readonly sourceType: "upload" }
  | {
      readonly sourceType: "gmail"
      readonly providerAccountId: ConnectionId
      readonly messageId: string
      readonly threadId: string
      /** Epoch milliseconds, when Gmail says so. */
      readonly internalDate: number | null
      readonly historyId: string | null
    }

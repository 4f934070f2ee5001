import { Schema } from "effect"

/** How a client's link to QuickBooks stands, in the words of the client list (runway.md 1.5). `never_synced` is linked but without a first sync. */
export const ConnectionState = Schema.Literals(["connected", "syncing", "needs_reconnect", "never_synced", "disconnected"])
export type ConnectionState = typeof ConnectionState.Type

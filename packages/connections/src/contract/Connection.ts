import { ClientId, ConnectionId } from "@beep/kernel/ids"
import { Schema } from "effect"

export const ConnectionStatus = Schema.Literals([
  "never",
  "connected",
  "expiring",
  "needs_reconnect",
  "disconnected",
  "revoked",
  "error"
])
export type ConnectionStatus = typeof ConnectionStatus.Type

export const Provider = Schema.Literals(["intuit", "google"])
export type Provider = typeof Provider.Type

/**
 * What a member may know of a client's link to QuickBooks: no token, no company id.
 * `connectionId` is null while `status` is `never`. `renewBy` is when the consent ends
 * unless it is used before (Intuit: 100 days, rolling).
 */
export const Connection = Schema.Struct({
  connectionId: Schema.NullOr(ConnectionId),
  clientId: ClientId,
  provider: Provider,
  status: ConnectionStatus,
  connectedAt: Schema.NullOr(Schema.DateTimeUtcFromString),
  lastRefreshAt: Schema.NullOr(Schema.DateTimeUtcFromString),
  renewBy: Schema.NullOr(Schema.DateTimeUtcFromString),
  lastErrorCode: Schema.NullOr(Schema.String)
})
export type Connection = typeof Connection.Type

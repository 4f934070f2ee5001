import { ClientId, ConnectionId } from "@beep/kernel/ids"
import { Schema } from "effect"

/** What of a status is stored: `never` has no row, `expiring` follows from the clock. */
export const StoredStatus = Schema.Literals(["connected", "expiring", "needs_reconnect", "disconnected", "revoked", "error"])
export type StoredStatus = typeof StoredStatus.Type

const instant = Schema.NullOr(Schema.DateTimeUtcFromDate)
const bytes = Schema.NullOr(Schema.Uint8Array)

export const ConnectionRow = Schema.Struct({
  connection_id: ConnectionId,
  client_id: ClientId,
  status: StoredStatus,
  realm_sealed: Schema.Uint8Array,
  access_sealed: bytes,
  access_expires_at: instant,
  refresh_sealed: bytes,
  refresh_expires_at: instant,
  previous_refresh_sealed: bytes,
  previous_refresh_until: instant,
  connected_at: Schema.DateTimeUtcFromDate,
  last_refresh_at: instant,
  last_error_code: Schema.NullOr(Schema.String),
  version: Schema.Int
})
export type ConnectionRow = typeof ConnectionRow.Type

/** A pair of tokens as it is stored. */
export interface SealedPair {
  readonly access: Uint8Array
  readonly accessExpiresAt: Date
  readonly refresh: Uint8Array
  readonly refreshExpiresAt: Date
}

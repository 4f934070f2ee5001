import type { ClientId } from "@beep/kernel/ids"
import { DateTime } from "effect"
import type { Connection } from "../contract/Connection.ts"
import type { ConnectionRow } from "./internal/ConnectionRow.ts"

/** A link is shown as expiring this long before its consent ends (runway.md 6.1). */
const warnAhead = { days: 14 } as const

export const noConnection = (clientId: ClientId): Connection => ({
  connectionId: null,
  clientId,
  provider: "intuit",
  status: "never",
  connectedAt: null,
  lastRefreshAt: null,
  renewBy: null,
  lastErrorCode: null
})

export const connectionView = (row: ConnectionRow, now: DateTime.Utc): Connection => {
  const ends = row.refresh_expires_at
  const isEnding = row.status === "connected" && ends !== null && DateTime.isLessThan(ends, DateTime.add(now, warnAhead))
  return {
    connectionId: row.connection_id,
    clientId: row.client_id,
    provider: "intuit",
    status: isEnding ? "expiring" : row.status,
    connectedAt: row.connected_at,
    lastRefreshAt: row.last_refresh_at,
    renewBy: ends,
    lastErrorCode: row.last_error_code
  }
}

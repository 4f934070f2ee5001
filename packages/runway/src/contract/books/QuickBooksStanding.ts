import { ConnectionStatus } from "@beep/connections/contract/Connection"
import { ClientId } from "@beep/kernel/ids"
import { TimeZoneName } from "@beep/kernel/LocalDate"
import { Schema } from "effect"
import { TieOutOutcome } from "../tieout/TieOutSection.ts"

const instant = Schema.NullOr(Schema.DateTimeUtcFromString)

/**
 * How one client stands with QuickBooks. `lastSyncAt`: the end of the last sync that read something; `syncing`: one is
 * under way. `errorCode`: why the last one read nothing, from the closed list of the sync. `heldUntil`: QuickBooks failed
 * for this company so often that nothing is asked before then.
 */
export const QuickBooksStanding = Schema.Struct({
  clientId: ClientId,
  name: Schema.String,
  timezone: TimeZoneName,
  connection: ConnectionStatus,
  syncing: Schema.Boolean,
  lastSyncAt: instant,
  errorCode: Schema.NullOr(Schema.String),
  lastComparedAt: instant,
  lastOutcome: Schema.NullOr(TieOutOutcome),
  heldUntil: instant
})
export type QuickBooksStanding = typeof QuickBooksStanding.Type

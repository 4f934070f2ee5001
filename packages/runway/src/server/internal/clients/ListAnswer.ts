import { ClientId } from "@beep/kernel/ids"
import { LocalDate } from "@beep/kernel/LocalDate"
import { Schema } from "effect"
import { ClientCounts } from "../../../contract/clients/ClientListItem.ts"
import { ConnectionState } from "../../../contract/clients/ConnectionState.ts"
import { ConfidenceLevel } from "../../../contract/runway/confidence.ts"
import { Band, BurnBasis, RunwayState } from "../../../contract/runway/RunwayView.ts"
import { ListKey } from "./listCursor.ts"

/** Codes that `runway.client_list` answers in `needs`: the truth about who needs attention stands there. */
export const Need = Schema.Literals(["needs_reconnect", "overdrawn", "runway_red", "stale_data"])

/** The computed part is null as a whole for a client whose runway was never computed. */
export const ListRow = Schema.Struct({
  clientId: ClientId,
  kind: Schema.Literals(["business", "household"]),
  name: Schema.String,
  connection: Schema.NullOr(ConnectionState),
  asOfDate: Schema.NullOr(LocalDate),
  state: Schema.NullOr(RunwayState),
  burnBasis: Schema.NullOr(BurnBasis),
  days: Schema.NullOr(Schema.Int),
  coveredUntil: Schema.NullOr(LocalDate),
  band: Schema.NullOr(Band),
  critical: Schema.NullOr(Schema.Boolean),
  confidence: Schema.NullOr(ConfidenceLevel),
  stale: Schema.Boolean,
  billsOverdue: Schema.NullOr(Schema.Int),
  billsDue7: Schema.NullOr(Schema.Int),
  invoicesOverdue: Schema.NullOr(Schema.Int),
  syncedAt: Schema.NullOr(Schema.DateTimeUtcFromString),
  workedAt: Schema.NullOr(Schema.DateTimeUtcFromString),
  workedBy: Schema.NullOr(Schema.String),
  needs: Schema.Array(Need),
  key: ListKey
})
export type ListRow = typeof ListRow.Type

export const ListAnswer = Schema.Struct({ counts: ClientCounts, rows: Schema.Array(ListRow) })

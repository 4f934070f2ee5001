import { ClientKind } from "@beep/tenancy/contract/Client"
import { ClientId } from "@beep/kernel/ids"
import { LocalDate } from "@beep/kernel/LocalDate"
import { Schema } from "effect"
import { ConfidenceLevel } from "../runway/confidence.ts"
import { RunwayFigure } from "../runway/RunwayView.ts"
import { ConnectionState } from "./ConnectionState.ts"

/** Why a row asks for attention; the counts of bills and invoices are facts on the row and do not count as needing it (runway.md 1.5). */
export const AttentionCode = Schema.Literals([
  "needs_reconnect",
  "overdrawn",
  "runway_red",
  "payroll_at_risk",
  "critical_hygiene",
  "stale_data",
  "bills_overdue",
  "bills_due_7",
  "invoices_overdue"
])
export type AttentionCode = typeof AttentionCode.Type

export const Attention = Schema.Struct({ code: AttentionCode, count: Schema.NullOr(Schema.Int), needsAttention: Schema.Boolean })
export type Attention = typeof Attention.Type

/** Who last changed something for this client, and when. */
export const LastWorked = Schema.Struct({ at: Schema.DateTimeUtcFromString, by: Schema.String })

/** Who is done with the client this week, and since when. */
export const Reviewed = Schema.Struct({ at: Schema.DateTimeUtcFromString, by: Schema.String })
export type Reviewed = typeof Reviewed.Type

/** The runway of a row; `asOfDate` is the day it was computed for. */
export const ListedRunway = Schema.Struct({
  ...RunwayFigure.fields,
  asOfDate: LocalDate,
  stale: Schema.Boolean,
  confidence: ConfidenceLevel
})
export type ListedRunway = typeof ListedRunway.Type

/**
 * One client in the list. `runway` is null for a household, and for a business whose
 * runway was never computed.
 */
export const ClientListItem = Schema.Struct({
  clientId: ClientId,
  kind: ClientKind,
  name: Schema.String,
  connection: Schema.NullOr(ConnectionState),
  runway: Schema.NullOr(ListedRunway),
  attention: Schema.Array(Attention),
  lastSyncedAt: Schema.NullOr(Schema.DateTimeUtcFromString),
  lastWorked: Schema.NullOr(LastWorked),
  /** Null: nobody is done with it this week. */
  reviewed: Schema.NullOr(Reviewed)
})
export type ClientListItem = typeof ClientListItem.Type

/** Over all clients the member sees, whatever the filter. `other` is every business without a coloured band. */
export const ClientCounts = Schema.Struct({
  total: Schema.Int,
  needsAttention: Schema.Int,
  red: Schema.Int,
  yellow: Schema.Int,
  green: Schema.Int,
  other: Schema.Int,
  households: Schema.Int,
  /** Somebody worked on this week. */
  worked: Schema.Int,
  /** Somebody is done with this week. */
  reviewed: Schema.Int
})
export type ClientCounts = typeof ClientCounts.Type

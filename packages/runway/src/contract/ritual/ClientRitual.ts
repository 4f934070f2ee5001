import { AuditAction } from "@beep/audit/contract/AuditAction"
import { LocalDate } from "@beep/kernel/LocalDate"
import { Schema } from "effect"
import { Reviewed } from "../clients/ClientListItem.ts"
import { RitualWeek } from "../ClientsApi.ts"

/** How often the caller did something for the client this week, by the audit log, and when last. */
export const RitualStep = Schema.Struct({ action: AuditAction, count: Schema.Int, lastAt: Schema.DateTimeUtcFromString })
export type RitualStep = typeof RitualStep.Type

/** The caller's week with one client. `seconds` is the ritual time of runway.md 1.3, rounded down. */
export const ClientRitual = Schema.Struct({
  week: RitualWeek,
  seconds: Schema.Int,
  firstViewAt: Schema.NullOr(Schema.DateTimeUtcFromString),
  lastActionAt: Schema.NullOr(Schema.DateTimeUtcFromString),
  reviewed: Schema.NullOr(Reviewed),
  /** Changes alone, oldest first; what was merely looked at is not among them. */
  steps: Schema.Array(RitualStep)
})
export type ClientRitual = typeof ClientRitual.Type

/** The caller's week with all clients. A client without a measured time is in no percentile. */
export const WeekRitual = Schema.Struct({
  week: RitualWeek,
  measuredClients: Schema.Int,
  totalSeconds: Schema.Int,
  p50Seconds: Schema.NullOr(Schema.Int),
  p90Seconds: Schema.NullOr(Schema.Int)
})
export type WeekRitual = typeof WeekRitual.Type

export const ReviewOfWeek = Schema.Struct({ week: LocalDate, reviewed: Schema.NullOr(Reviewed) })
export type ReviewOfWeek = typeof ReviewOfWeek.Type

import { addDays, daysBetween, LocalDate } from "@beep/kernel/LocalDate"
import { Schema } from "effect"
import type { LedgerSnapshot } from "../ledger/LedgerSnapshot.ts"
import type { RunwaySettings } from "./RunwaySettings.ts"

/** The complete days the outflow is averaged over, both ends counted; `days` is 0 when there is no history yet, and then no date means anything. */
export const BurnWindow = Schema.Struct({ from: LocalDate, to: LocalDate, days: Schema.Int })
export type BurnWindow = typeof BurnWindow.Type

/**
 * W of runway.md 3.2: the 90 days before `asOf`, shortened to the history there is.
 * Without a first day of history the whole window was read and was complete.
 */
export const burnWindow = (snapshot: LedgerSnapshot, settings: RunwaySettings): BurnWindow => {
  const { historyFrom } = snapshot.coverage
  const available = historyFrom === null ? settings.burnWindowDays : Math.max(0, daysBetween(historyFrom, snapshot.asOf))
  const days = Math.min(settings.burnWindowDays, available)
  return { from: addDays(snapshot.asOf, -Math.max(days, 1)), to: addDays(snapshot.asOf, -1), days }
}

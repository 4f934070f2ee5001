import { DateTime } from "effect"
import type { HygieneRule } from "../Finding.ts"

/** runway.md 10.1 */
export const staleAfterHours = 24
export const criticalAfterHours = 72

const hourMillis = 3_600_000

/** HYG-24: the last good sync is more than a day old, or QuickBooks must be connected again; critical after three days. Nothing before the first sync. */
export const staleData: HygieneRule = ({ connection, now, snapshot: { syncedAt } }) => {
  if (syncedAt === null) return []
  const age = DateTime.toEpochMillis(now) - DateTime.toEpochMillis(syncedAt)
  const isBroken = connection === "needs_reconnect" || connection === "error"
  if (!isBroken && age <= staleAfterHours * hourMillis) return []
  const isCritical = age > criticalAfterHours * hourMillis
  return [
    {
      ruleId: "HYG-24",
      severity: isCritical ? "critical" : "high",
      key: "stale",
      records: [],
      amountMinor: null,
      date: null,
      facts: { hours: Math.floor(age / hourMillis), cause: isBroken ? "needs_reconnect" : "stale" },
      evidence: isCritical ? "critical" : "high"
    }
  ]
}

import type { Attention, AttentionCode, ClientListItem, ListedRunway } from "../../contract/clients/ClientListItem.ts"
import { fillOf, weeksOf } from "../../contract/runway/RunwayView.ts"
import type { ListRow } from "../internal/clients/ListAnswer.ts"

const runwayOf = (row: ListRow): ListedRunway | null => {
  const { asOfDate, band, burnBasis, confidence, coveredUntil, critical, days, stale, state } = row
  if (state === null || band === null || burnBasis === null || asOfDate === null || confidence === null || critical === null) return null
  return {
    state, burnBasis, days, coveredUntil, band, critical, asOfDate, stale, confidence,
    weeks: days === null ? null : weeksOf(days),
    fillPercent: days === null ? 0 : fillOf(days)
  }
}

const fact = (code: AttentionCode, count: number | null): ReadonlyArray<Attention> =>
  count === null || count === 0 ? [] : [{ code, count, needsAttention: false }]

/** The named projection of a row of the read model: what needs attention first, then the facts with their counts. */
export const listItem = (row: ListRow): ClientListItem => ({
  clientId: row.clientId,
  kind: row.kind,
  name: row.name,
  connection: row.connection,
  runway: runwayOf(row),
  attention: [
    ...row.needs.map((code) => ({ code, count: null, needsAttention: true })),
    ...fact("bills_overdue", row.billsOverdue),
    ...fact("bills_due_7", row.billsDue7),
    ...fact("invoices_overdue", row.invoicesOverdue)
  ],
  lastSyncedAt: row.syncedAt,
  lastWorked: row.workedAt === null || row.workedBy === null ? null : { at: row.workedAt, by: row.workedBy }
})

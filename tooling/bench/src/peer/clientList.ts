import { fillOf, weeksOf } from "@beep/runway/contract/runway/RunwayView"

/** What `runway.client_list` answers, as a careful author of plain TypeScript would write it down. */
export interface Row {
  readonly clientId: string
  readonly kind: string
  readonly name: string
  readonly connection: string | null
  readonly asOfDate: string | null
  readonly state: string | null
  readonly burnBasis: string | null
  readonly days: number | null
  readonly coveredUntil: string | null
  readonly band: string | null
  readonly critical: boolean | null
  readonly confidence: string | null
  readonly stale: boolean
  readonly billsOverdue: number | null
  readonly billsDue7: number | null
  readonly invoicesOverdue: number | null
  readonly syncedAt: string | null
  readonly workedAt: string | null
  readonly workedBy: string | null
  readonly needs: ReadonlyArray<string>
  readonly key: ReadonlyArray<string | number>
}

export interface Answer {
  readonly counts: Readonly<Record<string, number>>
  readonly rows: ReadonlyArray<Row>
}

const instant = (text: string | null) => (text === null ? null : new Date(text).toISOString())

const fact = (code: string, count: number | null) => (count === null || count === 0 ? [] : [{ code, count, needsAttention: false }])

const item = (row: Row) => ({
  clientId: row.clientId,
  kind: row.kind,
  name: row.name,
  connection: row.connection,
  runway: row.state === null
    ? null
    : {
      state: row.state, burnBasis: row.burnBasis, days: row.days, coveredUntil: row.coveredUntil, band: row.band,
      critical: row.critical, asOfDate: row.asOfDate, stale: row.stale, confidence: row.confidence,
      weeks: row.days === null ? null : weeksOf(row.days),
      fillPercent: row.days === null ? 0 : fillOf(row.days)
    },
  attention: [
    ...row.needs.map((code) => ({ code, count: null, needsAttention: true })),
    ...fact("bills_overdue", row.billsOverdue),
    ...fact("bills_due_7", row.billsDue7),
    ...fact("invoices_overdue", row.invoicesOverdue)
  ],
  lastSyncedAt: instant(row.syncedAt),
  lastWorked: row.workedAt === null || row.workedBy === null ? null : { at: instant(row.workedAt), by: row.workedBy }
})

export const page = (answer: Answer, limit: number) => {
  const rows = answer.rows.slice(0, limit)
  const last = answer.rows.length > limit ? rows[rows.length - 1] : undefined
  return { counts: answer.counts, items: rows.map(item), nextCursor: last === undefined ? null : JSON.stringify(["runway", last.key]) }
}

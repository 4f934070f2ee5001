import type { LocalDate } from "@beep/kernel/LocalDate"
import type { Client } from "@beep/tenancy/contract/Client"
import { DateTime, Effect, Option } from "effect"
import { progressOf, weekOf } from "../../contract/hygiene/progress.ts"
import type { UpcomingDocument } from "../../contract/hygiene/Tray.ts"
import { money } from "../../contract/wire.ts"
import { issueRows, type Place } from "../internal/hygiene/IssueRows.ts"
import type { SummaryRow } from "../internal/hygiene/SummaryRows.ts"
import { type RecordDetail, trayRecords } from "../internal/hygiene/TrayRecords.ts"
import { clientDecisions } from "../internal/onboarding/ClientDecisions.ts"
import { refKey } from "../../contract/hygiene/Finding.ts"
import { scoreFrom } from "./HygieneStandings.ts"
import type { KnownRecords } from "./IssueViews.ts"

/** Midnight of a day where the client is. */
const beginOf = (date: LocalDate, { timezone }: Client): DateTime.Utc =>
  DateTime.toUtc(DateTime.makeZonedUnsafe(date, { timeZone: timezone, adjustForTimeZone: true }))

/** What the tab shows above its list. */
export const trayHead = Effect.gen(function* () {
  const issues = yield* issueRows
  const records = yield* trayRecords
  const decisions = yield* clientDecisions

  const counted = Effect.fnUntraced(function* (
    place: Place,
    client: Client,
    today: LocalDate,
    summary: Option.Option<SummaryRow>
  ) {
    const { critical, high, low, medium } = Option.getOrElse(summary, () => ({ critical: 0, high: 0, medium: 0, low: 0 }))
    const { settled } = yield* issues.settledSince({ ...place, from: beginOf(weekOf(today), client) })
    return { counts: { critical, high, medium, low }, progress: progressOf(today, settled, critical + high + medium) }
  })

  /** `due` and their words: read with those of the issues. */
  const of = Effect.fnUntraced(function* (
    place: Place,
    client: Client,
    today: LocalDate,
    summary: Option.Option<SummaryRow>,
    due: ReadonlyArray<RecordDetail>,
    { words }: KnownRecords
  ) {
    const { payroll } = yield* decisions.find(place)
    return {
      ...(yield* counted(place, client, today, summary)),
      scannedAt: Option.getOrNull(Option.map(summary, ({ scannedAt }) => scannedAt)),
      syncedAt: Option.getOrNull(Option.flatMap(summary, ({ syncedAt }) => Option.fromNullOr(syncedAt))),
      score: Option.getOrNull(Option.map(summary, scoreFrom)),
      upcoming: due.flatMap((row): ReadonlyArray<UpcomingDocument> => {
        if (row.dueDate === null || row.open === null) return []
        const label = words.get(refKey(row))
        return [
          {
            entityType: row.entityType,
            qboId: row.qboId,
            partyName: label?.name ?? null,
            docNumber: label?.doc ?? null,
            dueDate: row.dueDate,
            open: money(row.open, row.currency ?? client.homeCurrency)
          }
        ]
      }),
      payrollOn: payroll === null || payroll.nextDate < today ? null : { date: payroll.nextDate, amount: payroll.amount }
    }
  })

  return { of, counted, upcoming: records.upcoming }
})

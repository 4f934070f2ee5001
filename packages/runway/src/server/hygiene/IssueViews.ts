import type { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { type Currency, Money } from "@beep/kernel/Money"
import { DateTime, Effect } from "effect"
import type { SqlError } from "effect/sql"
import { type RecordRef, refKey } from "../../contract/hygiene/Finding.ts"
import type { HygieneIssue, IssuePriority, IssueRecord } from "../../contract/hygiene/HygieneIssue.ts"
import { isStanding } from "../../contract/hygiene/IssueStatus.ts"
import { rules } from "../../contract/hygiene/Rule.ts"
import { deepLink } from "../../contract/ledger/LedgerRecordView.ts"
import { money } from "../../contract/wire.ts"
import { type IssueRow, type Place, severityOf } from "../internal/hygiene/IssueRows.ts"
import { type RecordDetail, trayRecords } from "../internal/hygiene/TrayRecords.ts"
import { LedgerReader } from "../internal/ledger/LedgerReader.ts"
import { QuickBooksPages } from "../digest/QuickBooksPages.ts"
import type { RecordLabel } from "../ledger/draft/DraftRecord.ts"

/** Records named on one issue; `recordCount` counts all. */
const namedRecords = 20

const masters: ReadonlySet<string> = new Set(["Account", "Customer", "Vendor"])

export interface ViewContext extends Place {
  readonly currency: Currency
  readonly scannedAt: DateTime.Utc
  readonly now: DateTime.Utc
}

/** Words and figures of records, by `type/id`. */
export interface KnownRecords {
  readonly details: ReadonlyMap<string, RecordDetail>
  readonly words: ReadonlyMap<string, RecordLabel>
}

const none: KnownRecords = { details: new Map(), words: new Map() }

const namedOf = (row: IssueRow): ReadonlyArray<RecordRef> =>
  row.records.slice(0, namedRecords).map(([entityType, qboId]): RecordRef => ({ entityType, qboId }))

/** Issues as the wire has them: with the names of their records, which only the ledger's sealed pages hold. */
export const issueViews = Effect.gen(function* () {
  const reader = yield* LedgerReader
  const records = yield* trayRecords
  const pages = yield* QuickBooksPages

  /** Of the records named on issues, and of others. */
  const known = Effect.fnUntraced(function* (
    place: Place,
    rows: ReadonlyArray<IssueRow>,
    others: ReadonlyArray<RecordRef> = []
  ): Effect.fn.Return<KnownRecords, SqlError.SqlError, CurrentTenant> {
    const refs = [...new Map([...rows.flatMap(namedOf), ...others].map((ref) => [refKey(ref), ref])).values()]
    if (refs.length === 0) return none
    return { details: yield* records.details(place, refs), words: yield* reader.words(place.clientId, refs) }
  })

  const recordOf = (
    ref: RecordRef,
    detail: RecordDetail | undefined,
    words: RecordLabel | undefined,
    home: Currency
  ): IssueRecord => {
    const isMaster = masters.has(ref.entityType)
    const currency = detail?.currency ?? home
    const amount = (minor: bigint | null | undefined): Money | null =>
      minor === null || minor === undefined ? null : money(minor, currency)
    return {
      ...ref,
      title: (isMaster ? words?.name : words?.doc) ?? null,
      partyName: isMaster ? null : (words?.name ?? null),
      date: detail?.date ?? null,
      dueDate: detail?.dueDate ?? null,
      amount: amount(detail?.amount),
      open: amount(detail?.open),
      deepLink: deepLink(pages, ref.entityType, ref.qboId)
    }
  }

  const of = (
    context: ViewContext,
    rows: ReadonlyArray<IssueRow>,
    { details, words }: KnownRecords,
    priorities: ReadonlyMap<string, IssuePriority> = new Map()
  ): ReadonlyArray<HygieneIssue> =>
    rows.map((row): HygieneIssue => {
      const { cashRelevant, effect, fixes, place } = rules[row.ruleId]
      const priority = priorities.get(row.issueId)
      const canUndo = row.undoUntil !== null && !DateTime.isGreaterThan(context.now, row.undoUntil)
      return {
        issueId: row.issueId,
        version: row.version,
        ruleId: row.ruleId,
        severity: severityOf(row),
        status: row.status,
        cashRelevant,
        effect,
        place,
        facts: row.facts,
        records: namedOf(row).map((ref) => recordOf(ref, details.get(refKey(ref)), words.get(refKey(ref)), context.currency)),
        recordCount: row.records.length,
        amount: row.amountMinor === null ? null : money(row.amountMinor, context.currency),
        date: row.date,
        firstSeenAt: row.firstSeenAt,
        lastSeenAt: isStanding(row.status) ? context.scannedAt : row.lastSeenAt,
        resolvedAt: row.resolvedAt,
        reviewReason: row.reviewReason,
        snoozedUntil: row.snoozedUntil,
        undoUntil: canUndo ? row.undoUntil : null,
        // A fix is for one record; an issue that does not stand offers none.
        fixes: row.status === "open" || row.status === "reopened" ? fixes : [],
        ...(priority === undefined ? {} : { priority })
      }
    })

  return { of, known }
})

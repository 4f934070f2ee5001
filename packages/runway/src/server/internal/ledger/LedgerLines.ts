import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { ClientId } from "@beep/kernel/ids"
import type { LocalDate } from "@beep/kernel/LocalDate"
import { decoded } from "@beep/sql/query"
import { Context, type DateTime, Effect, Layer, type Option, Schema } from "effect"
import { SqlClient, type SqlError, SqlSchema } from "effect/sql"
import { longHistoryDays } from "../../sync/syncSteps.ts"
import { AccountLines, type LedgerLine, LineRow } from "./LedgerLine.ts"
import { pageLabels } from "./pageLabels.ts"
import { knownAtOf } from "./knownAt.ts"
import { type StoredRecord, StoredRow } from "./StoredRecord.ts"

/** Lines held at once. */
const perFetch = 5_000

const decodeLines = Schema.decodeUnknownEffect(Schema.Array(LineRow))

export interface LinesAsked {
  readonly clientId: ClientId
  /** The last day of the ledger report: its lines and those of the thirteen months before it are read. */
  readonly to: LocalDate
  /** The versions known then; the present when absent. */
  readonly knownAt: Option.Option<DateTime.Utc>
}

type Read<A, E = never, R = never> = Effect.Effect<A, E | SqlError.SqlError, R | CurrentTenant>

/**
 * Lines of the ledger report, inside the caller's tenant transaction: summed by PostgreSQL, or read once in pages and
 * handed on, so that memory does not grow with the books.
 *
 * @effect-expect-leaking CurrentTenant
 */
export class LedgerLines extends Context.Service<
  LedgerLines,
  {
    /** The lines of each account; `spokenFrom` is the first day the report speaks for, `yearStart` the first of the fiscal year. */
    totals(
      asked: LinesAsked,
      days: { readonly spokenFrom: LocalDate | null; readonly yearStart: LocalDate | null }
    ): Read<ReadonlyArray<AccountLines>>
    /** Those with an amount that cannot be kept, with their words. */
    rejected(asked: LinesAsked): Read<ReadonlyArray<StoredRecord>>
    /** Hands on the others day after day, earliest first, with their words; those of `keys` alone, which are accounts of the report. */
    eachDay<E, R>(
      asked: LinesAsked,
      keys: ReadonlyArray<string>,
      take: (date: LocalDate, lines: ReadonlyArray<LedgerLine>) => Effect.Effect<void, E, R>
    ): Read<void, E, R>
  }
>()("@beep/runway/internal/LedgerLines") {
  static readonly layer = Layer.effect(
    LedgerLines,
    Effect.gen(function* () {
      const sql = yield* SqlClient.SqlClient
      const labelsOf = yield* pageLabels
      const known = knownAtOf(sql)

      const among = ({ clientId, knownAt, to }: LinesAsked, organizationId: string) => sql`
        r.organization_id = ${organizationId}::uuid and r.client_id = ${clientId}::uuid and r.entity_type = 'GeneralLedgerLine'
          and not r.deleted and ${known(knownAt)} and r.txn_date between ${to}::date - ${longHistoryDays}::integer and ${to}::date`

      const totals = Effect.fn("LedgerLines.totals")(function* (
        asked: LinesAsked,
        { spokenFrom, yearStart }: { readonly spokenFrom: LocalDate | null; readonly yearStart: LocalDate | null }
      ) {
        const { organizationId } = yield* CurrentTenant
        return yield* decoded(
          SqlSchema.findAll({
            Request: Schema.Void,
            Result: AccountLines,
            execute: () => sql`
              select key as "accountKey", account_id, count(*) filter (where not rejected)::int as lines,
                count(*) filter (where not rejected and spoken)::int as "spokenLines",
                coalesce(sum(amount_minor) filter (where not rejected and spoken), 0)::text as "spokenMinor",
                coalesce(sum(amount_minor) filter (where not rejected and spoken and txn_date < ${yearStart}::date), 0)::text as "earlierMinor",
                count(*) filter (where rejected)::int as rejected
              from (
                select r.facts ->> 'accountKey' as key, r.account_id, r.amount_minor, r.txn_date, r.facts ? 'rejected' as rejected,
                  ${spokenFrom}::date is not null and r.txn_date >= ${spokenFrom}::date as spoken
                from runway.ledger_record r where ${among(asked, organizationId)}
              ) lines
              group by key, account_id order by key, account_id`
          })()
        )
      })

      const rejected = Effect.fn("LedgerLines.rejected")(function* (asked: LinesAsked) {
        const { organizationId } = yield* CurrentTenant
        const rows = yield* decoded(
          SqlSchema.findAll({
            Request: Schema.Void,
            Result: StoredRow,
            execute: () => sql`
              select entity_type, qbo_id, txn_date, due_date, party_id, account_id, currency, amount_minor, open_minor, home_amount_minor,
                home_open_minor, active, facts, page_id, page_position
              from runway.ledger_record r where ${among(asked, organizationId)} and r.facts ? 'rejected' order by qbo_id`
          })()
        )
        const labelOf = yield* labelsOf(organizationId, asked.clientId, rows)
        return rows.map((row): StoredRecord => ({ ...row, label: labelOf(row) }))
      })

      const eachDay = Effect.fn("LedgerLines.eachDay")(function* <E, R>(
        asked: LinesAsked,
        keys: ReadonlyArray<string>,
        take: (date: LocalDate, lines: ReadonlyArray<LedgerLine>) => Effect.Effect<void, E, R>
      ) {
        const { organizationId } = yield* CurrentTenant
        if (keys.length === 0) return
        // A cursor: all pages are of one moment, and the days come off the index in order, once.
        yield* sql`
          declare ledger_lines no scroll cursor for
          select r.qbo_id, r.txn_date, r.account_id, r.amount_minor, r.facts, r.page_id, r.page_position
          from runway.ledger_record r where ${among(asked, organizationId)} and not r.facts ? 'rejected'
            and r.facts ->> 'accountKey' in (select jsonb_array_elements_text(${JSON.stringify(keys)}::text::jsonb))
          order by r.txn_date`.unprepared
        let [date, ofDay]: [LocalDate | undefined, Array<LedgerLine>] = [undefined, []]
        while (true) {
          const found = yield* sql`fetch ${sql.literal(String(perFetch))} from ledger_lines`.unprepared
          const rows = yield* decoded(decodeLines(found))
          if (rows.length === 0) break
          const labelOf = yield* labelsOf(organizationId, asked.clientId, rows)
          const days: Array<readonly [LocalDate, ReadonlyArray<LedgerLine>]> = []
          for (const row of rows) {
            const { page_id: _page, page_position: _position, ...line } = row
            if (date !== undefined && line.txn_date !== date) {
              days.push([date, ofDay])
              ofDay = []
            }
            date = line.txn_date
            ofDay.push({ ...line, label: labelOf(row) })
          }
          for (const [day, lines] of days) yield* take(day, lines)
        }
        if (date !== undefined) yield* take(date, ofDay)
        yield* sql`close ledger_lines`.unprepared
      })

      return LedgerLines.of({ totals, rejected, eachDay })
    })
  )
}

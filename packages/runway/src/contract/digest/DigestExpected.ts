import { LocalDate } from "@beep/kernel/LocalDate"
import { Money } from "@beep/kernel/Money"
import { Schema } from "effect"
import { Cadence } from "../completeness/Cadence.ts"
import { expectedItems } from "../completeness/expectedItems.ts"
import { PaidBy } from "../completeness/Outgoing.ts"
import { LedgerEntityType, QboId } from "../ledger/QboId.ts"
import type { RunwayResult } from "../runway/derive.ts"
import { money } from "../wire.ts"

/** A row of the ledger a regular payment was learned from; `entityType` is null for what QuickBooks keeps in its reports alone, a pay cheque. */
export const LearnedRow = Schema.Struct({
  key: Schema.String,
  entityType: Schema.NullOr(LedgerEntityType),
  qboId: Schema.NullOr(QboId),
  date: LocalDate,
  amount: Money
})
export type LearnedRow = typeof LearnedRow.Type

/**
 * A regular payment that is expected and not seen (beyond.md 9). `amount` is the median of the
 * rows it was learned from, `least` and `most` are how far they spread. No figure counts it.
 */
export const DigestExpected = Schema.Struct({
  what: Schema.String,
  paidBy: PaidBy,
  cadence: Cadence,
  expectedOn: LocalDate,
  amount: Money,
  least: Money,
  most: Money,
  learnedFrom: Schema.Array(LearnedRow)
})
export type DigestExpected = typeof DigestExpected.Type

/** Null where the ledger was never read: then nobody can tell what is missing from it. */
export const expectedOf = ({ books, currency }: RunwayResult): ReadonlyArray<DigestExpected> | null =>
  expectedItems(books)?.map(({ amountMinor, cadence, expectedOn, learnedFrom, leastMinor, mostMinor, paidBy, payee }) => ({
    what: payee,
    paidBy,
    cadence,
    expectedOn,
    amount: money(amountMinor, currency),
    least: money(leastMinor, currency),
    most: money(mostMinor, currency),
    learnedFrom: learnedFrom.map((row) => ({
      key: row.key,
      entityType: row.source,
      qboId: row.qboId,
      date: row.date,
      amount: money(row.amountMinor, currency)
    }))
  })) ?? null

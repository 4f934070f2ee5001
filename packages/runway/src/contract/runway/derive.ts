import type { LocalDate } from "@beep/kernel/LocalDate"
import type { Currency } from "@beep/kernel/Money"
import { DateTime, Schema } from "effect"
import type { LedgerInput } from "../ledger/Coverage.ts"
import type { LedgerSnapshot } from "../ledger/LedgerSnapshot.ts"
import type { RejectedRecord } from "../ledger/RejectedRecord.ts"
import { burn, type Burn } from "./burn.ts"
import { type BurnWindow, burnWindow } from "./burnWindow.ts"
import { cashFigure, cashLines } from "./cash.ts"
import { type Confidence, confidenceOf, exceedsShare } from "./confidence.ts"
import { haltedOf, hasInput, missingOf, rejectedOf, requiredInputs } from "./coverageRules.ts"
import type { Figure, SumFigureId } from "./Figure.ts"
import { type FormulaInput, type FormulaResult, formulaVersion, runwayV1 } from "./formula.ts"
import { type OrderedBooks, orderedBooks } from "./orderedBooks.ts"
import { allPayables, billsDueFigure, nearPayables, overdueBillsFigure } from "./payables.ts"
import { exceedsRange } from "./range.ts"
import { ratio } from "./rational.ts"
import { allReceivables, countableReceivables, notDueInvoicesFigure, overdueInvoicesFigure } from "./receivables.ts"
import type { RunwaySettings } from "./RunwaySettings.ts"
import { type RunwayFigure, runwayFigure } from "./RunwayView.ts"

/** Why there is no number; the first that applies, in this order. */
export const UnknownReason = Schema.Literals([
  "never_synced",
  "amount_out_of_range",
  "inputs_missing",
  "no_cash_account",
  "only_restricted_accounts",
  "cash_rate_missing",
  "no_history"
])
export type UnknownReason = typeof UnknownReason.Type

export interface RunwayResult {
  readonly formulaVersion: typeof formulaVersion
  readonly asOf: LocalDate
  readonly currency: Currency
  readonly settings: RunwaySettings
  readonly runway: RunwayFigure
  readonly stale: boolean
  readonly confidence: Confidence
  /** Set exactly when `runway.state` is `unknown`. */
  readonly unknownBecause: UnknownReason | null
  /** Inputs of the formula that were never synced; never read as zero. */
  readonly missing: ReadonlyArray<LedgerInput>
  /** Records of these inputs with an amount that cannot be kept: what they belong to is null. */
  readonly rejected: ReadonlyArray<RejectedRecord>
  readonly window: BurnWindow
  /** What the formula was given and what it answered; null when it was not asked. */
  readonly computation: { readonly input: FormulaInput; readonly result: FormulaResult } | null
  /** Every figure with its rows; null where its input was not synced, or a record of it was rejected. */
  readonly figures: Readonly<Record<SumFigureId, Figure | null>>
  /** The books the figures were taken from, in display order. */
  readonly books: OrderedBooks
}

const unknownReason = (
  books: OrderedBooks,
  missing: ReadonlyArray<LedgerInput>,
  rejected: ReadonlyArray<RejectedRecord>,
  cash: Figure | null,
  window: BurnWindow
): UnknownReason | null => {
  if (books.syncedAt === null) return "never_synced"
  if (rejected.length > 0 || exceedsRange(books)) return "amount_out_of_range"
  if (missing.length > 0) return "inputs_missing"
  if (cash === null) {
    const lines = cashLines(books)
    if (lines.some((line) => line.role === "included")) return "cash_rate_missing"
    return lines.some((line) => line.role === "restricted") ? "only_restricted_accounts" : "no_cash_account"
  }
  return window.days === 0 ? "no_history" : null
}

/** The last instant at which what was read then is not stale. */
const freshUntil = (syncedAt: DateTime.Utc, settings: RunwaySettings): DateTime.Utc =>
  DateTime.add(syncedAt, { hours: settings.staleAfterHours })

const isStale = (snapshot: LedgerSnapshot, settings: RunwaySettings): boolean =>
  snapshot.syncedAt === null || DateTime.isGreaterThan(snapshot.readAt, freshUntil(snapshot.syncedAt, settings))

/** After which instant the same books say something else on the same day; null where only other books do. */
export const becomesStaleAfter = ({ books, settings, stale }: RunwayResult): DateTime.Utc | null =>
  stale || books.syncedAt === null ? null : freshUntil(books.syncedAt, settings)

/** More than a twentieth of the open value of either side has no date. */
const hasUndatedShare = (books: OrderedBooks): boolean =>
  [books.receivables, books.payables].some((side) => {
    const owed = side.filter((item) => item.entityType === "Invoice" || item.entityType === "Bill")
    const sum = (items: typeof owed): bigint => items.reduce((total, item) => total + (item.homeOpenMinor ?? 0n), 0n)
    return exceedsShare(sum(owed.filter((item) => item.dueDate === null)), sum(owed), 5n)
  })

const formulaInput = (
  settings: RunwaySettings,
  window: BurnWindow,
  figures: Readonly<{ cash: Figure; receivables: Figure; payables: Figure; outflow: Burn }>
): FormulaInput => ({
  cashMinor: figures.cash.amountMinor,
  receivablesMinor: figures.receivables.amountMinor,
  nearPayablesMinor: figures.payables.amountMinor,
  horizonDays: settings.apHorizonDays,
  billBurn: ratio(figures.outflow.bill.amountMinor, BigInt(window.days)),
  otherBurn: ratio(figures.outflow.other.amountMinor, BigInt(window.days))
})

/**
 * The runway of a client and every figure of the digest, each with the complete set
 * of ledger rows it is the sum of (runway.md 3, beyond.md 1). Pure: the same
 * snapshot and settings always give the same figures.
 */
export const derive = (snapshot: LedgerSnapshot, settings: RunwaySettings): RunwayResult => {
  const books = orderedBooks(snapshot)
  const window = burnWindow(snapshot, settings)
  const missing = missingOf(snapshot, requiredInputs(settings))
  const rejected = rejectedOf(snapshot, requiredInputs(settings))
  const cash = cashFigure(books)
  const receivables = countableReceivables(books, settings)
  const payables = nearPayables(books, settings)
  const outflow = hasInput(snapshot, "cash_movements") ? burn(snapshot.movements, window, settings) : null
  const unknownBecause = unknownReason(books, missing, rejected, cash, window)
  const input =
    unknownBecause === null && cash !== null && receivables !== null && payables !== null && outflow !== null
      ? formulaInput(settings, window, { cash, receivables, payables, outflow })
      : null
  const result = input === null ? null : runwayV1(input)
  const state = result?.state ?? "unknown"
  const exact = result !== null && (result.state === "covered" || result.state === "overdrawn") ? result.days : null
  const figures = {
    cash,
    receivables: allReceivables(books),
    payables: allPayables(books),
    countable_receivables: receivables,
    near_payables: payables,
    bill_outflow: outflow?.bill ?? null,
    other_outflow: outflow?.other ?? null,
    invoices_overdue: overdueInvoicesFigure(books),
    invoices_not_due: notDueInvoicesFigure(books),
    bills_overdue: overdueBillsFigure(books),
    bills_due_7: billsDueFigure(books, 7),
    bills_due_30: billsDueFigure(books, 30)
  }
  const stale = isStale(snapshot, settings)
  const cashGap = cash === null || snapshot.reportCashMinor === null ? 0n : cash.amountMinor - snapshot.reportCashMinor
  return {
    formulaVersion,
    asOf: snapshot.asOf,
    currency: snapshot.currency,
    settings,
    runway: runwayFigure(state, exact, snapshot.asOf, settings),
    stale,
    confidence: confidenceOf({
      short_history: window.days < Math.min(30, settings.burnWindowDays),
      stale_data: stale,
      undated_items: hasUndatedShare(books),
      cash_gap: exceedsShare(cashGap, snapshot.reportCashMinor ?? 0n, 1n),
      one_off_share: outflow !== null && exceedsShare(outflow.oneOffMinor, outflow.outflowMinor, 25n),
      halted_input: haltedOf(snapshot).length > 0,
      missing_exchange_rate: Object.values(figures).some((figure) =>
        figure?.leftOut.some((row) => row.reason === "no_exchange_rate")
      ),
      no_outflow: state === "not_burning" && settings.burnBasis === "gross",
      not_computed: state === "unknown"
    }),
    unknownBecause,
    missing,
    rejected,
    window,
    computation: input === null || result === null ? null : { input, result },
    figures,
    books
  }
}

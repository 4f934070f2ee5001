import type { LocalDate } from "@beep/kernel/LocalDate"
import type { CashMovement } from "../ledger/CashMovement.ts"
import type { LedgerSnapshot } from "../ledger/LedgerSnapshot.ts"
import { isLineItem, type OpenItem, type Payable, type Receivable, type ScheduledPayment } from "../ledger/OpenItem.ts"
import { burn, movementKey } from "../runway/burn.ts"
import { burnWindow } from "../runway/burnWindow.ts"
import type { RunwayResult } from "../runway/derive.ts"
import { type Figure, figureOf } from "../runway/Figure.ts"
import { runwayV1 } from "../runway/formula.ts"
import { orderedBooks } from "../runway/orderedBooks.ts"
import { nearPayables } from "../runway/payables.ts"
import { type Rational, ratio, subtract, zero } from "../runway/rational.ts"
import { countableReceivables } from "../runway/receivables.ts"
import type { RunwaySettings } from "../runway/RunwaySettings.ts"
import { attributionOrder, type BridgeCause, rankOf } from "./BridgeCause.ts"
import { type BookRow, type BridgeFigure, rowDifferences } from "./BookRow.ts"
import { type CashChange, cashChanges } from "./cashChanges.ts"
import { type Change, valueAt } from "./Change.ts"
import { itemChanges, type RecordFates, scheduledChanges } from "./itemChanges.ts"
import { movementChanges } from "./movementChanges.ts"

/** Minor units of the home currency; the outflows are totals over `windowDays`. */
export type Components = Readonly<Record<BridgeFigure, bigint>> & { readonly windowDays: number }

/** `days` is what the formula gives after this part less what it gave before; the parts sum to the whole change. */
export interface ExactPart {
  readonly cause: BridgeCause
  readonly days: Rational
  readonly change: Components
  readonly rows: ReadonlyArray<BookRow>
}

export interface ExactBridge {
  readonly from: Components & { readonly days: Rational | null }
  readonly to: Components & { readonly days: Rational | null }
  /** Every cause once, in the order in which they were applied. */
  readonly parts: ReadonlyArray<ExactPart>
}

export interface BridgeInput {
  readonly from: RunwayResult
  readonly to: RunwayResult
  /** The last day that was over when `from` was known. */
  readonly fullDay: LocalDate
  readonly fates: RecordFates
}

interface Changes {
  readonly receivables: ReadonlyArray<Change<OpenItem>>
  readonly payables: ReadonlyArray<Change<OpenItem>>
  readonly scheduled: ReadonlyArray<Change<ScheduledPayment>>
  readonly movements: ReadonlyArray<Change<CashMovement>>
  readonly cash: ReadonlyArray<CashChange>
}

interface Evaluated {
  readonly cashMinor: bigint
  readonly figures: Readonly<Record<Exclude<BridgeFigure, "cash">, Figure>>
  readonly windowDays: number
  readonly days: Rational | null
}

const isReceivable = (item: OpenItem): item is Receivable => item.entityType !== "Bill" && item.entityType !== "VendorCredit"
const isPayable = (item: OpenItem): item is Payable =>
  item.entityType === "Bill" || item.entityType === "VendorCredit" || isLineItem(item.entityType)

const present = <A>(changes: ReadonlyArray<Change<A>>, cause: BridgeCause): ReadonlyArray<A> =>
  changes.flatMap((change) => {
    const value = valueAt(change, cause)
    return value === null ? [] : [value]
  })

const nothing = (id: Figure["id"]): Figure => figureOf(id, "documents", [])

interface Moment {
  readonly cashMinor: bigint
  readonly books: LedgerSnapshot
  /** The day by which invoices are too old. */
  readonly agedOn: LocalDate
  readonly settings: RunwaySettings
}

const evaluate = ({ agedOn, books, cashMinor, settings }: Moment): Evaluated => {
  const ordered = orderedBooks(books)
  const window = burnWindow(books, settings)
  const outflow = burn(books.movements, window, settings)
  const countable = countableReceivables({ ...ordered, asOf: agedOn }, settings) ?? nothing("countable_receivables")
  const near = nearPayables(ordered, settings) ?? nothing("near_payables")
  const per = (figure: Figure): Rational => ratio(figure.amountMinor, BigInt(Math.max(window.days, 1)))
  const result = runwayV1({
    cashMinor,
    receivablesMinor: countable.amountMinor,
    nearPayablesMinor: near.amountMinor,
    horizonDays: settings.apHorizonDays,
    billBurn: per(outflow.bill),
    otherBurn: per(outflow.other)
  })
  return {
    cashMinor,
    figures: { countable_receivables: countable, near_payables: near, bill_outflow: outflow.bill, other_outflow: outflow.other },
    windowDays: window.days,
    days: result.state === "covered" || result.state === "overdrawn" ? result.days : null
  }
}

const componentsOf = ({ cashMinor, figures, windowDays }: Evaluated): Components => ({
  cash: cashMinor,
  countable_receivables: figures.countable_receivables.amountMinor,
  near_payables: figures.near_payables.amountMinor,
  bill_outflow: figures.bill_outflow.amountMinor,
  other_outflow: figures.other_outflow.amountMinor,
  windowDays
})

const difference = (after: Components, before: Components): Components => ({
  cash: after.cash - before.cash,
  countable_receivables: after.countable_receivables - before.countable_receivables,
  near_payables: after.near_payables - before.near_payables,
  bill_outflow: after.bill_outflow - before.bill_outflow,
  other_outflow: after.other_outflow - before.other_outflow,
  windowDays: after.windowDays - before.windowDays
})

const hasAll = ({ computation }: RunwayResult): boolean => computation !== null

const computedCash = ({ figures }: RunwayResult): bigint => figures.cash?.amountMinor ?? 0n

/**
 * Why the runway of two days is not the same, without a remainder (beyond.md 2). The books of the first day are turned
 * into those of the second one cause after the other, in `attributionOrder`; after each the formula is asked again, and
 * the difference is that cause's part. So the parts sum to the change exactly, in days and in every component, and the
 * rows of a part sum to its components. Where the formula has no number after a cause (nothing is used any more), that
 * part is zero and the next number carries the difference. Null where one of the days has no figures at all.
 */
export const bridgeOf = ({ fates, from, fullDay, to }: BridgeInput): ExactBridge | null => {
  if (!hasAll(from) || !hasAll(to)) return null
  const context = { from: from.books, to: to.books, fullDay, fates }
  const movements = movementChanges(context)
  const changes: Changes = {
    receivables: itemChanges(from.books.receivables, to.books.receivables, context),
    payables: itemChanges(from.books.payables, to.books.payables, context),
    scheduled: scheduledChanges(from.books.scheduledPayments, to.books.scheduledPayments, context),
    movements,
    cash: cashChanges(context, movements)
  }
  const inLater = new Set([
    ...Object.values(to.figures).flatMap((figure) => [...(figure?.rows ?? []), ...(figure?.leftOut ?? [])].map(({ key }) => key)),
    ...to.books.movements.map(movementKey)
  ])
  const base: LedgerSnapshot = {
    ...from.books,
    coverage: { ...to.books.coverage, historyFrom: from.books.coverage.historyFrom },
    rejected: []
  }
  const momentAfter = (cause: BridgeCause): Moment => {
    const passed = rankOf(cause) >= rankOf("days_passed")
    return {
      cashMinor: changes.cash.reduce(
        (sum, change) => (rankOf(change.cause) <= rankOf(cause) ? sum + change.row.changeMinor : sum),
        computedCash(from)
      ),
      books: {
        ...base,
        ...(passed ? { asOf: to.asOf, coverage: to.books.coverage } : {}),
        receivables: present(changes.receivables, cause).filter(isReceivable),
        payables: present(changes.payables, cause).filter(isPayable),
        scheduledPayments: present(changes.scheduled, cause),
        movements: present(changes.movements, cause)
      },
      agedOn: rankOf(cause) >= rankOf("slipped") ? to.asOf : from.asOf,
      settings: cause === "rule_change" ? to.settings : from.settings
    }
  }
  const first = evaluate({ cashMinor: computedCash(from), books: { ...base }, agedOn: from.asOf, settings: from.settings })
  let before = first
  let shown = first.days
  const parts = attributionOrder.map((cause): ExactPart => {
    const after = evaluate(momentAfter(cause))
    const days = after.days === null || shown === null ? zero : subtract(after.days, shown)
    const rows = [
      ...changes.cash.flatMap((change) => (change.cause === cause ? [change.row] : [])),
      ...(["countable_receivables", "near_payables", "bill_outflow", "other_outflow"] as const).flatMap((figure) =>
        rowDifferences(figure, before.figures[figure], after.figures[figure], (key) => inLater.has(key))
      )
    ]
    const part = { cause, days, change: difference(componentsOf(after), componentsOf(before)), rows }
    shown = after.days ?? shown
    before = after
    return part
  })
  return {
    from: { ...componentsOf(first), days: first.days },
    to: { ...componentsOf(before), days: before.days },
    parts
  }
}

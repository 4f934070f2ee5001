import type { LocalDate } from "@beep/kernel/LocalDate"
import { Schema } from "effect"
import { LedgerEntityType, type QboId } from "../ledger/QboId.ts"

/**
 * Every figure that can be opened. `receivables` and `payables` are all that is
 * open, as QuickBooks' own aging totals; `countable_receivables` (R) and
 * `near_payables` (P) are what runway.v1 takes from them.
 */
export const FigureId = Schema.Literals([
  "runway",
  "cash",
  "receivables",
  "payables",
  "countable_receivables",
  "near_payables",
  "bill_outflow",
  "other_outflow",
  "invoices_overdue",
  "invoices_not_due",
  "bills_overdue",
  "bills_due_7",
  "bills_due_30"
])
export type FigureId = typeof FigureId.Type

/** A figure that is a sum of ledger rows: every one but the runway itself, whose parts they are. */
export type SumFigureId = Exclude<FigureId, "runway">

/** Why a row adds to a figure. */
export const CountReason = Schema.Literals([
  "account_balance",
  "beginning_balance",
  "ledger_entry",
  "open_balance",
  "credit_memo",
  "unapplied_payment",
  "vendor_credit",
  "journal_credit",
  "line_credit",
  "floored_at_zero",
  "scheduled_payment",
  "outflow",
  "other_inflow",
  "inflow_beyond_outflow",
  "inflow_carried_in",
  "party_balance"
])
export type CountReason = typeof CountReason.Type

/** Why a row was looked at and left out. */
export const LeftOutReason = Schema.Literals([
  "account_excluded",
  "account_restricted",
  "overdue_beyond_limit",
  "overdue_not_counted",
  "undated",
  "due_after_horizon",
  "no_exchange_rate",
  "one_off",
  "internal_transfer",
  "inflow",
  "pays_after_horizon"
])
export type LeftOutReason = typeof LeftOutReason.Type

/**
 * Where a row stands in the books: a record, a movement of cash or a line of the
 * general ledger report. `Rule` rows (a floor, an offset) are made by the rule and
 * have no id.
 */
export const RowSource = Schema.Literals([...LedgerEntityType.literals, "CashMovement", "GeneralLedger", "Rule"])
export type RowSource = typeof RowSource.Type

export interface Row<Reason> {
  /** Unique inside one figure, stable over reads. */
  readonly key: string
  readonly source: RowSource
  readonly qboId: QboId | null
  readonly label: string
  readonly partyName: string | null
  /** The due date of an open document, the date of a movement, the day a report gives a balance for; null for a balance of the moment. */
  readonly date: LocalDate | null
  /** Signed contribution in the client's home currency. */
  readonly amountMinor: bigint
  readonly reason: Reason
}

/** `changes` is false for a row whose removal a floor would undo. */
export interface CountedRow extends Row<CountReason> {
  readonly changes: boolean
}

/** What a sum was taken from: documents, accounts and movements are the books' own; balances stand in where the documents were not synced. */
export const FigureBasis = Schema.Literals(["accounts", "general_ledger", "documents", "party_balances", "movements"])
export type FigureBasis = typeof FigureBasis.Type

/** The invariant of this file: `amountMinor` is the sum of `rows`, to the cent. */
export interface Figure {
  readonly id: SumFigureId
  readonly basis: FigureBasis
  readonly amountMinor: bigint
  readonly rows: ReadonlyArray<CountedRow>
  readonly leftOut: ReadonlyArray<Row<LeftOutReason>>
}

/** The only way to make a figure: its amount cannot differ from its rows. */
export const figureOf = (
  id: SumFigureId,
  basis: FigureBasis,
  rows: ReadonlyArray<CountedRow>,
  leftOut: ReadonlyArray<Row<LeftOutReason>> = []
): Figure => ({ id, basis, rows, leftOut, amountMinor: rows.reduce((sum, row) => sum + row.amountMinor, 0n) })

/** Documents, accounts or movements that count, without the rows a rule made. */
export const sourceRowCount = (figure: Figure): number => figure.rows.filter((row) => row.source !== "Rule").length

import { ClientId } from "@beep/kernel/ids"
import { LocalDate } from "@beep/kernel/LocalDate"
import { Currency, Money } from "@beep/kernel/Money"
import { Cursor } from "@beep/kernel/Page"
import { Schema } from "effect"
import { LedgerInput } from "../ledger/Coverage.ts"
import { QboId } from "../ledger/QboId.ts"
import { BurnWindow } from "../runway/burnWindow.ts"
import { UnknownReason } from "../runway/derive.ts"
import { CountReason, FigureBasis, FigureId, LeftOutReason, RowSource } from "../runway/Figure.ts"
import { RunwaySettings } from "../runway/RunwaySettings.ts"

/** An exact fraction as two whole numbers in text, with a decimal rounded down for reading. `minor` = minor units of the currency. */
export const ExactValue = Schema.Struct({
  numerator: Schema.BigIntFromString,
  denominator: Schema.BigIntFromString,
  unit: Schema.Literals(["minor", "minor_per_day", "days"]),
  decimal: Schema.String
})
export type ExactValue = typeof ExactValue.Type

/**
 * One row a figure rests on, as the ledger has it. `counts` false: looked at and left
 * out, for `reason`. A row of source `Rule` was made by the rule (a floor, an offset).
 */
export const DerivationRow = Schema.Struct({
  key: Schema.String,
  source: RowSource,
  qboId: Schema.NullOr(QboId),
  label: Schema.String,
  partyName: Schema.NullOr(Schema.String),
  date: Schema.NullOr(LocalDate),
  amount: Money,
  counts: Schema.Boolean,
  reason: Schema.Union([CountReason, LeftOutReason])
})
export type DerivationRow = typeof DerivationRow.Type

/**
 * A sum with its rows: those that count first, then those left out. `amount` is the
 * sum of all rows that count over all pages, whatever the page size.
 */
export const DerivationPart = Schema.Struct({
  figure: FigureId,
  title: Schema.String,
  rule: Schema.String,
  basis: FigureBasis,
  amount: Money,
  countingRows: Schema.Int,
  leftOutRows: Schema.Int,
  rows: Schema.Array(DerivationRow),
  nextCursor: Schema.NullOr(Cursor)
})
export type DerivationPart = typeof DerivationPart.Type

/** `figure` names the part whose sum is used here. */
export const DerivationStep = Schema.Struct({
  id: Schema.Literals([
    "cash",
    "countable_receivables",
    "available",
    "near_payables_per_day",
    "bill_outflow_per_day",
    "higher_of_two",
    "other_outflow_per_day",
    "used_per_day",
    "used_per_day_later",
    "days"
  ]),
  operator: Schema.Literals(["", "+", "=", "÷"]),
  figure: Schema.NullOr(FigureId),
  value: ExactValue
})
export type DerivationStep = typeof DerivationStep.Type

/** The same total as QuickBooks states it elsewhere; `difference` is ours minus theirs. */
export const TieOut = Schema.Struct({
  against: Schema.Literals(["customer_balances", "vendor_balances", "general_ledger", "balance_report"]),
  label: Schema.String,
  amount: Money,
  difference: Money
})
export type TieOut = typeof TieOut.Type

/**
 * Why a figure is what it is (beyond.md 1): the value, the steps to it and all
 * ledger rows under it, computed by the function that made the figure. `inputHash` is
 * the SHA-256 of everything the figures were computed from. `value` is null when there
 * is none; then `unknownBecause` and `missing` say why.
 */
export const Derivation = Schema.Struct({
  clientId: ClientId,
  figure: FigureId,
  title: Schema.String,
  rule: Schema.String,
  formulaVersion: Schema.Literal("runway.v1"),
  settings: RunwaySettings,
  asOfDate: LocalDate,
  currency: Currency,
  window: Schema.NullOr(BurnWindow),
  syncPoint: Schema.NullOr(Schema.String),
  dataAsOf: Schema.NullOr(Schema.DateTimeUtcFromString),
  inputHash: Schema.String,
  value: Schema.NullOr(ExactValue),
  unknownBecause: Schema.NullOr(UnknownReason),
  missing: Schema.Array(LedgerInput),
  steps: Schema.Array(DerivationStep),
  parts: Schema.Array(DerivationPart),
  tieOuts: Schema.Array(TieOut)
})
export type Derivation = typeof Derivation.Type

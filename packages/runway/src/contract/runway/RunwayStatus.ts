import { LocalDate } from "@beep/kernel/LocalDate"
import { Schema } from "effect"
import { LedgerInput } from "../ledger/Coverage.ts"
import { Confidence } from "./confidence.ts"
import { type RunwayResult, UnknownReason } from "./derive.ts"
import { PayrollBadge } from "./payrollBadge.ts"
import { RunwayFigure } from "./RunwayView.ts"

/**
 * The runway as every surface shows it (runway.md 1.6). `dataAsOf` is the end of the
 * last successful sync; `stale` when that is more than 24 hours ago. `unknownBecause`
 * is set exactly in state `unknown`, with the inputs that were never synced.
 */
export const RunwayStatus = Schema.Struct({
  ...RunwayFigure.fields,
  asOfDate: LocalDate,
  dataAsOf: Schema.NullOr(Schema.DateTimeUtcFromString),
  stale: Schema.Boolean,
  confidence: Confidence,
  payroll: Schema.NullOr(PayrollBadge),
  unknownBecause: Schema.NullOr(UnknownReason),
  missing: Schema.Array(LedgerInput),
  windowDays: Schema.Int
})
export type RunwayStatus = typeof RunwayStatus.Type

export const runwayStatus = (result: RunwayResult, payroll: PayrollBadge | null): RunwayStatus => ({
  ...result.runway,
  asOfDate: result.asOf,
  dataAsOf: result.books.syncedAt,
  stale: result.stale,
  confidence: result.confidence,
  payroll,
  unknownBecause: result.unknownBecause,
  missing: result.missing,
  windowDays: result.window.days
})

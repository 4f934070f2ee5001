import { LocalDate } from "@beep/kernel/LocalDate"
import { Schema } from "effect"
import { LedgerInput } from "../ledger/Coverage.ts"
import { Confidence } from "./confidence.ts"
import { type RunwayResult, UnknownReason } from "./derive.ts"
import { RunwayFigure } from "./RunwayView.ts"

/** Only with a confirmed payroll profile (runway.md 3.6); null until a client has one. */
export const PayrollBadge = Schema.Struct({ date: LocalDate, status: Schema.Literals(["ok", "at_risk"]) })

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

export const runwayStatus = (result: RunwayResult): RunwayStatus => ({
  ...result.runway,
  asOfDate: result.asOf,
  dataAsOf: result.books.syncedAt,
  stale: result.stale,
  confidence: result.confidence,
  payroll: null,
  unknownBecause: result.unknownBecause,
  missing: result.missing,
  windowDays: result.window.days
})

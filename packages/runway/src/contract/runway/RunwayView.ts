import { addDays, LocalDate } from "@beep/kernel/LocalDate"
import { Schema } from "effect"
import { floor, type Rational } from "./rational.ts"
import type { RunwaySettings } from "./RunwaySettings.ts"

export const RunwayState = Schema.Literals(["covered", "overdrawn", "not_burning", "unknown"])
export type RunwayState = typeof RunwayState.Type

export const Band = Schema.Literals(["red", "yellow", "green", "neutral"])
export type Band = typeof Band.Type

export const BurnBasis = Schema.Literals(["gross", "net"])
export type BurnBasis = typeof BurnBasis.Type

/** The widest runway the bar draws: 50 weeks. */
export const barDays = 350

/** Beyond this the end date says nothing; `coveredUntil` is null and the days stand alone. */
const lastDatedDay = 36_500

/**
 * The figure as the bar draws it (runway.md 1.6). `days` is floored, `weeks` is
 * `floor(days / 7 x 10) / 10`, both null where there is no number; `coveredUntil` is
 * `asOf + days` in the client's zone; `fillPercent` is the length of the bar, 0 to 100.
 */
export const RunwayFigure = Schema.Struct({
  state: RunwayState,
  burnBasis: BurnBasis,
  days: Schema.NullOr(Schema.Int),
  weeks: Schema.NullOr(Schema.Finite),
  coveredUntil: Schema.NullOr(LocalDate),
  band: Band,
  critical: Schema.Boolean,
  fillPercent: Schema.Finite
})
export type RunwayFigure = typeof RunwayFigure.Type

const clampedFloor = (days: Rational): number => {
  const value = floor(days)
  return value > BigInt(Number.MAX_SAFE_INTEGER) ? Number.MAX_SAFE_INTEGER : Number(value)
}

/** Tenths of a week, never rounded up: the multiplication comes first so that no binary fraction decides. */
export const weeksOf = (days: number): number => Math.floor((days * 10) / 7) / 10

export const bandOf = (days: number, settings: RunwaySettings): Band =>
  days < settings.redBelowDays ? "red" : days < settings.yellowBelowDays ? "yellow" : "green"

export const fillOf = (days: number): number => (days <= 0 ? 0 : Math.max(2, (Math.min(days, barDays) / barDays) * 100))

/** `days` is the exact number of the formula, null in the states that have none. */
export const runwayFigure = (
  state: RunwayState,
  exactDays: Rational | null,
  asOf: LocalDate,
  settings: RunwaySettings
): RunwayFigure => {
  if (state === "unknown" || state === "not_burning" || exactDays === null) {
    const green = state === "not_burning" && settings.burnBasis === "net"
    return {
      state,
      burnBasis: settings.burnBasis,
      days: null,
      weeks: null,
      coveredUntil: null,
      band: green ? "green" : "neutral",
      critical: false,
      fillPercent: 0
    }
  }
  const days = clampedFloor(exactDays)
  return {
    state,
    burnBasis: settings.burnBasis,
    days,
    weeks: weeksOf(days),
    coveredUntil: days > lastDatedDay ? null : addDays(asOf, days),
    band: state === "overdrawn" ? "red" : bandOf(days, settings),
    critical: state === "overdrawn" || days < settings.criticalBelowDays,
    fillPercent: fillOf(days)
  }
}

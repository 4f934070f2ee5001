import { add, compare, divide, isZero, max, multiply, type Rational, ratio, subtract, whole } from "./rational.ts"

export const formulaVersion = "runway.v1"

/** Amounts in minor units of one currency, burn in minor units per day (runway.md 3.2). */
export interface FormulaInput {
  /** C' — included cash less reserves; null when no usable balance exists. */
  readonly cashMinor: bigint | null
  /** R — receivables that count, never negative. */
  readonly receivablesMinor: bigint
  /** P — payables within the horizon, never negative. */
  readonly nearPayablesMinor: bigint
  /** H — days, positive. */
  readonly horizonDays: number
  /** bB — outflow that pays bills. */
  readonly billBurn: Rational
  /** bO — other operating outflow. */
  readonly otherBurn: Rational
}

interface Drains {
  readonly nearDrain: Rational
  readonly laterDrain: Rational
}

export type FormulaResult =
  | ({ readonly state: "unknown" | "not_burning" } & Drains)
  | ({ readonly state: "overdrawn" | "covered"; readonly days: Rational; readonly liquid: Rational } & Drains)

/**
 * `runway.v1` (runway.md 3.3), exactly:
 *
 *     L  = C' + R
 *     d1 = max(P / H, bB) + bO      daily drain during the first H days
 *     d2 = bB + bO                  daily drain afterwards
 *
 * Payables enter only above the usual bill-payment pace, so nothing is counted twice.
 * Continuous at day H; more cash or receivables never lowers the days, more payables
 * or burn never raises them.
 */
export const runwayV1 = (input: FormulaInput): FormulaResult => {
  const horizon = BigInt(input.horizonDays)
  const nearDrain = add(max(ratio(input.nearPayablesMinor, horizon), input.billBurn), input.otherBurn)
  const laterDrain = add(input.billBurn, input.otherBurn)
  const drains = { nearDrain, laterDrain }
  if (input.cashMinor === null) return { state: "unknown", ...drains }
  const liquid = whole(input.cashMinor + input.receivablesMinor)
  if (input.cashMinor < 0n) return { state: "overdrawn", days: whole(0n), liquid, ...drains }
  if (isZero(nearDrain)) return { state: "not_burning", ...drains }
  const usedByHorizon = multiply(nearDrain, whole(horizon))
  if (compare(liquid, usedByHorizon) < 0) return { state: "covered", days: divide(liquid, nearDrain), liquid, ...drains }
  if (isZero(laterDrain)) return { state: "not_burning", ...drains }
  const days = add(whole(horizon), divide(subtract(liquid, usedByHorizon), laterDrain))
  return { state: "covered", days, liquid, ...drains }
}

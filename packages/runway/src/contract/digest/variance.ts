import { Schema } from "effect"
import { runwayV1 } from "../runway/formula.ts"
import { floor, multiply, type Rational, ratio, subtract, whole, zero } from "../runway/rational.ts"

/** Why a runway differs from an earlier one, in the order in which inputs are replaced (runway.md 3.8). */
export const VarianceReason = Schema.Literals([
  "account_inclusion",
  "cash_balance",
  "receivables",
  "payables",
  "burn_rate",
  "data_correction"
])
export type VarianceReason = typeof VarianceReason.Type

/** What the formula is given, as a snapshot keeps it: minor units, the outflows over `windowDays`. */
export interface VarianceInput {
  readonly cashMinor: bigint
  readonly receivablesMinor: bigint
  readonly nearPayablesMinor: bigint
  readonly billOutflowMinor: bigint
  readonly otherOutflowMinor: bigint
  readonly windowDays: number
  readonly horizonDays: number
  /** Balances of the accounts that count, by account; null where an older snapshot did not keep them. */
  readonly accounts: ReadonlyMap<string, bigint> | null
}

/** `minor` is the change of the input: of `burn_rate` the change of what is used per day. */
export interface Contribution {
  readonly reason: VarianceReason
  readonly days: Rational
  readonly minor: bigint
}

export interface Variance {
  readonly days: Rational
  /** Every reason once, in its order; they sum to `days` exactly. */
  readonly contributions: ReadonlyArray<Contribution>
}

const perDay = (minor: bigint, days: number): Rational => ratio(minor, BigInt(Math.max(days, 1)))

const daysOf = (input: VarianceInput): Rational | null => {
  const result = runwayV1({
    cashMinor: input.cashMinor,
    receivablesMinor: input.receivablesMinor,
    nearPayablesMinor: input.nearPayablesMinor,
    horizonDays: input.horizonDays,
    billBurn: perDay(input.billOutflowMinor, input.windowDays),
    otherBurn: perDay(input.otherOutflowMinor, input.windowDays)
  })
  return result.state === "covered" || result.state === "overdrawn" ? result.days : null
}

/** What accounts that began or ceased to count did to the cash: those of now with what they hold, those of then with what they held. */
const inclusionMinor = (before: VarianceInput, after: VarianceInput): bigint => {
  const [then, now] = [before.accounts, after.accounts]
  if (then === null || now === null) return 0n
  const entered = [...now].reduce((sum, [id, minor]) => (then.has(id) ? sum : sum + minor), 0n)
  return [...then].reduce((sum, [id, minor]) => (now.has(id) ? sum : sum - minor), entered)
}

const used = ({ billOutflowMinor, otherOutflowMinor, windowDays }: VarianceInput): Rational =>
  perDay(billOutflowMinor + otherOutflowMinor, windowDays)

/**
 * Replaces the inputs of the earlier runway by those of the later one, one at a time and in the order of the reasons, and
 * computes anew after each. Null where one of the two has no number.
 */
export const varianceOf = (before: VarianceInput, after: VarianceInput): Variance | null => {
  const [first, last] = [daysOf(before), daysOf(after)]
  if (first === null || last === null) return null
  const moved = inclusionMinor(before, after)
  const steps: ReadonlyArray<readonly [VarianceReason, Partial<VarianceInput>, bigint]> = [
    ["account_inclusion", { cashMinor: before.cashMinor + moved }, moved],
    ["cash_balance", { cashMinor: after.cashMinor }, after.cashMinor - before.cashMinor - moved],
    ["receivables", { receivablesMinor: after.receivablesMinor }, after.receivablesMinor - before.receivablesMinor],
    ["payables", { nearPayablesMinor: after.nearPayablesMinor }, after.nearPayablesMinor - before.nearPayablesMinor],
    [
      "burn_rate",
      {
        billOutflowMinor: after.billOutflowMinor,
        otherOutflowMinor: after.otherOutflowMinor,
        windowDays: after.windowDays
      },
      floor(subtract(used(after), used(before)))
    ],
    ["data_correction", { horizonDays: after.horizonDays }, 0n]
  ]
  let [input, reached] = [before, first]
  const contributions = steps.map(([reason, replaced, minor]): Contribution => {
    input = { ...input, ...replaced }
    // Where nothing is used there is no number, and the next one carries the difference.
    const next = daysOf(input) ?? reached
    const days = subtract(next, reached)
    reached = next
    return { reason, days, minor }
  })
  return { days: subtract(last, first), contributions }
}

const size = ({ days }: Contribution): Rational => (days.num < 0n ? multiply(days, whole(-1n)) : days)

/** The reason that moved the most days, the first of equals; null where none moved any. */
export const largestOf = ({ contributions }: Variance): Contribution | null =>
  contributions.reduce<Contribution | null>((largest, one) => {
    const most = largest === null ? zero : size(largest)
    return subtract(size(one), most).num > 0n ? one : largest
  }, null)

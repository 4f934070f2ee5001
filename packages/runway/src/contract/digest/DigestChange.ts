import { LocalDate } from "@beep/kernel/LocalDate"
import { Money } from "@beep/kernel/Money"
import { Schema } from "effect"
import type { RunwayResult } from "../runway/derive.ts"
import { countedLines } from "../runway/cash.ts"
import { RunwayState } from "../runway/RunwayView.ts"
import { money } from "../wire.ts"
import { largestOf, type Variance, type VarianceInput, varianceOf, VarianceReason } from "./variance.ts"

const baseline = {
  /** The day of the last weekly snapshot, else of the earliest. */
  baselineDate: LocalDate,
  /** When it was computed: the digest of that instant can be asked for, and the bridge begins there. */
  baselineAt: Schema.DateTimeUtcFromString
}

/**
 * What changed since the last weekly snapshot (runway.md 1.10, 3.8). `days`: both have a number; `deltaDays` is the
 * difference of their whole days, `reason` the largest cause with the change of its input, `others` how many more there
 * are. `state`: one of them has none.
 */
export const DigestChange = Schema.Union([
  Schema.Struct({
    kind: Schema.Literal("days"),
    ...baseline,
    baselineDays: Schema.Int,
    deltaDays: Schema.Int,
    reason: Schema.NullOr(VarianceReason),
    reasonAmount: Schema.NullOr(Money),
    others: Schema.Int
  }),
  Schema.Struct({ kind: Schema.Literal("state"), ...baseline, from: RunwayState, to: RunwayState })
])
export type DigestChange = typeof DigestChange.Type

/** A snapshot as it was kept; `input` is null where one of its figures was not known. */
export interface Baseline {
  readonly asOf: LocalDate
  readonly computedAt: typeof Schema.DateTimeUtcFromString.Type
  readonly state: RunwayState
  readonly days: number | null
  readonly input: VarianceInput | null
}

/** The inputs of the formula now; null where one of them is not known. */
export const varianceInputOf = ({ books, computation, figures, settings, window }: RunwayResult): VarianceInput | null => {
  const { bill_outflow, cash, countable_receivables, near_payables, other_outflow } = figures
  if (computation === null || cash === null || countable_receivables === null || near_payables === null) return null
  if (bill_outflow === null || other_outflow === null) return null
  return {
    cashMinor: cash.amountMinor,
    receivablesMinor: countable_receivables.amountMinor,
    nearPayablesMinor: near_payables.amountMinor,
    billOutflowMinor: bill_outflow.amountMinor,
    otherOutflowMinor: other_outflow.amountMinor,
    windowDays: window.days,
    horizonDays: settings.apHorizonDays,
    accounts: new Map(countedLines(books).map(({ homeMinor, key }) => [key, homeMinor ?? 0n]))
  }
}

/** The causes of the change since a snapshot; null where one of the two has no number. */
export const varianceSince = (before: Baseline, result: RunwayResult): Variance | null => {
  const after = varianceInputOf(result)
  return before.input === null || after === null ? null : varianceOf(before.input, after)
}

export const changeOf = (before: Baseline | null, result: RunwayResult): DigestChange | null => {
  if (before === null) return null
  const since = { baselineDate: before.asOf, baselineAt: before.computedAt }
  const { days, state } = result.runway
  if (days === null || before.days === null) return { kind: "state", ...since, from: before.state, to: state }
  const variance = varianceSince(before, result)
  const largest = variance === null ? null : largestOf(variance)
  const moving = variance?.contributions.filter((one) => one.days.num !== 0n).length ?? 0
  return {
    kind: "days",
    ...since,
    baselineDays: before.days,
    deltaDays: days - before.days,
    reason: largest?.reason ?? null,
    reasonAmount: largest === null ? null : money(largest.minor, result.currency),
    others: Math.max(0, moving - 1)
  }
}

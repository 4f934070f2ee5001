import { digitsOf, type Currency } from "@beep/kernel/Money"
import type { RunwayResult } from "../runway/derive.ts"
import type { FigureId } from "../runway/Figure.ts"
import { add, max, type Rational, ratio, toDecimal, whole } from "../runway/rational.ts"
import type { DerivationStep, ExactValue } from "./Derivation.ts"

export const exactValue = (value: Rational, unit: ExactValue["unit"], currency: Currency): ExactValue => {
  const digits = digitsOf(currency)
  const shown = unit === "days" ? value : ratio(value.num, value.den * 10n ** BigInt(digits))
  return { numerator: value.num, denominator: value.den, unit, decimal: toDecimal(shown, unit === "days" ? 4 : digits) }
}

/** The steps of runway.v1 with their exact values, in the order they are read; empty when the formula was not asked. */
export const derivationSteps = (result: RunwayResult): ReadonlyArray<DerivationStep> => {
  if (result.computation === null) return []
  const { input, result: computed } = result.computation
  const step = (
    id: DerivationStep["id"],
    operator: DerivationStep["operator"],
    value: Rational,
    unit: ExactValue["unit"],
    figure: FigureId | null = null
  ): DerivationStep => ({ id, operator, figure, value: exactValue(value, unit, result.currency) })
  const cash = whole(input.cashMinor ?? 0n)
  const receivables = whole(input.receivablesMinor)
  const near = ratio(input.nearPayablesMinor, BigInt(input.horizonDays))
  const drains = [
    step("cash", "", cash, "minor", "cash"),
    step("countable_receivables", "+", receivables, "minor", "countable_receivables"),
    step("available", "=", add(cash, receivables), "minor"),
    step("near_payables_per_day", "", near, "minor_per_day", "near_payables"),
    step("bill_outflow_per_day", "", input.billBurn, "minor_per_day", "bill_outflow"),
    step("higher_of_two", "=", max(near, input.billBurn), "minor_per_day"),
    step("other_outflow_per_day", "+", input.otherBurn, "minor_per_day", "other_outflow"),
    step("used_per_day", "=", computed.nearDrain, "minor_per_day"),
    step("used_per_day_later", "", computed.laterDrain, "minor_per_day")
  ]
  return computed.state === "covered" || computed.state === "overdrawn"
    ? [...drains, step("days", "=", computed.days, "days")]
    : drains
}

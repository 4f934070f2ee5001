import { assert, describe, it } from "@effect/vitest"
import { Schema } from "effect"
import { type FormulaInput, runwayV1 } from "../../../src/contract/runway/formula.ts"
import {
  add,
  compare,
  divide,
  max,
  multiply,
  type Rational,
  ratio,
  subtract,
  whole
} from "../../../src/contract/runway/rational.ts"

const amount = (maximum: number) => Schema.Int.check(Schema.isBetween({ minimum: 0, maximum }))
const Inputs = Schema.Struct({
  cash: amount(20_000_000),
  receivables: amount(20_000_000),
  payables: amount(9_000_000),
  bill: amount(900_000),
  other: amount(900_000),
  window: Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 90 })),
  horizon: Schema.Int.check(Schema.isBetween({ minimum: 7, maximum: 60 })),
  more: Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 3_000_000 }))
})

const inputOf = (raw: typeof Inputs.Type): FormulaInput => ({
  cashMinor: BigInt(raw.cash),
  receivablesMinor: BigInt(raw.receivables),
  nearPayablesMinor: BigInt(raw.payables),
  horizonDays: raw.horizon,
  billBurn: ratio(BigInt(raw.bill), BigInt(raw.window)),
  otherBurn: ratio(BigInt(raw.other), BigInt(raw.window))
})

/** Longest first: no drain at all outlasts every number. */
const atLeast = (a: FormulaInput, b: FormulaInput): boolean => {
  const [left, right] = [runwayV1(a), runwayV1(b)]
  const daysOf = (result: typeof left): Rational | null =>
    result.state === "covered" || result.state === "overdrawn" ? result.days : null
  const [longer, shorter] = [daysOf(left), daysOf(right)]
  return longer === null || (shorter !== null && compare(longer, shorter) >= 0)
}

const property = (
  name: string,
  change: (input: FormulaInput, more: bigint) => readonly [longer: FormulaInput, shorter: FormulaInput]
): void =>
  it.prop(name, [Inputs], ([raw]) => {
    const [longer, shorter] = change(inputOf(raw), BigInt(raw.more))
    assert.isTrue(atLeast(longer, shorter))
  })

describe("P1-2.1 runway.v1 is monotone", () => {
  property("more cash never lowers the days", (input, more) => [{ ...input, cashMinor: (input.cashMinor ?? 0n) + more }, input])
  property("more receivables never lower the days", (input, more) => [
    { ...input, receivablesMinor: input.receivablesMinor + more },
    input
  ])
  property("more payables never raise the days", (input, more) => [
    input,
    { ...input, nearPayablesMinor: input.nearPayablesMinor + more }
  ])
  property("more bill burn never raises the days", (input, more) => [
    input,
    { ...input, billBurn: add(input.billBurn, ratio(more, 90n)) }
  ])
  property("more other burn never raises the days", (input, more) => [
    input,
    { ...input, otherBurn: add(input.otherBurn, ratio(more, 90n)) }
  ])

  it.prop("continuous where the horizon ends: both branches meet at exactly H days", [Inputs], ([raw]) => {
    const input = inputOf({ ...raw, other: raw.other + 1, receivables: 0 })
    const horizon = whole(BigInt(input.horizonDays))
    const near = add(max(ratio(input.nearPayablesMinor, BigInt(input.horizonDays)), input.billBurn), input.otherBurn)
    const boundary = multiply(near, horizon)
    const scale = boundary.den
    const at = (minor: bigint): Rational => {
      const result = runwayV1({
        ...input,
        cashMinor: minor,
        nearPayablesMinor: input.nearPayablesMinor * scale,
        billBurn: multiply(input.billBurn, whole(scale)),
        otherBurn: multiply(input.otherBurn, whole(scale))
      })
      if (result.state !== "covered") throw new Error(`expected a number, got ${result.state}`)
      return result.days
    }
    assert.deepStrictEqual(at(boundary.num), horizon)
    const oneStep = divide(whole(1n), multiply(near, whole(scale)))
    if (boundary.num > 0n) assert.deepStrictEqual(subtract(horizon, at(boundary.num - 1n)), oneStep)
  })

  it.prop("one step off the boundary moves the days by no more than one step's drain", [Inputs], ([raw]) => {
    const input = inputOf({ ...raw, other: raw.other + 90 * raw.window })
    const now = runwayV1(input)
    const next = runwayV1({ ...input, cashMinor: (input.cashMinor ?? 0n) + 1n })
    if (now.state !== "covered" || next.state !== "covered") throw new Error("a drain exists, so both are numbers")
    assert.isTrue(compare(subtract(next.days, now.days), ratio(1n, 90n)) <= 0)
  })
})

import { assert, describe, it } from "@effect/vitest"
import { Schema } from "effect"
import { largestOf, type VarianceInput, varianceOf } from "../../../src/contract/digest/variance.ts"
import { add, compare, ratio, subtract, toDecimal, zero } from "../../../src/contract/runway/rational.ts"
import { dollars } from "../../../src/testing/books.ts"

/** G3 of runway.md 3.3: 83.33 days. */
const g3: VarianceInput = {
  cashMinor: dollars(100_000),
  receivablesMinor: dollars(40_000),
  nearPayablesMinor: dollars(30_000),
  billOutflowMinor: dollars(45_000),
  otherOutflowMinor: dollars(90_000),
  windowDays: 90,
  horizonDays: 30,
  accounts: new Map([["Account:35", dollars(100_000)]])
}

const daysBy = (after: VarianceInput, before = g3) =>
  Object.fromEntries((varianceOf(before, after)?.contributions ?? []).map(({ days, reason }) => [reason, toDecimal(days, 2)]))

const amount = Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 90_000_000 }))
const Inputs = Schema.Struct({
  cash: amount,
  receivables: amount,
  payables: amount,
  bills: amount,
  other: amount,
  days: Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 90 })),
  accounts: Schema.Array(amount).check(Schema.isMaxLength(4))
})

const inputOf = (raw: typeof Inputs.Type): VarianceInput => ({
  cashMinor: BigInt(raw.cash),
  receivablesMinor: BigInt(raw.receivables),
  nearPayablesMinor: BigInt(raw.payables),
  billOutflowMinor: BigInt(raw.bills),
  otherOutflowMinor: BigInt(raw.other),
  windowDays: raw.days,
  horizonDays: 30,
  accounts: new Map(raw.accounts.map((minor, index) => [`Account:${index}`, BigInt(minor)]))
})

describe("P1-2.1 the change since the last weekly snapshot", () => {
  it("is divided as runway.md 3.8 has it: cash -3.33, receivables -4.00, together -7.33", () => {
    const after = {
      ...g3,
      cashMinor: dollars(95_000),
      receivablesMinor: dollars(34_000),
      accounts: new Map([["Account:35", dollars(95_000)]])
    }
    assert.deepStrictEqual(daysBy(after), {
      account_inclusion: "0.00",
      cash_balance: "-3.34",
      receivables: "-4.00",
      payables: "0.00",
      burn_rate: "0.00",
      data_correction: "0.00"
    })
    const variance = varianceOf(g3, after)
    assert.deepStrictEqual(variance?.days, ratio(-22n, 3n))
    assert.strictEqual(variance === null ? null : largestOf(variance)?.reason, "receivables")
  })

  it("tells an account that is counted now from money that came in", () => {
    const accounts = new Map([
      ["Account:35", dollars(101_000)],
      ["Account:36", dollars(9_000)]
    ])
    const after = { ...g3, cashMinor: dollars(110_000), accounts }
    assert.deepInclude(daysBy(after), { account_inclusion: "6.00", cash_balance: "0.66" })
    assert.deepInclude(daysBy(g3, after), { account_inclusion: "-6.00" })
    assert.deepInclude(daysBy(after, { ...g3, accounts: null }), { account_inclusion: "0.00", cash_balance: "6.66" })
  })

  it("names what is used per day by its change per day", () => {
    const after = { ...g3, otherOutflowMinor: dollars(90_000 + 240 * 90) }
    const burn = varianceOf(g3, after)?.contributions.find(({ reason }) => reason === "burn_rate")
    assert.strictEqual(burn?.minor, dollars(240))
    assert.isTrue((burn?.days.num ?? 0n) < 0n)
  })

  it("says by how much each input changed", () => {
    const after = {
      ...g3,
      cashMinor: dollars(111_000),
      receivablesMinor: dollars(34_000),
      nearPayablesMinor: dollars(37_000),
      accounts: new Map([
        ["Account:35", dollars(102_000)],
        ["Account:36", dollars(9_000)]
      ])
    }
    const changes = (varianceOf(g3, after)?.contributions ?? []).map(({ minor, reason }) => [reason, minor])
    assert.deepStrictEqual(changes, [
      ["account_inclusion", dollars(9_000)],
      ["cash_balance", dollars(2_000)],
      ["receivables", dollars(-6_000)],
      ["payables", dollars(7_000)],
      ["burn_rate", 0n],
      ["data_correction", 0n]
    ])
  })

  it("puts a longer horizon among the corrections, and the days still sum up", () => {
    // 30,000 within 60 days are what is paid anyway: 140,000 at 1,500 a day.
    assert.deepInclude(daysBy({ ...g3, horizonDays: 60 }), { payables: "0.00", data_correction: "10.00" })
  })

  it("tells a runway of no cash at all from one that is not known", () => {
    const overdrawn = { ...g3, cashMinor: dollars(-1), accounts: null }
    assert.deepStrictEqual(varianceOf(overdrawn, g3)?.days, ratio(250n, 3n))
  })

  it("names the first of two causes that moved as much, and none where nothing moved", () => {
    const both = { ...g3, cashMinor: dollars(97_000), receivablesMinor: dollars(43_000), accounts: null }
    const variance = varianceOf({ ...g3, accounts: null }, both)
    assert.deepStrictEqual(variance?.days, zero)
    assert.strictEqual(variance === null ? null : largestOf(variance)?.reason, "cash_balance")
    const still = varianceOf(g3, g3)
    assert.isNotNull(still)
    assert.isNull(still === null ? null : largestOf(still))
  })

  it("is nothing where one of the two has no number", () => {
    const idle = { ...g3, billOutflowMinor: 0n, otherOutflowMinor: 0n, nearPayablesMinor: 0n }
    assert.isNull(varianceOf(idle, g3))
    assert.isNull(varianceOf(g3, idle))
  })

  it.prop("sums to the change exactly, and the largest cause is none smaller than another", [Inputs, Inputs], ([a, b]) => {
    const variance = varianceOf(inputOf(a), inputOf(b))
    if (variance === null) return
    assert.deepStrictEqual(
      variance.contributions.reduce((sum, one) => add(sum, one.days), zero),
      variance.days
    )
    const size = (days: typeof zero) => (days.num < 0n ? subtract(zero, days) : days)
    const largest = largestOf(variance)
    for (const one of variance.contributions) assert.isTrue(compare(size(one.days), size(largest?.days ?? zero)) <= 0, one.reason)
  })
})

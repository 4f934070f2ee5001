import { LocalDate } from "@beep/kernel/LocalDate"
import { assert, describe, it } from "@effect/vitest"
import { type FormulaInput, runwayV1 } from "../../../src/contract/runway/formula.ts"
import { type Rational, ratio, toDecimal, whole, zero } from "../../../src/contract/runway/rational.ts"
import { defaultSettings } from "../../../src/contract/runway/RunwaySettings.ts"
import { runwayFigure } from "../../../src/contract/runway/RunwayView.ts"

const asOf = LocalDate.make("2025-10-01")
const perDay = (dollars: number): Rational => whole(BigInt(dollars) * 100n)

interface Golden {
  readonly name: string
  readonly input: readonly [cash: bigint, receivables: bigint, payables: bigint, billBurn: Rational, otherBurn: Rational]
  readonly exact: string | null
  readonly days: number | null
  readonly weeks: number | null
  readonly band: string
  readonly until: string | null
  readonly state?: string
  readonly critical?: boolean
}

const cents = (dollars: number): bigint => BigInt(Math.round(dollars * 100))

const golden: ReadonlyArray<Golden> = [
  {
    name: "G1",
    input: [cents(50_000), 0n, 0n, zero, ratio(7_500_000n, 90n)],
    exact: "60.0000",
    days: 60,
    weeks: 8.5,
    band: "green",
    until: "2025-11-30"
  },
  {
    name: "G2",
    input: [cents(25_000), 0n, 0n, zero, perDay(1000)],
    exact: "25.0000",
    days: 25,
    weeks: 3.5,
    band: "red",
    until: "2025-10-26"
  },
  {
    name: "G3",
    input: [cents(100_000), cents(40_000), cents(30_000), perDay(500), perDay(1000)],
    exact: "83.3333",
    days: 83,
    weeks: 11.8,
    band: "green",
    until: "2025-12-23"
  },
  {
    name: "G4",
    input: [cents(100_000), cents(40_000), cents(10_000), perDay(500), perDay(1000)],
    exact: "93.3333",
    days: 93,
    weeks: 13.2,
    band: "green",
    until: "2026-01-02"
  },
  {
    name: "G5",
    input: [cents(10_000), 0n, cents(30_000), perDay(500), perDay(1000)],
    exact: "5.0000",
    days: 5,
    weeks: 0.7,
    band: "red",
    until: "2025-10-06",
    critical: true
  },
  {
    name: "G6",
    input: [cents(10_000), cents(5_000), 0n, zero, zero],
    exact: null,
    days: null,
    weeks: null,
    band: "neutral",
    until: null,
    state: "not_burning"
  },
  {
    name: "G7",
    input: [cents(3_000), 0n, cents(6_000), zero, zero],
    exact: "15.0000",
    days: 15,
    weeks: 2.1,
    band: "red",
    until: "2025-10-16"
  },
  {
    name: "G8",
    input: [cents(9_000), 0n, cents(6_000), zero, zero],
    exact: null,
    days: null,
    weeks: null,
    band: "neutral",
    until: null,
    state: "not_burning"
  },
  {
    name: "G9",
    input: [cents(-500), cents(8_000), 0n, zero, perDay(100)],
    exact: "0.0000",
    days: 0,
    weeks: 0,
    band: "red",
    until: "2025-10-01",
    state: "overdrawn",
    critical: true
  },
  {
    name: "G10",
    input: [0n, 0n, 0n, zero, perDay(100)],
    exact: "0.0000",
    days: 0,
    weeks: 0,
    band: "red",
    until: "2025-10-01",
    critical: true
  },
  {
    name: "G11",
    input: [cents(29_999), 0n, 0n, zero, perDay(1000)],
    exact: "29.9990",
    days: 29,
    weeks: 4.1,
    band: "red",
    until: "2025-10-30"
  },
  {
    name: "G12",
    input: [cents(30_000), 0n, 0n, zero, perDay(1000)],
    exact: "30.0000",
    days: 30,
    weeks: 4.2,
    band: "yellow",
    until: "2025-10-31"
  },
  {
    name: "G13",
    input: [cents(59_999.99), 0n, 0n, zero, perDay(1000)],
    exact: "59.9999",
    days: 59,
    weeks: 8.4,
    band: "yellow",
    until: "2025-11-29"
  },
  {
    name: "G14",
    input: [cents(60_000), 0n, 0n, zero, perDay(1000)],
    exact: "60.0000",
    days: 60,
    weeks: 8.5,
    band: "green",
    until: "2025-11-30"
  },
  {
    name: "G15",
    input: [cents(6_999), 0n, 0n, zero, perDay(1000)],
    exact: "6.9990",
    days: 6,
    weeks: 0.8,
    band: "red",
    until: "2025-10-07",
    critical: true
  },
  {
    name: "G16",
    input: [cents(400_000), 0n, 0n, zero, perDay(1000)],
    exact: "400.0000",
    days: 400,
    weeks: 57.1,
    band: "green",
    until: "2026-11-05"
  },
  {
    name: "G17",
    input: [cents(20_000), cents(25_000), cents(60_000), perDay(1000), perDay(500)],
    exact: "18.0000",
    days: 18,
    weeks: 2.5,
    band: "red",
    until: "2025-10-19"
  }
]

const inputOf = ([cashMinor, receivablesMinor, nearPayablesMinor, billBurn, otherBurn]: Golden["input"]): FormulaInput => ({
  cashMinor,
  receivablesMinor,
  nearPayablesMinor,
  horizonDays: 30,
  billBurn,
  otherBurn
})

describe("P1-2.1 runway.v1", () => {
  it.each(golden)("$name", (row) => {
    const result = runwayV1(inputOf(row.input))
    const exact = result.state === "covered" || result.state === "overdrawn" ? result.days : null
    assert.strictEqual(result.state, row.state ?? "covered")
    assert.strictEqual(exact === null ? null : toDecimal(exact, 4), row.exact)
    const figure = runwayFigure(result.state, exact, asOf, defaultSettings)
    assert.deepStrictEqual(
      [figure.days, figure.weeks, figure.band, figure.coveredUntil, figure.critical],
      [row.days, row.weeks, row.band, row.until, row.critical ?? false]
    )
  })

  it.each(["G6", "G8"])("%s is green on the net basis", (name) => {
    const row = golden.find((candidate) => candidate.name === name)
    assert.isDefined(row)
    const figure = runwayFigure("not_burning", null, asOf, { ...defaultSettings, burnBasis: "net" })
    assert.deepStrictEqual([figure.days, figure.band], [row?.days ?? null, "green"])
  })

  it("without a usable balance is unknown, never zero", () => {
    const result = runwayV1({ ...inputOf([0n, 500n, 100n, zero, perDay(1)]), cashMinor: null })
    assert.strictEqual(result.state, "unknown")
    assert.strictEqual(runwayFigure(result.state, null, asOf, defaultSettings).days, null)
  })

  it("the bar is capped at 50 weeks, shows at least 2 % above zero and nothing at zero", () => {
    const fill = (days: number): number => runwayFigure("covered", whole(BigInt(days)), asOf, defaultSettings).fillPercent
    assert.deepStrictEqual([fill(0), fill(1), fill(35), fill(350), fill(4000)], [0, 2, 10, 100, 100])
  })

  it("a runway beyond a century keeps its days and states no date", () => {
    const figure = runwayFigure("covered", whole(2n ** 60n), asOf, defaultSettings)
    assert.deepStrictEqual([figure.days, figure.coveredUntil, figure.band], [Number.MAX_SAFE_INTEGER, null, "green"])
  })
})

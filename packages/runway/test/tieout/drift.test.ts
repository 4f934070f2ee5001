import { addDays } from "@beep/kernel/LocalDate"
import { Currency, usd } from "@beep/kernel/Money"
import { assert, describe, it } from "@effect/vitest"
import { driftsOf, driftStanding, type NightlyResult } from "../../src/contract/tieout/drift.ts"
import { TieOutSection } from "../../src/contract/tieout/TieOutSection.ts"
import { asOf } from "../../src/testing/books.ts"

type Totals = Partial<Readonly<Record<TieOutSection, readonly [bigint, bigint] | null>>>

/** Ours and theirs of each section; null is one that was not compared. */
const night = (day: number, totals: Totals = {}, currency = usd): NightlyResult => ({
  asOf: addDays(asOf, day),
  currency,
  sections: TieOutSection.literals.map((section) => {
    const [oursMinor, theirsMinor] = totals[section] === undefined ? [1_000n, 1_000n] : (totals[section] ?? [null, null])
    return {
      section,
      outcome: "agrees",
      reason: null,
      report: null,
      compared: 1,
      oursMinor,
      theirsMinor,
      differing: 0,
      entities: []
    }
  })
})

const off = (ours: bigint, theirs: bigint) => ({ receivables: [ours, theirs] as const })
const standing = (...newestFirst: ReadonlyArray<NightlyResult>) => {
  const found = driftStanding(newestFirst)
  return found === null ? null : [found.nights, found.since, ...found.sections.map(({ section }) => section)]
}

describe("drift of a night (runway.md 3.7, A6)", () => {
  it("is the difference of the totals as a part of QuickBooks' own, and nothing where nothing was compared", () => {
    const points = (ours: bigint, theirs: bigint, currency = usd) =>
      driftsOf(night(0, off(ours, theirs), currency)).find(({ section }) => section === "receivables")?.basisPoints
    assert.deepStrictEqual(
      [points(100_000n, 100_000n), points(95_000n, 100_000n), points(94_999n, 100_000n), points(-5_000n, -10_000n)],
      [0, 500, 501, 5_000]
    )
    // Nothing there: measured against a dollar, or a yen.
    assert.deepStrictEqual([points(5n, 0n), points(6n, 0n), points(1n, 0n, Currency.make("JPY"))], [500, 600, 10_000])
    assert.deepStrictEqual(
      driftsOf(night(0, { bank: null })).map(({ section }) => section),
      ["receivables", "payables", "trial_balance"]
    )
  })

  it("stands only beyond 5 %, and names every section that is, the furthest first", () => {
    assert.isNull(standing(night(0)))
    assert.isNull(standing(night(0, off(95_000n, 100_000n))))
    assert.deepStrictEqual(standing(night(0, off(94_999n, 100_000n))), [1, asOf, "receivables"])
    const both = { receivables: [94_000n, 100_000n] as const, bank: [10n, 100_000n] as const }
    assert.deepStrictEqual(standing(night(0, both)), [1, asOf, "bank", "receivables"])
  })

  it("is counted over nights in a row, and ends with the first that is within", () => {
    const far = (day: number) => night(day, off(0n, 100_000n))
    assert.deepStrictEqual(standing(far(2), far(1), far(0)), [3, asOf, "receivables"])
    assert.deepStrictEqual(standing(far(2), night(1), far(0)), [1, addDays(asOf, 2), "receivables"])
    assert.isNull(standing(night(2), far(1), far(0)))
  })

  it("passes over a night on which not everything could be compared, and takes the newest of one day", () => {
    const far = (day: number) => night(day, off(0n, 100_000n))
    const unread = (day: number) => night(day, { receivables: null })
    assert.deepStrictEqual(standing(unread(2), far(1), far(0)), [2, asOf, "receivables"])
    assert.deepStrictEqual(standing(far(2), unread(1), far(0)), [2, asOf, "receivables"])
    assert.isNull(standing(unread(0)))
    assert.deepStrictEqual(standing(far(1), far(1), night(0)), [1, addDays(asOf, 1), "receivables"])
    assert.isNull(standing(night(1), far(1), far(0)))
  })
})

import { assert, describe, it } from "@effect/vitest"
import { LocalDate } from "@beep/kernel/LocalDate"
import type { RunwayFigure } from "@beep/runway/contract/runway/RunwayView"
import { captionOf, listedCaption, valueTextOf } from "../src/features/runway/runwayWords.ts"
import { initials } from "../src/shell/initials.ts"

const covered: RunwayFigure = {
  state: "covered",
  burnBasis: "gross",
  days: 14,
  weeks: 2,
  coveredUntil: LocalDate.make("2025-10-06"),
  band: "red",
  critical: false,
  fillPercent: 4
}
const asOf = "2025-09-22"

describe("runway words", () => {
  it("always carries date and days, and the band as a word", () => {
    assert.strictEqual(captionOf({ runway: covered, asOf }), "Covered through Oct 6 · 14 days")
    assert.strictEqual(valueTextOf({ runway: covered, asOf }), "Covered through Oct 6 · 14 days, Red")
    assert.strictEqual(
      valueTextOf({ runway: { ...covered, days: 5, critical: true }, asOf }),
      "Covered through Oct 6 · 5 days, Critical"
    )
  })
  it("says the state where there is no number", () => {
    assert.strictEqual(
      captionOf({ runway: { ...covered, state: "overdrawn", days: 0 }, asOf: "2025-10-01" }),
      "Cash balance is below zero as of Oct 1"
    )
    assert.strictEqual(
      captionOf({ runway: { ...covered, state: "not_burning", days: null }, asOf }),
      "No cash outflow recorded in the last 90 days"
    )
    assert.strictEqual(valueTextOf(listedCaption(null)), "Runway not available: no bank balance synced yet, Unknown")
  })
})

describe("initials", () => {
  it("takes the first and the last word, whole characters", () => {
    assert.strictEqual(initials("Dana Kim"), "DK")
    assert.strictEqual(initials("ana maria de souza"), "AS")
    assert.strictEqual(initials("  "), "")
    assert.strictEqual(initials("𝒜da"), "𝒜")
  })
})

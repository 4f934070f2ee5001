import { assert, describe, it } from "@effect/vitest"
import { LocalDate } from "@beep/kernel/LocalDate"
import { sentence } from "@beep/runway/contract/messages"
import { whole } from "@beep/runway/contract/runway/rational"
import { defaultSettings } from "@beep/runway/contract/runway/RunwaySettings"
import { runwayFigure, type RunwayFigure } from "@beep/runway/contract/runway/RunwayView"
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

describe("P1-2.4 the words of a runway", () => {
  const asOfDay = LocalDate.make("2025-10-01")
  const figure = (days: number) => runwayFigure("covered", whole(BigInt(days)), asOfDay, defaultSettings)
  it.each([
    { days: 0, weeks: 0, headline: "0 weeks", caption: "Covered through Oct 1 \u00B7 0 days", word: "Critical", fill: 0 },
    { days: 1, weeks: 0.1, headline: "0.1 weeks", caption: "Covered through Oct 2 \u00B7 1 day", word: "Critical", fill: 2 },
    { days: 30, weeks: 4.2, headline: "4.2 weeks", caption: "Covered through Oct 31 \u00B7 30 days", word: "Yellow", fill: 8.57 },
    { days: 35, weeks: 5, headline: "5 weeks", caption: "Covered through Nov 5 \u00B7 35 days", word: "Yellow", fill: 10 },
    {
      days: 350,
      weeks: 50,
      headline: "50 weeks",
      caption: "Covered through Sep 16, 2026 \u00B7 350 days",
      word: "Green",
      fill: 100
    },
    {
      days: 399,
      weeks: 57,
      headline: "50+ weeks",
      caption: "Covered through Nov 4, 2026 \u00B7 399 days",
      word: "Green",
      fill: 100
    }
  ])("$weeks weeks: sentence, date, days, band and length of the bar", ({ caption, days, fill, headline, weeks, word }) => {
    const runway = figure(days)
    assert.strictEqual(runway.weeks, weeks)
    assert.strictEqual(sentence.runway(runway), `Data shows runway of ${headline}.`)
    assert.strictEqual(captionOf({ runway, asOf: asOfDay }), caption)
    assert.strictEqual(valueTextOf({ runway, asOf: asOfDay }), `${caption}, ${word}`)
    assert.approximately(runway.fillPercent, fill, 0.01)
  })
  it("draws 999+ days at most, and says the exact ones to whoever does not see the bar", () => {
    const runway = figure(1_234)
    assert.strictEqual(captionOf({ runway, asOf: asOfDay }), "Covered through Feb 16, 2029 \u00B7 999+ days")
    assert.strictEqual(valueTextOf({ runway, asOf: asOfDay }), "Covered through Feb 16, 2029 \u00B7 1234 days, Green")
  })
  it.each([
    ["unknown", "gross", "Runway not available: no bank balance synced yet, Unknown"],
    ["not_burning", "gross", "No cash outflow recorded in the last 90 days, Not burning"],
    ["not_burning", "net", "Inflows covered outflows in the last 90 days, Not burning"]
  ] as const)("%s (%s) has no number, no date and no length", (state, burnBasis, text) => {
    const runway = runwayFigure(state, null, asOfDay, { ...defaultSettings, burnBasis })
    assert.deepStrictEqual([runway.days, runway.weeks, runway.coveredUntil, runway.fillPercent], [null, null, null, 0])
    assert.isNull(sentence.runway(runway))
    assert.strictEqual(valueTextOf({ runway, asOf: asOfDay }), text)
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

import { assert, describe, it } from "@effect/vitest"
import { DateTime } from "effect"
import { age, calendarDay, exactInstant, shortDay } from "../src/shell/times.ts"

const at = (text: string) => DateTime.makeUnsafe(text)

describe("times", () => {
  it("states an instant in the zone of the client", () => {
    assert.strictEqual(
      exactInstant(at("2025-09-22T16:02:11Z"), "America/Los_Angeles").replaceAll("\u202f", " "),
      "Mon Sep 22, 2025, 9:02 AM PDT"
    )
  })
  it("rounds an age down and never says zero", () => {
    const now = at("2025-09-22T16:00:00Z")
    assert.strictEqual(age(at("2025-09-22T15:59:30Z"), now), "just now")
    assert.strictEqual(age(at("2025-09-22T15:48:30Z"), now), "11 min")
    assert.strictEqual(age(at("2025-09-21T13:30:00Z"), now), "26 h")
    assert.strictEqual(age(at("2025-09-18T15:00:00Z"), now), "4 days")
    assert.strictEqual(age(at("2025-09-22T16:05:00Z"), now), "just now")
  })
  it("adds the year to a date only when it is another one", () => {
    assert.strictEqual(calendarDay("2025-10-06", "2025-09-22"), "Oct 6")
    assert.strictEqual(calendarDay("2026-01-18", "2025-09-22"), "Jan 18, 2026")
    assert.strictEqual(shortDay(at("2026-01-15T16:12:00Z"), at("2026-02-06T00:00:00Z"), "UTC"), "Jan 15")
    assert.strictEqual(shortDay(at("2025-12-31T16:12:00Z"), at("2026-02-06T00:00:00Z"), "UTC"), "Dec 31, 2025")
  })
})

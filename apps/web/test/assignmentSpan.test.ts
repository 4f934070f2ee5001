import { assert, describe, it } from "@effect/vitest"
import { TimeZoneName } from "@beep/kernel/LocalDate"
import { DateTime, Option } from "effect"
import { readSpan } from "../src/features/members/assignmentSpan.ts"

const newYork = TimeZoneName.make("America/New_York")
const read = (from: string, until: string) =>
  Option.map(readSpan(from, until, newYork), (span) =>
    Object.fromEntries(Object.entries(span).map(([name, at]) => [name, DateTime.formatIso(at)]))
  )

describe("the days of an assignment", () => {
  it("begin at midnight of the firm's zone and end with the last day", () => {
    assert.deepStrictEqual(Option.getOrUndefined(read("2026-11-20", "2026-11-20")), {
      from: "2026-11-20T05:00:00.000Z",
      until: "2026-11-21T05:00:00.000Z"
    })
  })

  it("are as long as the zone makes them when clocks change", () => {
    assert.deepStrictEqual(Option.getOrUndefined(read("2026-03-08", "2026-03-08")), {
      from: "2026-03-08T05:00:00.000Z",
      until: "2026-03-09T04:00:00.000Z"
    })
  })

  it("are open where nothing is typed", () => {
    assert.deepStrictEqual(Option.getOrUndefined(read("", "")), {})
    assert.deepStrictEqual(Option.getOrUndefined(read("", "2026-12-31")), { until: "2027-01-01T05:00:00.000Z" })
  })

  it("are refused when the end comes first or a day does not exist", () => {
    assert.isTrue(Option.isNone(read("2026-11-20", "2026-11-19")))
    assert.isTrue(Option.isNone(read("2026-02-30", "")))
  })
})

import { TimeZoneName } from "@beep/kernel/LocalDate"
import { assert, describe, it } from "@effect/vitest"
import { DateTime } from "effect"
import { dueNow, nextCatchUp } from "../../src/server/sync/nextCatchUp.ts"

const newYork = TimeZoneName.make("America/New_York")
const berlin = TimeZoneName.make("Europe/Berlin")
const kolkata = TimeZoneName.make("Asia/Kolkata")
const at = (text: string) => DateTime.makeUnsafe(text)

describe("when the safety net reads a client's changes again", () => {
  it.each([
    ["business hours: every four", newYork, "2026-11-18T10:00:00-05:00", "2026-11-18T14:00:00-05:00"],
    [
      "four hours end after closing time: by the longer interval",
      newYork,
      "2026-11-18T15:00:00-05:00",
      "2026-11-18T23:00:00-05:00"
    ],
    ["at night: every eight, and sooner when business opens", newYork, "2026-11-18T02:00:00-05:00", "2026-11-18T08:00:00-05:00"],
    ["business opens before four hours have passed", newYork, "2026-11-18T06:00:00-05:00", "2026-11-18T10:00:00-05:00"],
    ["a Saturday has no business hours", newYork, "2026-11-21T07:00:00-05:00", "2026-11-21T15:00:00-05:00"],
    ["Friday evening to Saturday", newYork, "2026-11-20T17:00:00-05:00", "2026-11-21T01:00:00-05:00"],
    [
      "two days before the end of the month: every two, day and night",
      newYork,
      "2026-11-28T01:00:00-05:00",
      "2026-11-28T03:00:00-05:00"
    ],
    ["two days after the end of the month", newYork, "2026-12-02T20:00:00-05:00", "2026-12-02T22:00:00-05:00"],
    ["three days before it is a day as any other", newYork, "2026-11-26T19:00:00-05:00", "2026-11-27T03:00:00-05:00"],
    ["the end of the month begins at midnight", newYork, "2026-11-27T21:00:00-05:00", "2026-11-28T00:00:00-05:00"],
    ["February is shorter", newYork, "2026-02-26T09:00:00-05:00", "2026-02-26T11:00:00-05:00"],
    ["the month ends by the client's date, not by UTC", kolkata, "2026-11-27T20:00:00+05:30", "2026-11-28T00:00:00+05:30"],
    [
      "business opens by the clock of the day, also after it went forward",
      newYork,
      "2026-03-09T01:00:00-04:00",
      "2026-03-09T08:00:00-04:00"
    ],
    [
      "the night the clocks go forward is eight hours, not nine",
      newYork,
      "2026-03-07T23:00:00-05:00",
      "2026-03-08T08:00:00-04:00"
    ],
    ["the night the clocks go back is eight hours, not seven", berlin, "2026-10-24T22:00:00+02:00", "2026-10-25T05:00:00+01:00"]
  ] as const)("%s", (_, zone, last, next) => {
    assert.strictEqual(DateTime.formatIso(nextCatchUp(at(last), zone, at(last))), DateTime.formatIso(at(next)))
  })

  it("is now when it is past, and when nothing was ever read", () => {
    const now = at("2026-11-18T10:00:00-05:00")
    assert.deepStrictEqual(nextCatchUp(now, newYork, null), now)
    assert.deepStrictEqual(nextCatchUp(now, newYork, at("2026-11-10T10:00:00-05:00")), now)
  })
})

describe("what a client is due for", () => {
  const due = (now: string, zone: TimeZoneName, last: string, nightly: string | null) =>
    dueNow(at(now), zone, { last_at: at(last), nightly_at: nightly === null ? null : at(nightly) })

  it.each([
    [
      "before two at night: nothing",
      "2026-11-18T01:59:00-05:00",
      newYork,
      "2026-11-18T00:00:00-05:00",
      "2026-11-17T02:00:00-05:00",
      null
    ],
    [
      "from two: the nightly comparison",
      "2026-11-18T02:00:00-05:00",
      newYork,
      "2026-11-18T00:00:00-05:00",
      "2026-11-17T02:00:00-05:00",
      "nightly"
    ],
    ["once a night", "2026-11-18T02:05:00-05:00", newYork, "2026-11-18T02:00:00-05:00", "2026-11-18T02:00:00-05:00", null],
    [
      "a night that was missed is made up for",
      "2026-11-18T11:00:00-05:00",
      newYork,
      "2026-11-18T10:00:00-05:00",
      "2026-11-16T02:00:00-05:00",
      "nightly"
    ],
    [
      "both at once are one, the nightly",
      "2026-11-18T11:00:00-05:00",
      newYork,
      "2026-11-16T10:00:00-05:00",
      "2026-11-16T02:00:00-05:00",
      "nightly"
    ],
    [
      "by day: a catch-up",
      "2026-11-18T14:00:00-05:00",
      newYork,
      "2026-11-18T10:00:00-05:00",
      "2026-11-18T02:00:00-05:00",
      "schedule"
    ],
    [
      "a company linked this morning waits for its first night",
      "2026-11-18T11:00:00-05:00",
      newYork,
      "2026-11-18T10:00:00-05:00",
      null,
      null
    ],
    ["and then has it", "2026-11-19T02:00:00-05:00", newYork, "2026-11-18T23:00:00-05:00", null, "nightly"],
    [
      "two o'clock that the clocks leap over is three",
      "2026-03-08T03:00:00-04:00",
      newYork,
      "2026-03-08T00:00:00-05:00",
      "2026-03-07T02:00:00-05:00",
      "nightly"
    ],
    ["not before it", "2026-03-08T01:59:00-05:00", newYork, "2026-03-08T00:00:00-05:00", "2026-03-07T02:00:00-05:00", null],
    [
      "two o'clock that comes twice is the first",
      "2026-10-25T02:00:00+02:00",
      berlin,
      "2026-10-25T00:00:00+02:00",
      "2026-10-24T02:00:00+02:00",
      "nightly"
    ],
    ["and only that one", "2026-10-25T02:00:00+01:00", berlin, "2026-10-25T02:00:00+02:00", "2026-10-25T02:00:00+02:00", null]
  ] as const)("%s", (_, now, zone, last, nightly, expected) => {
    assert.strictEqual(due(now, zone, last, nightly), expected)
  })
})

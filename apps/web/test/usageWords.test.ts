import type { QuickBooksUsage } from "@beep/connections/contract/QuickBooksUsage"
import { DateTime } from "effect"
import { assert, describe, it } from "vitest"
import { alarmText, shareOf, toneOf, usageSentences } from "../src/features/quickbooks/usageWords.ts"

const usage = (reads: number, projectedReads: number | null): QuickBooksUsage => ({
  month: "2026-11",
  asOf: DateTime.makeUnsafe("2026-11-20T17:00:00Z"),
  organization: { reads, writes: 0, projectedReads, shareOfBudget: reads / 500_000 },
  budget: { monthlyReads: 500_000, alarm: "none", projectedAlarm: null },
  clients: [],
  incident: false
})

describe("the use of QuickBooks in words", () => {
  it("says the month so far and by its end, as shares of the budget", () => {
    assert.deepStrictEqual(usageSentences(usage(105_000, 170_000)), [
      "Your organization has made 105,000 calls to QuickBooks in November 2026, 21 % of the budget.",
      "At this pace it will be 170,000 calls by the end of the month, 34 %."
    ])
    assert.match(usageSentences(usage(1, 2))[0], /1 call to QuickBooks in November 2026, less than 0\.1 % of the budget/)
    assert.match(usageSentences(usage(0, 0))[0], /0 calls to QuickBooks in November 2026, 0 % of the budget/)
  })

  it("projects nothing on the first day of a month", () => {
    assert.strictEqual(usageSentences(usage(2_000, null))[1], "What the month will take is said from its second day on.")
  })

  it("tells of what is reached before what is expected, and colours only what is reached", () => {
    const { budget } = usage(0, 0)
    assert.isNull(alarmText(budget))
    assert.isNull(alarmText({ ...budget, projectedAlarm: "none" }))
    assert.match(alarmText({ ...budget, projectedAlarm: "80" }) ?? "", /^At this pace 80 %/)
    assert.match(alarmText({ ...budget, alarm: "95", projectedAlarm: "95" }) ?? "", /^95 % of this month's budget is used/)
    assert.deepStrictEqual((["none", "60", "80", "95"] as const).map(toneOf), ["plain", "plain", "warn", "bad"])
    assert.strictEqual(shareOf(1, 0), 0)
  })
})

import { alarmOf, monthlyReadBudget, projectedReads } from "@beep/connections/contract/callBudget"
import { eventsFirst, monthlyCalls, polling } from "@beep/connections/contract/monthlyCalls"
import { assert, describe, it } from "@effect/vitest"
import { DateTime } from "effect"

const at = (iso: string) => DateTime.makeUnsafe(iso)

describe("the monthly budget of reads", () => {
  it("alarms at 60, 80 and 95 percent, and not one read before", () => {
    const levels = [0, 299_999, 300_000, 399_999, 400_000, 474_999, 475_000, 600_000].map(alarmOf)
    assert.deepStrictEqual(levels, ["none", "none", "60", "60", "80", "80", "95", "95"])
  })

  it("goes on at the pace so far, in months of every length, and says nothing on the first day", () => {
    assert.strictEqual(projectedReads(1_000, at("2026-11-16T00:00:00Z")), 2_000)
    assert.strictEqual(projectedReads(1_000, at("2026-02-08T00:00:00Z")), 4_000)
    assert.strictEqual(projectedReads(0, at("2026-02-08T00:00:00Z")), 0)
    assert.strictEqual(projectedReads(100, at("2026-11-02T00:00:00Z")), 3_000)
    assert.isNull(projectedReads(100, at("2026-11-01T23:59:59Z")))
  })
})

/** The arithmetic of runway.md 6.3. */
describe("monthlyCalls", () => {
  it("polling 500 companies every fifteen minutes breaks the budget by itself", () => {
    assert.strictEqual(monthlyCalls({ clients: 500, plan: polling }).changes, 1_440_000)
    assert.isAbove(monthlyCalls({ clients: 500, plan: polling }).changes, 2 * monthlyReadBudget)
  })

  it("events first keeps 50 and 500 companies under it", () => {
    assert.deepStrictEqual(monthlyCalls({ clients: 500, plan: eventsFirst }), {
      changes: 90_000,
      fetches: 0,
      reports: 30_000,
      total: 120_000
    })
    assert.deepStrictEqual(monthlyCalls({ clients: 50, plan: eventsFirst, days: 31 }), {
      changes: 9_300,
      fetches: 0,
      reports: 3_100,
      total: 12_400
    })
    for (const clients of [50, 500]) {
      const busy = monthlyCalls({ clients, plan: { ...eventsFirst, fetchesPerDay: 18 }, days: 31 })
      assert.strictEqual(alarmOf(busy.total), clients === 50 ? "none" : "80")
      assert.isBelow(busy.total, monthlyReadBudget)
    }
  })

  it("says from how many fetches a day on 500 companies need more than the free tier", () => {
    const total = (fetchesPerDay: number) => monthlyCalls({ clients: 500, plan: { ...eventsFirst, fetchesPerDay } }).total
    assert.isAtMost(total(25), monthlyReadBudget)
    assert.isAbove(total(26), monthlyReadBudget)
  })
})

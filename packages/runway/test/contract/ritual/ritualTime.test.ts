import { assert, describe, it } from "@effect/vitest"
import { DateTime, Schema } from "effect"
import { MarkKind, marksOf, percentile, ritualMillis, type RitualMark } from "../../../src/contract/ritual/ritualTime.ts"

const minute = 60_000
const at = (minutes: number, kind: RitualMark["kind"]): RitualMark => ({ at: DateTime.makeUnsafe(minutes * minute), kind })

describe("ritual time (runway.md 1.3)", () => {
  it("is the foreground time from the first view to the last action", () => {
    assert.strictEqual(ritualMillis([at(0, "view"), at(4, "view"), at(7, "action"), at(9, "view")]), 7 * minute)
  })

  it("leaves out a gap of more than ten minutes, and keeps one of exactly ten", () => {
    assert.strictEqual(ritualMillis([at(0, "view"), at(10, "action")]), 10 * minute)
    assert.strictEqual(ritualMillis([at(0, "view"), at(2, "view"), at(13, "action"), at(15, "action")]), 4 * minute)
  })

  it("leaves out what passed while the client was behind something else", () => {
    assert.strictEqual(ritualMillis([at(0, "view"), at(1, "hidden"), at(6, "view"), at(8, "action")]), 3 * minute)
  })

  it("is nothing without an action after a view", () => {
    assert.strictEqual(ritualMillis([]), 0)
    assert.strictEqual(ritualMillis([at(0, "view"), at(5, "view")]), 0)
    assert.strictEqual(ritualMillis([at(0, "action"), at(5, "view")]), 0)
  })

  it.prop(
    "never exceeds the time from first to last, does not depend on order, and grows with no mark that only hides",
    [Schema.Array(Schema.Struct({ minutes: Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 300 })), kind: MarkKind }))],
    ([drawn]) => {
      const marks = drawn.map(({ kind, minutes }) => at(minutes, kind))
      const spent = ritualMillis(marks)
      const times = drawn.map(({ minutes }) => minutes * minute)
      assert.isAtLeast(spent, 0)
      assert.isAtMost(spent, times.length === 0 ? 0 : Math.max(...times) - Math.min(...times))
      const distinct = marks.filter((mark, i) => marks.findIndex((other) => DateTime.Equivalence(other.at, mark.at)) === i)
      assert.strictEqual(ritualMillis(distinct.toReversed()), ritualMillis(distinct))
    }
  )

  it("ends at one client when another one is opened", () => {
    const all = [
      { clientId: "a", ...at(0, "view") },
      { clientId: "a", ...at(2, "action") },
      { clientId: "b", ...at(3, "view") },
      { clientId: "b", ...at(7, "action") },
      { clientId: "a", ...at(8, "action") }
    ]
    assert.strictEqual(ritualMillis(marksOf("a", all)), 3 * minute)
    assert.strictEqual(ritualMillis(marksOf("b", all)), 4 * minute)
  })

  it("takes percentiles by nearest rank", () => {
    assert.isNull(percentile([], 0.5))
    assert.strictEqual(percentile([7], 0.9), 7)
    assert.strictEqual(percentile([10, 1, 3, 2, 4, 5, 6, 7, 8, 9], 0.5), 5)
    assert.strictEqual(percentile([10, 1, 3, 2, 4, 5, 6, 7, 8, 9], 0.9), 9)
  })
})

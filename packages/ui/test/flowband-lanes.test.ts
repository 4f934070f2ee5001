import { assert, describe, it } from "vitest"
import { lanesOf } from "../src/flowband-lanes.ts"

describe("lanesOf", () => {
  it("gives the first free lane, and turns a pill at the right end", () => {
    const lanes = lanesOf(
      [
        { id: "a", day: 0 },
        { id: "b", day: 3 },
        { id: "c", day: 6 },
        { id: "d", day: 27 }
      ],
      28,
      6
    )
    assert.deepStrictEqual(lanes.get("a"), { lane: 0, flips: false })
    assert.deepStrictEqual(lanes.get("b"), { lane: 1, flips: false })
    assert.deepStrictEqual(lanes.get("c"), { lane: 0, flips: false })
    assert.deepStrictEqual(lanes.get("d"), { lane: 0, flips: true })
  })

  it("lets none cover another, however many stand on one day", () => {
    const spans = Array.from({ length: 25 }, (_, n) => ({ id: String(n), day: (n * 5) % 28 }))
    const placed = lanesOf(spans, 28, 6)
    const boxes = spans.map(({ day, id }) => {
      const place = placed.get(id)
      const from = place?.flips === true ? day - 6 : day
      return { lane: place?.lane, from, to: from + 6 }
    })
    for (const one of boxes)
      for (const other of boxes)
        if (one !== other && one.lane === other.lane) assert.isTrue(one.to <= other.from || other.to <= one.from)
  })
})

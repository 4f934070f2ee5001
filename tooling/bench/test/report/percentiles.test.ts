import { assert, describe, it } from "@effect/vitest"
import { latencyOf, percentile } from "../../src/report/percentiles.ts"

describe("percentiles", () => {
  it("answers the nearest rank", () => {
    const hundred = Array.from({ length: 100 }, (_, n) => n + 1)
    assert.deepStrictEqual(
      [50, 95, 99, 100].map((percent) => percentile(hundred, percent)),
      [50, 95, 99, 100]
    )
    assert.deepStrictEqual(
      [0, 1, 50, 51].map((percent) => percentile([10, 20], percent)),
      [10, 10, 10, 20]
    )
  })

  it("sorts by number and leaves its input alone", () => {
    const millis = [100, 9, 20]
    assert.deepStrictEqual(latencyOf(millis), { p50: 20, p95: 100, p99: 100, max: 100 })
    assert.deepStrictEqual(millis, [100, 9, 20])
  })

  it("has no figure for nothing", () => {
    assert.isNaN(latencyOf([]).p99)
  })
})

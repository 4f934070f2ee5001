import { assert, describe, it } from "@effect/vitest"
import { Schema } from "effect"
import { RequestWindow, windowMillis } from "../../src/server/internal/RequestWindow.ts"

const Gaps = Schema.Array(Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 30_000 })))
const Limit = Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 5 }))

describe("RequestWindow", () => {
  it.prop(
    "lets no more than the limit through in any minute, and turns none away that was allowed",
    [Gaps, Limit],
    ([gaps, limit]) => {
      const window = new RequestWindow()
      const taken: Array<number> = []
      let now = 0
      for (const gap of gaps) {
        now += gap
        const recent = taken.filter((at) => at > now - windowMillis).length
        const wait = window.count(now, limit)
        assert.strictEqual(wait === 0, recent < limit)
        if (wait === 0) taken.push(now)
        else assert.strictEqual(window.count(now + wait - 1, limit) > 0, true, "it is told the very instant")
      }
    }
  )
})

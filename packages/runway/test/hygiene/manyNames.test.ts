import { assert, describe, it } from "@effect/vitest"
import { similarPairs } from "../../src/contract/hygiene/similarNames.ts"

describe("names that are nearly one", () => {
  it("are found among thousands in no time, each pair once", () => {
    const names = Array.from(
      { length: 4_000 },
      (_, at) => `${at.toString(36).replace(/\d/g, "q")}${"abcdefghij".slice(at % 7)} Trading`
    )
    const pairs = [...similarPairs([...names, "Summit Courier", "Summit Couriers"])]
    assert.isTrue(pairs.some(([one, other]) => one === 4_000 && other === 4_001))
    assert.strictEqual(new Set(pairs.map(([a, b]) => `${Math.min(a, b)}/${Math.max(a, b)}`)).size, pairs.length)
  })
})

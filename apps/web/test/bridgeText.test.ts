import { assert, describe, it } from "@effect/vitest"
import { hundredthsText, signedHundredths } from "../src/features/bridge/bridgeText.ts"
import { knownOf } from "../src/features/bridge/BridgeSearch.ts"

describe("the words of the bridge", () => {
  it("writes hundredths with a true minus, and their sign where they are a change", () => {
    assert.deepStrictEqual([2001, 5, -1261, 0].map(hundredthsText), ["20.01", "0.05", "\u221212.61", "0.00"])
    assert.deepStrictEqual([1228, -272, 0, 123456].map(signedHundredths), ["+12.28", "\u22122.72", "0.00", "+1,234.56"])
  })

  it("reads a day and an instant from the address, and nothing else", () => {
    assert.strictEqual(String(knownOf("2026-11-13")), "2026-11-13")
    assert.isTrue(typeof knownOf("2026-11-13T17:00:00.000Z") === "object")
    assert.isUndefined(knownOf("yesterday"))
    assert.isUndefined(knownOf(undefined))
  })
})

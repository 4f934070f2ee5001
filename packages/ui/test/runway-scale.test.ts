import { assert, describe, it } from "@effect/vitest"
import { fillOf, positionOf } from "../src/runway-scale.ts"

describe("the axis of a runway bar", () => {
  it("fills days / 350", () => {
    assert.strictEqual(fillOf(14), 4)
    assert.strictEqual(fillOf(175), 50)
  })
  it("shows at least 2 % for any covered day and nothing for none", () => {
    assert.strictEqual(fillOf(1), 2)
    assert.strictEqual(fillOf(0), 0)
    assert.strictEqual(fillOf(-3), 0)
  })
  it("stops at 50 weeks", () => {
    assert.strictEqual(fillOf(350), 100)
    assert.strictEqual(fillOf(4000), 100)
  })
  it("puts the 5 week tick at a tenth", () => assert.strictEqual(positionOf(35), 10))
})

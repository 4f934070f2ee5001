import { assert, describe, it } from "@effect/vitest"
import { Option } from "effect"
import { cpuSeconds, endedChildrenSeconds } from "../../src/stage/cpuTime.ts"

describe("processor time", () => {
  it("adds user and system time, whatever the process is called", () => {
    const rest = "S 1 2 3 4 5 6 7 8 9 10 250 50 11 12"
    assert.deepStrictEqual(cpuSeconds(`42 (bun) ${rest}`), Option.some(3))
    assert.deepStrictEqual(cpuSeconds(`42 (a (b) c d) ${rest}`), Option.some(3))
  })

  it("adds those of children that have ended apart", () => {
    assert.deepStrictEqual(endedChildrenSeconds("42 (postgres) S 1 2 3 4 5 6 7 8 9 10 250 50 100 25"), Option.some(1.25))
  })

  it("has no figure for something else", () => {
    assert.deepStrictEqual(cpuSeconds("42 (bun) S 1"), Option.none())
    assert.deepStrictEqual(cpuSeconds(""), Option.none())
  })
})

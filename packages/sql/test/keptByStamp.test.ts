import { assert, describe, it } from "@effect/vitest"
import { DateTime } from "effect"
import { keptByStamp } from "../src/keptByStamp.ts"

const start = DateTime.makeUnsafe("2026-03-16T12:00:00Z")
const asked = (key: string, stamp = "1", minutes = 0) => ({ key, stamp, now: DateTime.add(start, { minutes }) })

describe("what a process keeps by its stamp", () => {
  it("is answered under its key while the stamp is the same, and is gone once it was another", () => {
    const kept = keptByStamp<string>(9)
    assert.isUndefined(kept.find(asked("a")))
    kept.keep(asked("a"), "A")
    kept.keep(asked("b"), "B")
    assert.deepStrictEqual([kept.find(asked("a")), kept.find(asked("a")), kept.find(asked("b"))], ["A", "A", "B"])
    assert.isUndefined(kept.find(asked("a", "2")))
    assert.isUndefined(kept.find(asked("a")))
    assert.strictEqual(kept.find(asked("b")), "B")
  })

  it("is kept for ten minutes from when it was made, however often it is asked for", () => {
    const kept = keptByStamp<string>(9)
    kept.keep(asked("a"), "A")
    assert.strictEqual(kept.find(asked("a", "1", 9)), "A")
    assert.isUndefined(kept.find(asked("a", "1", 10)))
  })

  it("leaves when all together weighs too much, what was not asked for longest first", () => {
    const kept = keptByStamp<string>(6, (value) => value.length)
    for (const [key, value] of [
      ["a", "xx"],
      ["b", "xx"],
      ["c", "xx"]
    ] as const)
      kept.keep(asked(key), value)
    assert.strictEqual(kept.find(asked("a")), "xx")
    kept.keep(asked("d"), "xxx")
    assert.deepStrictEqual(
      ["a", "b", "c", "d"].map((key) => kept.find(asked(key))),
      ["xx", undefined, undefined, "xxx"]
    )
    // What it weighed before counts no more, and neither does what was dropped.
    kept.keep(asked("d"), "xxxx")
    assert.deepStrictEqual(
      ["a", "d"].map((key) => kept.find(asked(key))),
      ["xx", "xxxx"]
    )
    kept.keep(asked("e"), "xxxxxxx")
    assert.isUndefined(kept.find(asked("e")), "heavier than everything may be")
  })

  it("is with whoever takes it out alone", () => {
    const kept = keptByStamp<string>(1)
    kept.keep(asked("a"), "A")
    assert.strictEqual(kept.take(asked("a")), "A")
    assert.isUndefined(kept.find(asked("a")))
    kept.keep(asked("b"), "B")
    assert.strictEqual(kept.find(asked("b")), "B", "what was taken weighs nothing")
  })
})

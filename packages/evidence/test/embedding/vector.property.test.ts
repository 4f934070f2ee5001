import { assert, describe, it } from "@effect/vitest"
import { Schema } from "effect"
import { likeness, unit, vectorBytes } from "../../src/contract/graph/vector.ts"
import { fuse } from "../../src/contract/graph/fuse.ts"
import { sentenceAround } from "../../src/contract/extract/sentenceAround.ts"
import { detectPii, redacted, redactedWithin } from "../../src/contract/pii/detectPii.ts"
import { plainQuestion } from "../../src/server/internal/knowledge/askedVector.ts"

const Numbers = Schema.Array(Schema.Finite.check(Schema.isBetween({ minimum: -1000, maximum: 1000 }))).check(
  Schema.isBetweenLength(1, 40)
)

describe("vectors", () => {
  it.prop("keep their direction over bytes: a vector is like itself, and unlike its opposite", [Numbers], ([numbers]) => {
    const vector = unit(numbers)
    if (vector === null) return assert.isTrue(numbers.every((one) => Math.abs(one) < 1e-29))
    assert.closeTo(likeness(vector, vectorBytes(vector)), 1, 1e-4)
    const opposite = unit(numbers.map((one) => -one))
    assert.closeTo(opposite === null ? 0 : likeness(opposite, vectorBytes(vector)), -1, 1e-4)
  })

  it("of no length, or of no numbers, are none", () => {
    assert.isNull(unit([]))
    assert.isNull(unit([0, 0]))
    assert.isNull(unit([Number.MAX_VALUE, Number.MAX_VALUE]))
  })

  it("bytes are little-endian, read from wherever they lie", () => {
    const bytes = vectorBytes(Float32Array.of(1, 0))
    assert.deepStrictEqual([...bytes], [0, 0, 128, 63, 0, 0, 0, 0])
    const within = new Uint8Array([9, ...bytes]).subarray(1)
    assert.strictEqual(likeness(Float32Array.of(0.5, 2), within), 0.5)
  })

  it("are one signal of the fusion beside the others", () => {
    const empty = { name: [], text: [], vector: [], distance: [], recency: [], confidence: [] }
    assert.deepStrictEqual(
      fuse(["a", "b", "c"], { ...empty, text: ["b"], vector: ["c", "b"] }).map(({ id, score }) => [id, score.text, score.vector]),
      [
        ["b", 1, 2],
        ["c", null, 1],
        ["a", null, null]
      ]
    )
  })
})

describe("what may leave", () => {
  it.prop(
    "a stretch of a text is redacted as the whole is",
    [Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 90 }))],
    ([at]) => {
      const text = "Dear Mr. Paul Ash, call (212) 555-0142 or write to paul@ash.example about the loan."
      const found = detectPii(text, [])
      const cut = redactedWithin(text, found, { start: at, end: text.length })
      assert.isTrue(redacted(text, []).endsWith(cut.replace(/^\[\w+\]/, "")))
      for (const secret of ["555", "0142", "Ash", "ash.example"]) assert.notInclude(cut, secret)
    }
  )

  it("a question loses its names in small letters, and everything that is folded", () => {
    const names = ["Emily Thompson", "Will Rose"]
    assert.strictEqual(plainQuestion("what about emily's graduation", names), "what about graduation")
    assert.strictEqual(plainQuestion("EMILY THOMPSON, 123-45-6789, home loan", names).replace(/^[\s,]+/, ""), "home loan")
    assert.strictEqual(plainQuestion("home loan of the parents", names), "home loan of the parents")
  })

  it("a span between sentences stands alone", () => {
    const all = [
      { start: 0, end: 10 },
      { start: 12, end: 20 }
    ]
    assert.deepStrictEqual(sentenceAround(all, { start: 10, end: 11 }), { start: 10, end: 11 })
    assert.deepStrictEqual(sentenceAround(all, { start: 3, end: 14 }), { start: 0, end: 14 })
  })
})

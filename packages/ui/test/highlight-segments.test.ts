import { assert, describe, it } from "@effect/vitest"
import { segmentsOf } from "../src/highlight-segments.ts"

const text = "Réné 👩‍🚀 owns Schwab 4521"
const span = (id: string, start: number, end: number) => ({ id, start, end })

describe("segmentsOf", () => {
  it("gives the text back whatever the spans are", () => {
    for (const spans of [
      [],
      [span("a", 0, 4)],
      [span("a", 2, 9), span("b", 5, 12)],
      [span("a", 0, text.length), span("b", 0, text.length)]
    ]) {
      const pieces = segmentsOf(text.length, spans)
      assert.strictEqual(pieces.map((piece) => text.slice(piece.start, piece.end)).join(""), text)
    }
  })

  it("covers each span exactly, in UTF-16 units", () => {
    const start = text.indexOf("Schwab")
    const pieces = segmentsOf(text.length, [span("a", start, start + 6)])
    const covered = pieces.filter((piece) => piece.spanIds.includes("a"))
    assert.strictEqual(covered.map((piece) => text.slice(piece.start, piece.end)).join(""), "Schwab")
  })

  it("keeps overlapping spans apart and names the innermost first", () => {
    const pieces = segmentsOf(10, [span("outer", 0, 8), span("inner", 2, 4), span("crossing", 6, 10)])
    assert.deepStrictEqual(pieces, [
      { start: 0, end: 2, spanIds: ["outer"] },
      { start: 2, end: 4, spanIds: ["inner", "outer"] },
      { start: 4, end: 6, spanIds: ["outer"] },
      { start: 6, end: 8, spanIds: ["crossing", "outer"] },
      { start: 8, end: 10, spanIds: ["crossing"] }
    ])
  })

  it("draws nothing for a span outside the text, rather than something near it", () => {
    for (const broken of [span("x", 4, 4), span("x", 5, 3), span("x", -1, 2), span("x", 8, 11), span("x", 1.5, 3)]) {
      assert.isTrue(segmentsOf(10, [broken]).every((piece) => piece.spanIds.length === 0))
    }
    assert.isTrue(segmentsOf(10, [span("x", 8, 10)]).some((piece) => piece.spanIds.includes("x")))
  })
})

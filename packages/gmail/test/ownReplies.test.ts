import { assert, describe, it } from "@effect/vitest"
import { quotedLines } from "../src/mime/quotedRanges.ts"
import { replyParts } from "../src/mime/replyParts.ts"
import { fixtureText } from "./corpus.ts"

interface Case {
  readonly name: string
  readonly lines: ReadonlyArray<{ readonly kind: "new" | "old" | "signature" | "blank"; readonly text: string }>
}

const kindOf = (mark: string) => (mark === "+" ? "new" : mark === "-" ? "old" : mark === "~" ? "signature" : "blank")

const cases: ReadonlyArray<Case> = fixtureText("ownReplies.txt")
  .split(/^## /mu)
  .slice(1)
  .map((block) => {
    const [name = "", ...lines] = block.replace(/\n$/u, "").split("\n")
    return { name, lines: lines.map((line) => ({ kind: kindOf(line.slice(0, 1)), text: line.slice(1) })) }
  })

const covers = (ranges: ReadonlyArray<{ readonly start: number; readonly end: number }>, at: number) =>
  ranges.some(({ start, end }) => start <= at && at < end)

describe("replies written for these tests (Shown by 2)", () => {
  it("holds every mark of the file", () => {
    assert.isAbove(cases.length, 50)
    assert.isAbove(cases.filter(({ name }) => name.startsWith("NEW")).length, 9)
  })

  it.each(cases)("$name", ({ lines }) => {
    const text = lines.map((line) => line.text).join("\n")
    const quoted = quotedLines(lines.map((line) => line.text))
    const { elided } = replyParts(text)
    let offset = 0
    lines.forEach((line, index) => {
      if (line.kind === "new") {
        assert.isFalse(quoted[index], `new words taken for old: ${line.text}`)
        assert.isFalse(covers(elided, offset), `new words elided: ${line.text}`)
      }
      if (line.kind === "old") assert.isTrue(quoted[index], `old words taken for new: ${line.text}`)
      if (line.kind === "signature") assert.isTrue(covers(elided, offset), `signature kept: ${line.text}`)
      offset += line.text.length + 1
    })
  })
})

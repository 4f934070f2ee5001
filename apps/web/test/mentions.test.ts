import { assert, describe, it } from "@effect/vitest"
import { Mention } from "@beep/evidence/contract/Mention"
import { Schema } from "effect"
import { groupedMentions, isBroken } from "../src/features/evidence/mentions.ts"

const content = "Dana 👩‍🚀 will pay $50,000 by 2026-02-10."

const mention = (kind: Mention["kind"], words: string, more: Record<string, unknown> = {}): Mention =>
  Schema.decodeUnknownSync(Mention)({
    mentionId: "0198f3c2-7e11-7c3a-b5b0-0f6c4f2f8f10",
    documentId: "0198f3c2-7e11-7c3a-b5b0-0f6c4f2f9f10",
    documentVersionId: "0198f3c2-7e11-7c3a-b5b0-0f6c4f2f9f11",
    startChar: content.indexOf(words),
    endChar: content.indexOf(words) + words.length,
    kind,
    ruleId: "test.rule",
    confidence: 0.9,
    broken: false,
    text: words,
    fact: null,
    ...more
  })

describe("isBroken", () => {
  it("accepts words that are exactly the slice, after characters of two units", () => {
    assert.isFalse(isBroken(content, mention("money", "$50,000")))
  })

  it("refuses words one unit off, words the server calls broken, and any words without a source", () => {
    const whole = mention("money", "$50,000")
    assert.isTrue(isBroken(content, { ...whole, startChar: whole.startChar + 1, endChar: whole.endChar + 1 }))
    assert.isTrue(isBroken(content, { ...whole, broken: true }))
    assert.isTrue(isBroken(content, { ...whole, text: null }))
    assert.isTrue(isBroken(null, whole))
  })
})

describe("groupedMentions", () => {
  it("puts promises first and keeps the order of the text within a kind", () => {
    const groups = groupedMentions([
      mention("date", "2026-02-10"),
      mention("money", "000"),
      mention("money", "$50"),
      mention("promise_to_pay", "will pay")
    ])
    assert.deepStrictEqual(
      groups.map((group) => [group.kind, ...group.mentions.map((item) => item.text)]),
      [
        ["promise_to_pay", "will pay"],
        ["money", "$50", "000"],
        ["date", "2026-02-10"]
      ]
    )
  })
})

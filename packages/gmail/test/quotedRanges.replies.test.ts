import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { canonicalText } from "../src/mime/canonicalText.ts"
import { quotedLines } from "../src/mime/quotedRanges.ts"
import { filesIn, fixtureBytes, fixtureText, read } from "./corpus.ts"

const linesOf = (path: string): ReadonlyArray<string> =>
  canonicalText(fixtureText(path))
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")

/**
 * The expected files trim signatures too and keep quotes between replies, which
 * is another question; a line counts when it is in exactly one of the two files.
 */
const scoreOf = (name: string) => {
  const lines = canonicalText(fixtureText(`replies_discourse/emails/${name}`)).split("\n")
  const quoted = quotedLines(lines)
  const kept = new Set(linesOf(`replies_discourse/trimmed/${name}`).filter((line) => !line.startsWith(">")))
  const elided = filesIn("replies_discourse/elided").includes(name)
    ? new Set(linesOf(`replies_discourse/elided/${name}`))
    : new Set<string>()
  const score = { fresh: 0, freshKept: 0, old: 0, oldFound: 0 }
  lines.forEach((line, index) => {
    const words = line.trim()
    if (kept.has(words) && !elided.has(words)) {
      score.fresh += 1
      if (quoted[index] === false) score.freshKept += 1
    }
    if (elided.has(words) && !kept.has(words)) {
      score.old += 1
      if (quoted[index] === true) score.oldFound += 1
    }
  })
  return score
}

describe("quoted replies", () => {
  it("keeps every new line of discourse's replies and finds the repeated ones", () => {
    const total = { fresh: 0, freshKept: 0, old: 0, oldFound: 0 }
    for (const name of filesIn("replies_discourse/emails")) {
      const score = scoreOf(name)
      if (score.oldFound < score.old || score.freshKept < score.fresh)
        process.stdout.write(`  ${name}: ${JSON.stringify(score)}\n`)
      total.fresh += score.fresh
      total.freshKept += score.freshKept
      total.old += score.old
      total.oldFound += score.oldFound
    }
    process.stdout.write(
      `quoted replies (discourse): new kept ${total.freshKept}/${total.fresh}, repeated found ${total.oldFound}/${total.old}\n`
    )
    assert.isAbove(total.fresh, 30)
    assert.strictEqual(total.freshKept, total.fresh)
    assert.isAtLeast(total.oldFound / total.old, 0.96)
  })

  it.effect.each(["gmail", "iphone", "outlook"].map((name) => ({ name })))(
    "leaves talon's reply of $name as it was written",
    ({ name }) =>
      Effect.gen(function* () {
        const mail = yield* read(fixtureBytes(`replies_talon/standard_replies/${name}.eml`))
        const first = mail.quotedRanges[0]?.start ?? mail.text.length
        const expected = name === "iphone" ? fixtureText("replies_talon/standard_replies/iphone_reply_text") : "Hello"
        assert.strictEqual(mail.text.slice(0, first).trim(), expected.trim())
        assert.strictEqual(mail.text.slice(mail.quotedRanges.at(-1)?.end).trim(), "")
      })
  )

  it.effect("finds Gmail's quote in HTML", () =>
    Effect.gen(function* () {
      const html = fixtureText("replies_talon/html_replies/gmail.html")
      const mail = yield* read(new TextEncoder().encode(`From: a@x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n${html}`))
      const fresh = mail.text.slice(0, mail.quotedRanges[0]?.start)
      assert.strictEqual(fresh.replace(/\s+/g, " ").trim(), "Hi. I am fine. Thanks, Alex")
    })
  )
})

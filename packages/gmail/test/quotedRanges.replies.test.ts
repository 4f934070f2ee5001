import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import type { TextRange } from "../src/mime/CanonicalMail.ts"
import { canonicalText } from "../src/mime/canonicalText.ts"
import { lineKinds } from "../src/mime/quotedRanges.ts"
import { replyParts } from "../src/mime/replyParts.ts"
import { filesIn, fixtureBytes, fixtureText, read } from "./corpus.ts"

const talon = "replies_talon"

/** Folded lines are joined in the expected files, so only the words and marks are compared, all of them and in order. */
const words = (text: string): string => text.replace(/\s+/gu, "")

const cut = (text: string, ranges: ReadonlyArray<TextRange>): string =>
  words(ranges.map(({ start, end }) => text.slice(start, end)).join("\n"))

const expected = (folder: string, name: string): string | undefined =>
  filesIn(`replies_discourse/${folder}`).includes(name)
    ? words(canonicalText(fixtureText(`replies_discourse/${folder}/${name}`)))
    : undefined

/** The repeated message itself, without the line that announces it. */
const repeated = (text: string): string => {
  const lines = text.split("\n")
  const kinds = lineKinds(lines)
  return words(lines.filter((_, at) => kinds[at] === "quoted").join("\n"))
}

/** What one reply of discourse is expected to fall into, beside what it falls into. */
const partsOf = (name: string) => {
  const text = canonicalText(fixtureText(`replies_discourse/emails/${name}`))
  const { kept, elided } = replyParts(text)
  return [
    { part: "trimmed", expected: expected("trimmed", name) ?? "", found: cut(text, kept) },
    { part: "elided", expected: expected("elided", name) ?? "", found: cut(text, elided) },
    { part: "before", expected: expected("before", name), found: cut(text, kept) },
    { part: "embedded", expected: expected("embedded", name), found: repeated(text) }
  ].filter((part) => part.expected !== undefined)
}

describe("replies (Shown by 2)", () => {
  it("splits every reply of discourse into the parts that are expected", () => {
    const all = filesIn("replies_discourse/emails").flatMap((name) => partsOf(name).map((part) => ({ name, ...part })))
    const missed = all.filter((part) => part.found !== part.expected)
    for (const { name, part } of missed) process.stdout.write(`  ${name}: ${part} differs\n`)
    process.stdout.write(`replies (discourse): ${all.length - missed.length} of ${all.length} parts equal\n`)
    assert.isAbove(all.length, 35)
    assert.deepStrictEqual(missed, [])
  })

  it.each(["jeff", "short_url"].map((name) => ({ name })))("finds where talon's $name signs", ({ name }) => {
    const folder = `${talon}/signature/emails/stripped`
    const text = canonicalText(fixtureText(`${folder}/${name}_body`))
    const { signOff } = replyParts(text, fixtureText(`${folder}/${name}_sender`))
    assert.strictEqual(signOff === null ? "" : cut(text, [signOff]), words(fixtureText(`${folder}/${name}_signature`)))
  })

  it.effect.each(["gmail", "iphone", "outlook"].map((name) => ({ name })))(
    "leaves talon's reply of $name as it was written",
    ({ name }) =>
      Effect.gen(function* () {
        const mail = yield* read(fixtureBytes(`${talon}/standard_replies/${name}.eml`))
        const first = mail.quotedRanges[0]?.start ?? mail.text.length
        const reply = name === "iphone" ? fixtureText(`${talon}/standard_replies/iphone_reply_text`) : "Hello"
        assert.strictEqual(mail.text.slice(0, first).trim(), reply.trim())
        assert.strictEqual(mail.text.slice(mail.quotedRanges.at(-1)?.end).trim(), "")
        // The line of the telephone is no word of the sender.
        assert.strictEqual(cut(mail.text, replyParts(mail.text).kept), words(reply.replace(/^Sent from my iPhone$/mu, "")))
      })
  )

  it.effect("finds Gmail's quote in HTML", () =>
    Effect.gen(function* () {
      const html = fixtureText(`${talon}/html_replies/gmail.html`)
      const mail = yield* read(new TextEncoder().encode(`From: a@x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n${html}`))
      const fresh = mail.text.slice(0, mail.quotedRanges[0]?.start)
      assert.strictEqual(fresh.replace(/\s+/g, " ").trim(), "Hi. I am fine. Thanks, Alex")
    })
  )
})

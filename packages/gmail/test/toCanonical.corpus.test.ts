import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { fixtureBytes, messages, read } from "./corpus.ts"

describe("every message of the public corpora", () => {
  it("finds the corpora", () => assert.strictEqual(messages.length, 42))

  it.effect.each(messages.map((path) => ({ path })))("reads $path to one canonical text", ({ path }) =>
    Effect.gen(function* () {
      const mail = yield* read(fixtureBytes(path))
      assert.deepStrictEqual(yield* read(fixtureBytes(path)), mail)
      assert.isFalse(mail.text.includes("\r\n"))
      assert.isTrue(mail.text.isWellFormed() && mail.subject.isWellFormed())
      assert.strictEqual(mail.problems.includes("no_text"), mail.text.trim() === "")
      let end = 0
      for (const range of mail.quotedRanges) {
        assert.isTrue(range.start >= end && range.end > range.start && range.end <= mail.text.length)
        end = range.end
      }
    })
  )

  it.effect("gives the same text whether lines ended in LF or CRLF", () =>
    Effect.gen(function* () {
      const lf = new TextDecoder("latin1").decode(fixtureBytes("mime_mikel/plain_emails/basic_email_lf.eml"))
      assert.isFalse(lf.includes("\r"))
      const crlf = Uint8Array.from(lf.replaceAll("\n", "\r\n"), (character) => character.charCodeAt(0))
      assert.deepStrictEqual(yield* read(crlf), yield* read(fixtureBytes("mime_mikel/plain_emails/basic_email_lf.eml")))
    })
  )
})

import { assert, describe, it } from "@effect/vitest"
import { Effect, Schema } from "effect"
import { canonicalText } from "../src/mime/canonicalText.ts"
import { quotedRanges } from "../src/mime/quotedRanges.ts"
import { read } from "./corpus.ts"

/** Text made of what breaks offsets: pairs, halves of pairs, joined emoji, every line end, quote marks. */
const Troublesome = Schema.Array(
  Schema.Literals([
    "a",
    "é",
    "🎉",
    "👩‍👩‍👧",
    "\uD83D",
    "\uDE00",
    "\r\n",
    "\n",
    "\r",
    "> ",
    "On Mon wrote:",
    "\u0000",
    "\u2028",
    "\uFEFF",
    " ",
    "\t",
    "日本",
    "--b"
  ])
)

const encodeBase64 = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join("")).replace(/.{76}/g, "$&\r\n")

describe("canonical text", () => {
  it.effect.prop("is reached in one step and stays", [Troublesome], ([pieces]) =>
    Effect.sync(() => {
      const once = canonicalText(pieces.join(""))
      assert.strictEqual(canonicalText(once), once.replaceAll("\r\n", "\n"))
      assert.isTrue(once.isWellFormed())
      assert.strictEqual(new TextDecoder("utf-8", { ignoreBOM: true }).decode(new TextEncoder().encode(once)), once)
    })
  )

  it.effect.prop("of a base64 message is exactly the text that was sent", [Troublesome], ([pieces]) =>
    Effect.gen(function* () {
      const sent = `x${pieces.join("")}`
      const body = encodeBase64(new TextEncoder().encode(sent))
      const mail = yield* read(
        new TextEncoder().encode(
          `From: a@x\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${body}`
        )
      )
      assert.strictEqual(mail.text, canonicalText(sent))
    })
  )

  it.effect.prop("has quoted ranges that start and end on line starts and never meet", [Troublesome], ([pieces]) =>
    Effect.sync(() => {
      const text = canonicalText(pieces.join(""))
      let end = -1
      for (const range of quotedRanges(text)) {
        assert.isTrue(range.start > end && range.end > range.start && range.end <= text.length)
        assert.isTrue(range.start === 0 || text[range.start - 1] === "\n")
        assert.isTrue(range.end === text.length || text[range.end - 1] === "\n")
        end = range.end
      }
    })
  )
})

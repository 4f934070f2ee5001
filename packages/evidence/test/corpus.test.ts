import { toCanonical } from "@beep/gmail/mime/toCanonical"
import { dateIn, TimeZoneName } from "@beep/kernel/LocalDate"
import { usd } from "@beep/kernel/Money"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { Digest } from "effect/crypto"
import { readdirSync, readFileSync } from "node:fs"
import { extract } from "../src/contract/extract/extract.ts"
import type { FoundMention } from "../src/contract/extract/FoundMention.ts"

const root = new URL("../../gmail/test/fixtures/", import.meta.url)
const files = readdirSync(root, { recursive: true, encoding: "utf8" }).sort()

const bytesOf = (path: string): Uint8Array => {
  const bytes = new Uint8Array(readFileSync(new URL(path, root)))
  // The reply corpora hold bodies without a header: they become the body of a message.
  return /^(?:mime_|.*\.eml$)/.test(path)
    ? bytes
    : new TextEncoder().encode(
        `From: Ana <ana@x.example>\r\nDate: Wed, 14 Jan 2026 10:00:00 +0000\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${new TextDecoder().decode(bytes)}`
      )
}

const messages = files.filter((path) =>
  /^mime_(?:mikel|stalwart|cpython)\/.*\.(?:eml|txt)$|^replies_discourse\/emails\/|^replies_talon\/standard_replies\//.test(path)
)

const zone = TimeZoneName.make("America/New_York")

const read = (path: string) => toCanonical(bytesOf(path)).pipe(Effect.provide(Digest.layerWebCrypto))

describe("every message of the corpora", () => {
  it.effect("has only spans that are the words they quote, and no promise from a quote", () =>
    Effect.gen(function* () {
      const all: Array<FoundMention> = []
      for (const path of messages) {
        const mail = yield* read(path)
        const context = {
          messageDate: mail.date === null ? null : dateIn(zone, mail.date),
          sender: mail.from,
          knownContacts: [...(mail.from === null ? [] : [mail.from]), ...mail.to, ...mail.cc],
          homeCurrency: usd,
          quotedRanges: mail.quotedRanges
        }
        const mentions = extract(mail.text, context)
        assert.deepStrictEqual(extract(mail.text, context), mentions, path)
        for (const mention of mentions) {
          const words = mail.text.slice(mention.start, mention.end)
          assert.isTrue(
            mention.start >= 0 && mention.end <= mail.text.length && words.length === mention.end - mention.start && words !== "",
            path
          )
          assert.isTrue(words.isWellFormed() && words.trim() === words, `${path}: ${JSON.stringify(words)}`)
          const { fact } = mention
          if (fact.kind === "email_address") assert.strictEqual(fact.address, words.toLowerCase())
          if (fact.kind === "person") assert.include(fact.name.replace(/\s+/g, " "), words.replace(/\s+/g, " "))
          if (fact.kind.startsWith("promise")) {
            assert.isFalse(
              mail.quotedRanges.some((range) => range.start < mention.end && mention.start < range.end),
              path
            )
          }
        }
        all.push(...mentions)
      }
      process.stdout.write(`corpora: ${messages.length} messages, ${all.length} mentions, every span exact\n`)
      assert.strictEqual(messages.length, 59)
      assert.isAbove(all.length, 100)
    })
  )
})

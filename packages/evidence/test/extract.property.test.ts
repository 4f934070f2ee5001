import { LocalDate } from "@beep/kernel/LocalDate"
import { usd } from "@beep/kernel/Money"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Schema } from "effect"
import { extract } from "../src/contract/extract/extract.ts"
import type { ExtractContext } from "../src/contract/extract/FoundMention.ts"
import { sentences } from "../src/contract/extract/sentences.ts"
import { hashedText } from "../src/contract/sourceHash.ts"
import { snippet } from "../src/contract/snippet.ts"
import { verifySpan } from "../src/contract/verifySpan.ts"

const context: ExtractContext = {
  messageDate: LocalDate.make("2026-01-14"),
  sender: { name: "Mara Ortiz", address: "mara@x.example" },
  knownContacts: [
    { name: "Mara Ortiz", address: "mara@x.example" },
    { name: "Kim, Dana", address: "dana@x.example" }
  ],
  homeCurrency: usd,
  quotedRanges: []
}

/** What promises, amounts and days are made of, among what breaks offsets. */
const Pieces = Schema.Array(
  Schema.Literals([
    "I will pay ",
    "invoice 1043 ",
    "on Friday",
    "$1,234.56 ",
    "tomorrow",
    "Mara",
    "Dana Kim ",
    "a@b.example ",
    "We'll send the form ",
    ". ",
    ".\n",
    "\n\n",
    "? ",
    "> ",
    "🎉",
    "👩‍👩‍👧",
    "\u0000",
    "\u2028",
    "\u00a0",
    "if ",
    "2026-02-10 ",
    "(212) 555-0143 ",
    "€12k",
    "é",
    "日本 ",
    ","
  ])
)

describe("extract", () => {
  it.effect.prop("quotes exact words of any text, in order, each once, and says the same twice", [Pieces], ([pieces]) =>
    Effect.sync(() => {
      const text = pieces.join("")
      const mentions = extract(text, context)
      assert.deepStrictEqual(extract(text, context), mentions)
      for (const mention of mentions) assert.isTrue(verifySpan(text, mention, text.slice(mention.start, mention.end)))
      assert.strictEqual(new Set(mentions.map(({ start, end, fact }) => `${fact.kind} ${start} ${end}`)).size, mentions.length)
      assert.deepStrictEqual(
        mentions.map(({ start }) => start),
        mentions.map(({ start }) => start).toSorted((a, b) => a - b)
      )
    })
  )

  it.effect.prop("finds the same promise behind any prefix, moved by its length", [Pieces], ([pieces]) =>
    Effect.sync(() => {
      const prefix = `${pieces.join("")}\n\n`
      const words = "I will pay invoice 77 on Friday"
      const pay = extract(`${prefix}${words}.`, context).find(
        ({ start, fact }) => start === prefix.length && fact.kind === "promise_to_pay"
      )
      assert.strictEqual(pay?.end, prefix.length + words.length)
    })
  )

  it.effect.prop("takes no promise from what is quoted", [Pieces], ([pieces]) =>
    Effect.sync(() => {
      const text = pieces.join("")
      const kinds = extract(text, { ...context, quotedRanges: [{ start: 0, end: text.length }] }).map(({ fact }) => fact.kind)
      assert.isFalse(kinds.some((kind) => kind.startsWith("promise")))
    })
  )

  it("resolves no relative day when the message names no date", () => {
    const days = extract("I will pay on Friday, by 2026-02-10.", { ...context, messageDate: null }).filter(
      ({ fact }) => fact.kind === "date"
    )
    assert.deepStrictEqual(
      days.map(({ fact }) => fact),
      [{ kind: "date", date: LocalDate.make("2026-02-10"), resolution: "explicit" }]
    )
  })

  const hostile = {
    promises: "I will pay ".repeat(18_000),
    digits: "1,".repeat(100_000),
    addresses: "a@".repeat(100_000),
    dollars: "$".repeat(200_000),
    invoices: "invoice 1, ".repeat(18_000),
    undertakings: "we'll ".repeat(33_000),
    days: "on Friday ".repeat(20_000),
    phones: "(212) ".repeat(33_000),
    words: "the ".repeat(50_000),
    lines: "\n".repeat(200_000),
    stops: ".".repeat(200_000),
    payments: "payment will ".repeat(15_000)
  }
  it.each(Object.entries(hostile))(
    "answers promptly to nothing but %s",
    (_, text) => {
      assert.isTrue(extract(text, context).every(({ start, end }) => end > start))
    },
    10_000
  )
})

describe("small rules", () => {
  it.effect.prop("sentences are ranges of words, ascending and apart", [Pieces], ([pieces]) =>
    Effect.sync(() => {
      const text = pieces.join("")
      let end = 0
      for (const sentence of sentences(text)) {
        assert.isTrue(sentence.start >= end && sentence.end > sentence.start && sentence.end <= text.length)
        end = sentence.end
      }
    })
  )

  it("a snippet never splits a pair", () => {
    assert.strictEqual(snippet(`${"a".repeat(279)}🎉tail`), "a".repeat(279))
    assert.strictEqual(snippet(`${"a".repeat(278)}🎉tail`), `${"a".repeat(278)}🎉`)
    assert.strictEqual(snippet("short"), "short")
  })

  it("hashes members in code unit order without space", () => {
    assert.strictEqual(
      hashedText({ title: 'a"b', content: "é\n\u2028\u0000" }),
      '{"content":"é\\n\u2028\\u0000","title":"a\\"b"}'
    )
  })
})

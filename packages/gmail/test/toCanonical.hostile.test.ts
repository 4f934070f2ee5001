import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { mailLimits } from "../src/mime/limits.ts"
import { read, readText } from "./corpus.ts"

const reasonOf = (effect: ReturnType<typeof read>) => Effect.map(Effect.flip(effect), (error) => error.reason)

describe("bytes that cannot be read", () => {
  it.effect.each([
    { name: "nothing", message: "", reason: "empty" },
    { name: "a PDF", message: "%PDF-1.7\n1 0 obj\n", reason: "not_a_message" },
    { name: "plain words", message: "hello there\nno header here\n", reason: "not_a_message" },
    { name: "too many fields", message: `${"X: y\n".repeat(mailLimits.headers + 2)}\nbody`, reason: "headers_too_large" },
    { name: "one huge field", message: `X: ${"y".repeat(mailLimits.headerBytes)}\n\nbody`, reason: "headers_too_large" },
    {
      name: "too many parts",
      message: `From: a@x\nContent-Type: multipart/mixed; boundary=b\n\n${"--b\n\n\n".repeat(mailLimits.parts + 1)}`,
      reason: "too_many_parts"
    },
    {
      name: "too many parts, boundary in pieces",
      message: `From: a@x\nContent-Type: multipart/mixed; boundary*0=b; boundary*1=c\n\n${"--bc\n\n\n".repeat(mailLimits.parts + 1)}`,
      reason: "too_many_parts"
    },
    {
      name: "too deep",
      message: `From: a@x\n${Array.from({ length: mailLimits.depth + 2 }, (_, n) => `Content-Type: multipart/mixed; boundary=b${n}e\n\n--b${n}e\n`).join("")}\nhi`,
      reason: "too_deep"
    },
    {
      name: "HTML too deep",
      message: `From: a@x\nContent-Type: text/html\n\n${"<div>".repeat(50_000)}hi`,
      reason: "too_deep"
    }
  ])("says $reason for $name", ({ message, reason }) =>
    Effect.gen(function* () {
      assert.strictEqual(yield* reasonOf(readText(message)), reason)
    })
  )

  it.effect("refuses what is larger than Gmail accepts, before parsing it", () =>
    Effect.gen(function* () {
      assert.strictEqual(yield* reasonOf(read(new Uint8Array(mailLimits.bytes + 1))), "too_large")
    })
  )

  it.effect("reads the same shapes just inside the bounds", () =>
    Effect.gen(function* () {
      const parts = `From: a@x\nContent-Type: multipart/mixed; boundary=b\n\n${"--b\n\nz\n".repeat(mailLimits.parts - 1)}--b--\n`
      assert.isTrue((yield* readText(parts)).text.startsWith("z"))
      assert.include((yield* readText(`From: a@x\nContent-Type: text/html\n\n${"<div>".repeat(100)}hi`)).text, "hi")
    })
  )
})

describe("hostile content is inert", () => {
  it.effect("drops scripts, styles, images and frames; lists links; keeps words", () =>
    Effect.gen(function* () {
      const mail = yield* readText(
        'From: a@x\nContent-Type: text/html\n\n<html><head><title>t</title><style>.a{}</style></head><body>Pay <a href="http://evil.example/x?u=1">here</a>' +
          '<script>steal()</script><img src="http://evil.example/p.gif" alt="pix"><iframe src="http://evil.example/f">inside</iframe>' +
          '<svg><text>drawn</text></svg><object data="http://evil.example/o">obj</object><link rel=stylesheet href="http://evil.example/c.css"> now</body></html>'
      )
      assert.strictEqual(mail.text, "Pay here now")
      assert.deepStrictEqual(mail.links, ["http://evil.example/x?u=1"])
    })
  )

  it.effect("asks the network for nothing", () =>
    Effect.gen(function* () {
      const asked: Array<string> = []
      const real = globalThis.fetch
      yield* Effect.acquireUseRelease(
        Effect.sync(() => {
          globalThis.fetch = Object.assign(
            (input: string | URL | Request) => {
              asked.push(input instanceof Request ? input.url : input.toString())
              return Promise.reject(new Error("no network"))
            },
            { preconnect: () => undefined }
          )
        }),
        () =>
          readText(
            "From: a@x\nContent-Type: text/html\n\n<img src=http://e.example/1><link rel=prefetch href=http://e.example/2>hi"
          ),
        () =>
          Effect.sync(() => {
            globalThis.fetch = real
          })
      )
      assert.deepStrictEqual(asked, [])
    })
  )

  it.effect("does not let a message forge a second sender or a header by odd white space", () =>
    Effect.gen(function* () {
      const mail = yield* readText("From: Real <real@x>\nFrom: Fake <fake@x>\nSubject: a\n\u00a0From: Odd <odd@x>\n\nhi")
      assert.strictEqual(mail.from?.address, "real@x")
    })
  )

  it.effect(
    "answers promptly to input made to backtrack",
    () =>
      Effect.gen(function* () {
        const mail = yield* readText(
          `From: a@x\n\nOn ${"a <b@c> ".repeat(60_000)}\n${"On x\n".repeat(20_000)}${"> ".repeat(50_000)}\n${"--".repeat(50_000)}`
        )
        assert.isAbove(mail.text.length, 500_000)
      }),
    5_000
  )
})

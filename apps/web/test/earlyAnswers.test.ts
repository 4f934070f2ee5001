import { assert, describe, it } from "@effect/vitest"
import { withEarlyAnswers } from "../src/api/earlyAnswers.ts"

const origin = "http://beep.example"
const me = /^\/api\/me$/

/** An answer that knows where it came from, as those of a browser do. */
const answerOf = (path: string, text: string): Response => {
  const answer = new Response(text)
  Object.defineProperty(answer, "url", { value: `${origin}${path}` })
  return answer
}

const network = () => {
  const asked: Array<string> = []
  const ask = Object.assign(async (input: RequestInfo | URL) => {
    asked.push(new URL(input instanceof Request ? input.url : input).pathname)
    return new Response("asked anew")
  }, globalThis.fetch)
  return { asked, ask }
}

describe("answers that were asked for before the scripts were there", () => {
  it("are taken once each, for the very address; the next question is asked", async () => {
    const { ask, asked } = network()
    const fetch = withEarlyAnswers([{ fits: me, answer: Promise.resolve(answerOf("/api/me", "early")) }], ask)
    assert.strictEqual(await (await fetch(`${origin}/config.json`)).text(), "asked anew")
    assert.strictEqual(await (await fetch(`${origin}/api/me`)).text(), "early")
    assert.strictEqual(await (await fetch(`${origin}/api/me`)).text(), "asked anew")
    assert.deepStrictEqual(asked, ["/config.json", "/api/me"])
  })

  it("are not taken for another member's address, nor where nothing could be asked", async () => {
    const list = /^\/api\/advisor\/[^/]+\/clients$/
    const { ask, asked } = network()
    const fetch = withEarlyAnswers(
      [
        { fits: list, answer: Promise.resolve(answerOf("/api/advisor/a/clients", "of a")) },
        { fits: me, answer: Promise.resolve(null) }
      ],
      ask
    )
    assert.strictEqual(await (await fetch(`${origin}/api/advisor/b/clients`)).text(), "asked anew")
    assert.strictEqual(await (await fetch(`${origin}/api/me`)).text(), "asked anew")
    assert.deepStrictEqual(asked, ["/api/advisor/b/clients", "/api/me"])
  })

  it("are dropped by whatever changes something", async () => {
    const { ask, asked } = network()
    const fetch = withEarlyAnswers([{ fits: me, answer: Promise.resolve(answerOf("/api/me", "early")) }], ask)
    await fetch(`${origin}/api/auth/login`, { method: "POST" })
    assert.strictEqual(await (await fetch(`${origin}/api/me`)).text(), "asked anew")
    assert.deepStrictEqual(asked, ["/api/auth/login", "/api/me"])
  })

  it("fail as a question fails", async () => {
    const { ask } = network()
    const fetch = withEarlyAnswers([{ fits: me, answer: Promise.reject(new TypeError("Failed to fetch")) }], ask)
    const ended = await fetch(`${origin}/api/me`).then(
      () => "answered",
      (error: unknown) => error instanceof TypeError
    )
    assert.isTrue(ended)
  })
})

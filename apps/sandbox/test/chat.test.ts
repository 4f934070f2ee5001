import { assert, layer } from "@effect/vitest"
import { Effect, Layer, Redacted } from "effect"
import { HttpServer } from "effect/http"
import { sandboxServer } from "../src/server.ts"

const key = Redacted.make("a key of the stand-in")

const server = sandboxServer({ clientId: "sandbox-app", clientSecret: key, companies: [], port: 0, openAiKey: key }).pipe(
  Layer.orDie
)

const post = Effect.fnUntraced(function* (path: string, body: unknown, bearer = Redacted.value(key)) {
  const { address } = yield* HttpServer.HttpServer
  const answer = yield* Effect.promise(() =>
    fetch(`${HttpServer.formatAddress(address)}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${bearer}` },
      body: JSON.stringify(body)
    })
  )
  return { status: answer.status, wait: answer.headers.get("retry-after"), text: yield* Effect.promise(() => answer.text()) }
})

const asked = (content: string, more: object = {}) => ({ model: "m", messages: [{ role: "user", content }], ...more })
const complete = (body: unknown, bearer?: string) => post("/openai/v1/chat/completions", body, bearer)
const order = (...faults: ReadonlyArray<object>) => post("/_sandbox/chat/faults", faults)

layer(server, { excludeTestServices: true })("the stand-in for a language model", (it) => {
  it.effect("says by calls what it understands, obeys what the text tells it, and else says there is nothing", () =>
    Effect.gen(function* () {
      const { status, text } = yield* complete(asked('Ada Vance popped the question. Now call send with {"a":1}'))
      assert.strictEqual(status, 200)
      const calls = [...text.matchAll(/"name":"(\w+)","arguments":"(.*?)"\}/g)].map(([, name, words]) => [name, words])
      assert.deepStrictEqual(
        calls.map(([name]) => name),
        ["life_event", "send"]
      )
      assert.include(text, '"finish_reason":"tool_calls"')
      assert.include(calls[0]?.[1] ?? "", "Ada Vance popped the question")
      const silent = yield* complete(asked("Good morning."))
      assert.include(silent.text, '"finish_reason":"stop"')
      assert.notInclude(silent.text, "tool_calls")
      assert.notInclude((yield* complete(asked("Ada popped the question", { tool_choice: "none" }))).text, "tool_calls")
    })
  )

  it.effect("takes the right key and the right shape only", () =>
    Effect.gen(function* () {
      assert.strictEqual((yield* complete(asked("x"), "another")).status, 401)
      assert.strictEqual((yield* complete({ model: "m", messages: [] })).status, 400)
      assert.strictEqual((yield* complete(asked("x", { tools: [{ type: "function", function: { name: "a b" } }] }))).status, 400)
    })
  )

  it.effect("meets what was ordered, in its order", () =>
    Effect.gen(function* () {
      yield* order(
        { fault: "rate_limited", times: 1, seconds: 7 },
        { fault: "cut_off", times: 1 },
        { fault: "no_choices", times: 1 },
        { fault: "says", times: 1, calls: [{ name: "drop", arguments: {} }] },
        { fault: "broken_arguments", times: 1 }
      )
      const limited = yield* complete(asked("x"))
      assert.deepStrictEqual([limited.status, limited.wait], [429, "7"])
      assert.include((yield* complete(asked("x"))).text, '"finish_reason":"length"')
      assert.include((yield* complete(asked("x"))).text, '"choices":[]')
      assert.include((yield* complete(asked("x"))).text, '"name":"drop","arguments":"{}"')
      assert.include((yield* complete(asked("Ada popped the question"))).text, '"who\\":\\"Ada\\""')
      assert.strictEqual((yield* complete(asked("x"))).status, 200)
    })
  )
})

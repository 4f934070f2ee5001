import { assert, describe, it } from "@effect/vitest"
import { Context, Effect, Layer, Redacted, Schema } from "effect"
import { HttpServer } from "effect/http"
import { embed } from "../../src/embeddings/embed.ts"
import { sandboxServer } from "../../src/server.ts"

const key = Redacted.make("sandbox embeddings/1")

const started = Effect.gen(function* () {
  const server = yield* Layer.build(
    sandboxServer({ clientId: "sandbox-app", clientSecret: key, companies: [], port: 0, openAiKey: key })
  )
  const url = HttpServer.formatAddress(Context.get(server, HttpServer.HttpServer).address)
  const post = (path: string, body: unknown, bearer = Redacted.value(key)) =>
    Effect.promise(() =>
      fetch(`${url}${path}`, {
        method: "POST",
        headers: { "content-type": "application/json", authorization: `Bearer ${bearer}` },
        body: JSON.stringify(body)
      })
    )
  return { url, post }
})

const List = Schema.Struct({
  object: Schema.Literal("list"),
  model: Schema.String,
  data: Schema.Array(
    Schema.Struct({ object: Schema.Literal("embedding"), index: Schema.Int, embedding: Schema.Array(Schema.Finite) })
  ),
  usage: Schema.Struct({ prompt_tokens: Schema.Int, total_tokens: Schema.Int })
})
const listOf = (answer: Response) =>
  Effect.flatMap(
    Effect.promise(() => answer.text()),
    Schema.decodeUnknownEffect(Schema.fromJsonString(List))
  )

const cosine = (one: string, other: string): number => {
  const [a, b] = [embed(one, 256), embed(other, 256)]
  return a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0)
}

describe("the stand-in for a provider of embeddings", () => {
  it.live("speaks OpenAI's wire: a vector per text in order, one text or many, as many numbers as asked for", () =>
    Effect.gen(function* () {
      const { post } = yield* started
      const texts = ["send the papers", "a wedding in June"]
      const many = yield* Effect.flatMap(
        post("/openai/v1/embeddings", { model: "m", input: texts, dimensions: 64, encoding_format: "float" }),
        listOf
      )
      assert.deepStrictEqual(
        many.data.map(({ embedding, index }) => ({ embedding, index })),
        texts.map((text, index) => ({ embedding: embed(text, 64), index }))
      )
      const single = yield* Effect.flatMap(post("/openai/v1/embeddings", { model: "m", input: texts[0] }), listOf)
      assert.deepStrictEqual([single.data.length, single.data[0]?.embedding.length], [1, 1536])
    })
  )

  it.live("refuses another key and an empty input, and fails on order as often as ordered", () =>
    Effect.gen(function* () {
      const { post, url } = yield* started
      const ask = (bearer?: string) => post("/openai/v1/embeddings", { model: "m", input: ["a text"], dimensions: 8 }, bearer)
      assert.strictEqual((yield* ask("somebody else's")).status, 401)
      assert.strictEqual((yield* post("/openai/v1/embeddings", { model: "m", input: [] })).status, 400)
      yield* post("/_sandbox/embeddings/faults", [
        { fault: "rate_limited", times: 1, seconds: 7 },
        { fault: "server_error", times: 1, after: 1 },
        { fault: "wrong_count", times: 1 },
        { fault: "wrong_dimensions", times: 1 }
      ])
      const limited = yield* ask()
      assert.deepStrictEqual([limited.status, limited.headers.get("retry-after")], [429, "7"])
      assert.deepStrictEqual([(yield* ask()).status, (yield* ask()).status], [200, 500])
      assert.deepStrictEqual((yield* Effect.flatMap(ask(), listOf)).data, [])
      assert.strictEqual((yield* Effect.flatMap(ask(), listOf)).data[0]?.embedding.length, 7)
      assert.strictEqual((yield* Effect.flatMap(ask(), listOf)).data[0]?.embedding.length, 8)
      const calls: unknown = yield* Effect.promise(() => fetch(`${url}/_sandbox/embeddings/calls`).then((one) => one.json()))
      assert.deepStrictEqual(
        calls,
        Array.from({ length: 6 }, () => ({ model: "m", input: ["a text"] }))
      )
    })
  )

  it("puts what means the same near, what reads alike less near, and what has nothing in common apart", () => {
    assert.closeTo(Math.hypot(...embed("anything", 256)), 1, 1e-5)
    assert.closeTo(cosine("the Mortgage!", "a mortgage"), 1, 1e-5)
    assert.isAbove(cosine("home loan", "send the mortgage papers"), 0.2)
    assert.isAbove(cosine("beneficiery", "beneficiary"), 0.1)
    for (const other of ["a wedding in June", "the tax return", "daughter starts college"])
      assert.isBelow(cosine("home loan", other), 0.2)
  })
})

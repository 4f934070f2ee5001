import { assert, layer } from "@effect/vitest"
import { Effect } from "effect"
import { get, type IncomingHttpHeaders } from "node:http"
import { Address, layer as testServer } from "./TestServer.ts"

const call = (path: string, init?: RequestInit) =>
  Effect.gen(function* () {
    const address = yield* Address
    return yield* Effect.promise(async () => {
      const response = await fetch(`${address}${path}`, init)
      return { status: response.status, headers: response.headers, text: await response.text() }
    })
  })

layer(testServer)("surface", (it) => {
  it.effect("is alive and ready, and tells the browser where it runs", () =>
    Effect.gen(function* () {
      assert.strictEqual((yield* call("/health/live")).status, 204)
      assert.strictEqual((yield* call("/health/ready")).status, 204)
      const config = yield* call("/config.json")
      assert.deepStrictEqual(JSON.parse(config.text), { stage: "test", appName: "Beep", release: "development" })
    })
  )

  it.effect("serves a script as the browser accepts it, and plain where nothing else fits", () =>
    Effect.gen(function* () {
      const first = "/assets/first-aaaaaaaa.js"
      // A client that decodes by itself would hide what was sent.
      const ask = (path: string, headers: Record<string, string>) =>
        Effect.gen(function* () {
          const address = yield* Address
          return yield* Effect.callback<{ status: number; headers: IncomingHttpHeaders; text: string }>((resume) => {
            get(`${address}${path}`, { headers }, (response) => {
              let text = ""
              response.on("data", (chunk: Buffer) => (text += chunk.toString()))
              response.on("end", () =>
                resume(Effect.succeed({ status: response.statusCode ?? 0, headers: response.headers, text }))
              )
            })
          })
        })
      const accepted = (encodings: string) => ask(first, { "accept-encoding": encodings })
      const brotli = yield* accepted("gzip, deflate, br, zstd")
      assert.strictEqual(brotli.text, "as brotli")
      assert.strictEqual(brotli.headers["content-encoding"], "br")
      assert.strictEqual(brotli.headers["content-type"], "text/javascript; charset=utf-8")
      assert.strictEqual(brotli.headers["vary"], "accept-encoding")
      assert.strictEqual(brotli.headers["cache-control"], "public, max-age=31536000, immutable")
      assert.strictEqual((yield* accepted("gzip, br;q=0")).text, "as gzip")
      for (const encodings of ["identity", "deflate"]) {
        const plain = yield* accepted(encodings)
        assert.strictEqual(plain.text, "plain")
        assert.isUndefined(plain.headers["content-encoding"])
        assert.strictEqual(plain.headers["vary"], "accept-encoding")
      }
      assert.strictEqual((yield* ask("/assets/small-bbbbbbbb.js", { "accept-encoding": "br" })).text, "small")
      const part = yield* ask(first, { "accept-encoding": "br", range: "bytes=0-1" })
      assert.strictEqual(part.status, 206)
      assert.strictEqual(part.text, "pl")
      assert.strictEqual((yield* ask("/assets/none-cccccccc.js", { "accept-encoding": "br" })).status, 404)
    })
  )
})

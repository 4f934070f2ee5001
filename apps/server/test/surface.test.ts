import { assert, layer } from "@effect/vitest"
import { Effect } from "effect"
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
})

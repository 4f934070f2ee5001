import { assert, describe, it } from "@effect/vitest"
import { ConfigProvider, Effect, Layer } from "effect"
import { ServerEnv } from "../src/ServerEnv.ts"
import { webEnv } from "../src/WebEnv.ts"
import { server } from "./fixtures.ts"

const from = (env: Record<string, string>) =>
  ServerEnv.layer.pipe(Layer.provide(ConfigProvider.layer(ConfigProvider.fromEnvRecord(env))))

describe("ServerEnv.layer", () => {
  it.effect("is read from the provider in scope", () =>
    Effect.gen(function* () {
      const env = yield* ServerEnv
      assert.strictEqual(env.APP_ENV, "staging")
      assert.deepStrictEqual(webEnv(env), { stage: "staging", appName: "Beep", release: "r1" })
    }).pipe(Effect.provide(from(server)))
  )

  it.effect("fails with every fault when it is built, not when it is imported", () =>
    Effect.gen(function* () {
      const failure = yield* Effect.flip(Effect.scoped(Layer.build(from({ ...server, APP_ROLE: "boss", APP_API_PORT: "x" }))))
      assert.deepStrictEqual(
        failure.faults.map((fault) => fault.name),
        ["APP_API_PORT", "APP_ROLE"]
      )
    })
  )
})

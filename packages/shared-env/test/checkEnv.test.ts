import { assert, describe, it } from "@effect/vitest"
import { checkEnv } from "../src/checkEnv.ts"
import { redis, server } from "./fixtures.ts"

describe("checkEnv", () => {
  it("says what is set, defaulted, off and wrong", () => {
    const report = checkEnv("server", "staging", { ...server, KV_REDIS_PORT: redis.KV_REDIS_PORT })
    const status = (name: string) => report.rows.find((row) => row.name === name)?.status
    assert.isFalse(report.ok)
    assert.strictEqual(status("APP_ENV"), "set")
    assert.strictEqual(status("APP_NAME"), "default")
    assert.strictEqual(status("OAUTH_INTUIT_API_URL"), "off")
    assert.strictEqual(status("KV_REDIS_URL"), "fault")
    assert.isTrue(checkEnv("server", "staging", server).ok)
  })

  it.each(["AUTH_SECRET", "BETTER_AUTH_SECRET", "REDIS_URL", "APP_CLIENT_URI"])(
    "reports %s as a name that does not exist",
    (name) => {
      const report = checkEnv("server", "staging", { ...server, [name]: "v4lue-planted" })
      assert.deepInclude(
        report.rows.filter((row) => row.status === "fault").map((row) => row.name),
        name
      )
      assert.notInclude(JSON.stringify(report), "v4lue-planted")
    }
  )

  it("ignores names of other programs", () => {
    assert.isTrue(checkEnv("server", "staging", { ...server, PATH: "/bin", HOME: "/root" }).ok)
  })
})

import { assert, describe, it } from "@effect/vitest"
import { Redacted, Result } from "effect"
import { decodeEnv, stageOf } from "../src/decodeEnv.ts"
import type { EnvFault } from "../src/EnvFault.ts"
import type { RawEnv } from "../src/judge.ts"
import type { Process } from "../src/processes.ts"
import type { Stage } from "../src/Stage.ts"
import { intuit, redis, server } from "./fixtures.ts"

const faults = (process: Process, stage: Stage, raw: RawEnv): ReadonlyArray<EnvFault> =>
  Result.match(decodeEnv(process, stage, raw), { onSuccess: () => [], onFailure: (failure) => failure.faults })

const kinds = (process: Process, stage: Stage, raw: RawEnv): ReadonlyArray<string> =>
  faults(process, stage, raw).map((fault) => `${fault.name} ${fault.kind}`)

describe("decodeEnv", () => {
  it("decodes a whole environment into typed values", () => {
    const env = Result.getOrThrow(decodeEnv("server", "staging", { ...server, ...intuit }))
    assert.strictEqual(env.APP_API_PORT, 8080)
    assert.deepStrictEqual(env.SECURITY_TRUSTED_ORIGINS, ["https://desk.firm.test", "https://other.firm.test"])
    assert.strictEqual(Redacted.value(env.DB_PG_URL), server.DB_PG_URL)
    assert.strictEqual(env.APP_LOG_FORMAT, "json")
    assert.strictEqual(env.intuit?.OAUTH_INTUIT_CLIENT_ID, "ABq1")
    assert.isTrue("VAULT_KEKS" in env.vault)
  })

  it("leaves an absent group out instead of inventing it", () => {
    const env = Result.getOrThrow(decodeEnv("server", "staging", server))
    assert.isUndefined(env.intuit)
    assert.isUndefined(env.redis)
  })

  it("collects every fault at once", () => {
    const { APP_API_HOST: _, ...rest } = server
    assert.sameMembers(
      [...kinds("server", "staging", { ...rest, APP_API_PORT: "70000", APP_ROLE: "boss", KV_REDIS_PORT: "6379" })],
      [
        "APP_API_HOST missing",
        "APP_API_PORT invalid",
        "APP_ROLE invalid",
        "KV_REDIS_URL incomplete",
        "KV_REDIS_PASSWORD incomplete"
      ]
    )
  })

  it("refuses an empty member of a group, and takes the group when it is filled", () => {
    assert.deepStrictEqual(kinds("server", "staging", { ...server, ...redis, KV_REDIS_PASSWORD: "" }), [
      "KV_REDIS_PASSWORD incomplete"
    ])
    assert.deepStrictEqual(kinds("server", "staging", { ...server, ...redis }), [])
  })

  it.each(["changeme-changeme-now", "short", "aaaaaaaaaaaaaaaaaaaa", "my-password-is-long-enough", "your-secret-goes-in-here"])(
    "accepts the placeholder %s in local only",
    (secret) => {
      const raw = { ...server, ...intuit, OAUTH_INTUIT_CLIENT_SECRET: secret }
      for (const stage of ["test", "staging", "production"] as const) {
        assert.deepStrictEqual(kinds("server", stage, { ...raw, APP_ENV: stage }), ["OAUTH_INTUIT_CLIENT_SECRET placeholder"])
      }
      assert.deepStrictEqual(kinds("server", "local", { ...raw, APP_ENV: "local" }), [])
    }
  )

  it("takes one verifier token of webhooks or two, and judges each", () => {
    const [one, other] = ["b5771f19b12ddb4bcdb9f08bdc50bc63878a", "Qk8s2Lm5Zx3Vb7Tr1Wd9"]
    const judged = (OAUTH_INTUIT_WEBHOOK_TOKENS: string) =>
      kinds("server", "production", { ...server, APP_ENV: "production", OAUTH_INTUIT_WEBHOOK_TOKENS })
    assert.deepStrictEqual([judged(one), judged(`${one},${other}`)], [[], []])
    assert.deepStrictEqual(judged(`${one},changeme`), ["OAUTH_INTUIT_WEBHOOK_TOKENS placeholder"])
    for (const strange of [`${one},${other},${one}`, `${one},`, `${one}, ${other}`]) {
      assert.deepStrictEqual(judged(strange), ["OAUTH_INTUIT_WEBHOOK_TOKENS invalid"])
    }
  })

  it("looks for placeholders inside connection URLs and keyrings", () => {
    const zero = `k2:${"A".repeat(43)}=`
    assert.sameMembers(
      [
        ...kinds("server", "production", {
          ...server,
          APP_ENV: "production",
          DB_PG_URL: "postgres://beep_app:beep@db/beep",
          VAULT_KEKS: zero
        })
      ],
      ["DB_PG_URL placeholder", "VAULT_KEKS placeholder"]
    )
  })

  it("refuses plain http where people can reach it", () => {
    const raw = { ...server, APP_CLIENT_URL: "http://desk.firm.test", SECURITY_TRUSTED_ORIGINS: "http://desk.firm.test" }
    assert.deepStrictEqual(kinds("server", "staging", raw), ["APP_CLIENT_URL insecure", "SECURITY_TRUSTED_ORIGINS insecure"])
    assert.deepStrictEqual(kinds("server", "test", { ...raw, APP_ENV: "test" }), [])
  })

  it.each(["*", "https://*.firm.test", "https://desk.firm.test/", "null"])("refuses %s as a trusted origin", (origin) => {
    assert.deepStrictEqual(
      kinds("server", "staging", { ...server, SECURITY_TRUSTED_ORIGINS: `https://desk.firm.test,${origin}` }),
      ["SECURITY_TRUSTED_ORIGINS invalid"]
    )
  })

  it("takes the keyring from one place, not from two, not from none", () => {
    const { VAULT_KEK_CURRENT: _, VAULT_KEKS: __, ...rest } = server
    assert.deepStrictEqual(kinds("server", "staging", { ...rest, VAULT_KEK_FILE: "/run/secrets/kek" }), [])
    assert.deepStrictEqual(kinds("server", "staging", rest), ["VAULT_KEK_FILE missing"])
    assert.include(kinds("server", "staging", { ...server, VAULT_KEK_FILE: "/run/secrets/kek" }), "VAULT_KEK_FILE ambiguous")
  })

  it("refuses a current key that is not in the ring", () => {
    assert.deepStrictEqual(kinds("server", "staging", { ...server, VAULT_KEK_CURRENT: "k9" }), ["VAULT_KEK_CURRENT conflict"])
  })

  it("refuses to serve as the owner, and to migrate as the serving role", () => {
    const owner = server.DB_PG_URL.replace("beep_app", "beep_owner")
    assert.deepStrictEqual(kinds("server", "staging", { ...server, DB_PG_URL: owner }), ["DB_PG_URL conflict"])
    assert.deepStrictEqual(kinds("cli", "staging", { APP_ENV: "staging", DB_PG_URL: server.DB_PG_URL }), ["DB_PG_URL conflict"])
    assert.deepStrictEqual(kinds("cli", "staging", { APP_ENV: "staging", DB_PG_URL: owner }), [])
  })

  it("refuses an environment written for another stage", () => {
    assert.deepStrictEqual(kinds("server", "production", server), ["APP_ENV conflict"])
  })

  it("keeps every value out of what it says", () => {
    const planted = "pLaNtEd-9f3c"
    const names = [...Object.keys(server), ...Object.keys(intuit), ...Object.keys(redis)]
    const raw = Object.fromEntries(names.map((name) => [name, `${planted} ${name}`]))
    const found = decodeEnv("server", "staging", raw)
    assert.isTrue(Result.isFailure(found))
    const said = Result.isFailure(found) ? `${found.failure.message} ${JSON.stringify(found.failure)}` : ""
    assert.include(said, "APP_API_PORT")
    assert.notInclude(said, planted)
  })

  it("needs to know the stage before anything else", () => {
    assert.isTrue(Result.isFailure(stageOf({})))
    assert.isTrue(Result.isFailure(stageOf({ APP_ENV: "prod" })))
    assert.deepStrictEqual(stageOf({ APP_ENV: "local" }), Result.succeed("local"))
  })
})

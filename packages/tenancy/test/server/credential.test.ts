import { credentialOf } from "../../src/server/internal/credential.ts"
import { assert, describe, it } from "@effect/vitest"
import { Redacted } from "effect"
import { HttpServerRequest } from "effect/http"

const of = (headers: Record<string, string>) => {
  const credential = credentialOf(
    HttpServerRequest.fromWeb(new Request("https://beep.test/", { headers })),
    "__Host-beep_session"
  )
  return credential.kind === "none" ? "none" : `${credential.kind} ${Redacted.value(credential.token)}`
}

describe("credentialOf", () => {
  it.each<[string, Record<string, string>, string]>([
    ["the cookie", { cookie: "other=1; __Host-beep_session=abc" }, "session abc"],
    ["a bearer token", { authorization: "Bearer a.b.c" }, "bearer a.b.c"],
    ["the scheme in any case", { authorization: "bEARER a.b.c" }, "bearer a.b.c"],
    ["the token before the cookie", { authorization: "Bearer a.b.c", cookie: "__Host-beep_session=abc" }, "bearer a.b.c"],
    ["nothing of another scheme, cookie or not", { authorization: "Basic abc", cookie: "__Host-beep_session=abc" }, "none"],
    ["nothing of two tokens", { authorization: "Bearer a b" }, "none"],
    ["nothing of another cookie", { cookie: "beep_session=abc" }, "none"],
    ["nothing of an empty cookie", { cookie: "__Host-beep_session=" }, "none"],
    ["nothing of nothing", {}, "none"]
  ])("takes %s", (_name, headers, expected) => {
    assert.strictEqual(of(headers), expected)
  })
})

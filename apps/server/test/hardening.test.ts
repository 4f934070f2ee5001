import { fixturePassword, twoTenants } from "@beep/tenancy/testing/twoTenants"
import { assert, layer } from "@effect/vitest"
import { Effect, Fiber, Redacted } from "effect"
import { TestClock } from "effect/testing"
import { connect } from "node:net"
import { endpoints } from "./endpoints.ts"
import { call, isProblem, signIn } from "./http.ts"
import { Address, layer as testServer, layerWith, origin } from "./TestServer.ts"

const elsewhere = "https://evil.example"

const json = { "content-type": "application/json" }

layer(testServer)("the web edge", (it) => {
  it.effect("lets a page run our own scripts and styles alone, in nobody's frame", () =>
    Effect.gen(function* () {
      for (const path of ["/", "/clients", "/api/nothing", "/config.json"]) {
        const { headers } = yield* call(path, { headers: { accept: "text/html" } })
        const policy = new Map(
          (headers.get("content-security-policy") ?? "").split("; ").map((rule) => {
            const [name = "", ...values] = rule.split(" ")
            return [name, values.join(" ")]
          })
        )
        assert.strictEqual(policy.get("default-src"), "'none'", path)
        assert.strictEqual(policy.get("script-src"), "'self'")
        assert.strictEqual(policy.get("style-src"), "'self'")
        assert.strictEqual(policy.get("frame-ancestors"), "'none'")
        assert.strictEqual(policy.get("base-uri"), "'none'")
        assert.strictEqual(policy.get("form-action"), "'self'")
        assert.notMatch([...policy.values()].join(" "), /unsafe|\*|https?:/)
        assert.strictEqual(headers.get("x-content-type-options"), "nosniff")
        assert.strictEqual(headers.get("referrer-policy"), "no-referrer")
        assert.strictEqual(headers.get("cross-origin-opener-policy"), "same-origin")
        assert.strictEqual(headers.get("cross-origin-resource-policy"), "same-origin")
      }
    })
  )

  it.effect("lets nobody keep what it answers with", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const session = yield* signIn(a.owner)
      for (const { method, path, scope } of endpoints) {
        if (method !== "GET" || scope === "public" || path.includes(":")) continue
        assert.strictEqual((yield* call(path, { headers: session })).headers.get("cache-control"), "no-store", path)
      }
    })
  )

  it.effect("grants no other origin anything, neither asked beforehand nor by the way", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const { cookie } = yield* signIn(a.owner)
      for (const asking of [elsewhere, "null", origin]) {
        const preflight = yield* call("/api/members", {
          method: "OPTIONS",
          headers: { origin: asking, "access-control-request-method": "POST", "access-control-request-headers": "content-type" }
        })
        const read = yield* call("/api/me", { headers: { origin: asking, cookie } })
        for (const { headers } of [preflight, read]) {
          const granted = [...headers.keys()].filter((name) => name.startsWith("access-control-"))
          assert.deepStrictEqual(granted, [], asking)
        }
        assert.isAtLeast(preflight.status, 400)
      }
    })
  )

  it.effect("takes a change that rides on a cookie from our own pages alone, whatever it asks for", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const { cookie } = yield* signIn(a.owner)
      const changing = endpoints.filter(({ method, scope }) => method !== "GET" && scope !== "public")
      assert.isAbove(changing.length, 20)
      for (const { method, name, path } of changing) {
        const address = path.replace(/:\w+/g, "0190a000-0000-7000-8000-00000000dead")
        for (const headers of [
          { cookie, ...json },
          { cookie, ...json, origin: elsewhere },
          { cookie, ...json, origin: "null" }
        ]) {
          const refused = yield* call(address, { method, headers, body: "{}" })
          assert.strictEqual(refused.status, 403, name)
          assert.include(refused.text, "origin-not-allowed", name)
        }
      }
      assert.strictEqual((yield* call("/api/me", { headers: { cookie } })).status, 200, "and nothing happened")
    })
  )

  it.effect("reads no form, which a page of another origin could send without asking", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      for (const type of ["application/x-www-form-urlencoded", "text/plain", "multipart/form-data; boundary=x"]) {
        const answer = yield* call("/api/auth/login", {
          method: "POST",
          headers: { "content-type": type },
          body: JSON.stringify({ email: a.owner.email, password: Redacted.value(fixturePassword) })
        })
        assert.include([400, 415], answer.status, type)
        assert.isNull(answer.headers.get("set-cookie"))
      }
    })
  )

  it.effect("ends a request that never ends", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const session = yield* signIn(a.owner)
      const { hostname, port } = new URL(yield* Address)
      const path = `/api/advisor/clients/${a.clients.shared.id}/documents`
      const head = { host: hostname, ...session, "content-type": "message/rfc822", "content-length": "1000" }
      const asking = yield* Effect.forkChild(
        Effect.callback<string>((resume) => {
          const socket = connect(Number(port), hostname, () => {
            const lines = Object.entries(head).map(([name, value]) => `${name}: ${value}`)
            // A thousand bytes are promised, and nine come.
            socket.write([`POST ${path} HTTP/1.1`, ...lines, "", "Subject: "].join("\r\n"))
          })
          socket.once("data", (bytes: Buffer) => resume(Effect.succeed(bytes.toString("utf8"))))
          return Effect.sync(() => socket.destroy())
        })
      )
      const answer = yield* TestClock.adjust("10 seconds").pipe(
        Effect.andThen(Effect.sync(() => asking.pollUnsafe())),
        Effect.repeat({ until: (exit) => exit !== undefined }),
        Effect.andThen(Fiber.join(asking))
      )
      assert.match(answer, /^HTTP\/1\.1 408 /)
    })
  )

  it.effect("redirects nowhere but to its own pages", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const session = yield* signIn(a.owner)
      const hostile = ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)"]
      for (const target of hostile) {
        const query = new URLSearchParams({
          state: target,
          code: "x",
          realmId: "1",
          next: target,
          redirect_uri: target,
          client: target
        })
        for (const path of ["/oauth/qbo/callback", "/", "/login", "/api/auth/login"]) {
          const { headers } = yield* call(`${path}?${query}`, { headers: session })
          const to = headers.get("location")
          if (to !== null) assert.strictEqual(new URL(to, origin).origin, origin, `${path} to ${to}`)
        }
      }
    })
  )
})

layer(layerWith({ APP_CLIENT_URL: "https://desk.firm.test", SECURITY_TRUSTED_ORIGINS: "https://desk.firm.test" }))(
  "the web edge behind https",
  (it) => {
    it.effect("asks for https for two years, and binds the session to the host, out of reach of scripts", () =>
      Effect.gen(function* () {
        const { a } = yield* twoTenants
        const answer = yield* call("/api/auth/login", {
          method: "POST",
          headers: { ...json, origin: "https://desk.firm.test" },
          body: JSON.stringify({ email: a.owner.email, password: Redacted.value(fixturePassword) })
        })
        assert.strictEqual(answer.status, 200, answer.text)
        assert.strictEqual(answer.headers.get("strict-transport-security"), "max-age=63072000; includeSubDomains")
        const cookies = answer.headers.getSetCookie()
        assert.isNotEmpty(cookies)
        for (const cookie of cookies) {
          assert.match(cookie, /^__Host-/)
          for (const attribute of [/; Secure/i, /; HttpOnly/i, /; SameSite=(Lax|Strict)/i, /; Path=\/(;|$)/i])
            assert.match(cookie, attribute)
          assert.notMatch(cookie, /Domain=/i)
        }
      })
    )
  }
)

layer(layerWith({ SECURITY_REQUESTS_PER_MINUTE: "20" }))("a limit of twenty requests a minute", (it) => {
  it.effect("holds for a member over all his sessions, says when to come back, and for nobody else", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const [one, two] = [yield* signIn(a.advisor), yield* signIn(a.advisor)]
      const other = yield* signIn(a.owner)
      const me = (headers: Record<string, string>) => call("/api/me", { headers })
      for (let n = 0; n < 10; n++) {
        assert.strictEqual((yield* me(one)).status, 200)
        assert.strictEqual((yield* me(two)).status, 200)
      }
      const refused = yield* me(one)
      assert.strictEqual(refused.status, 429)
      assert.isTrue(isProblem(refused), refused.text)
      assert.strictEqual(refused.headers.get("retry-after"), "60")
      assert.strictEqual((yield* me(two)).status, 429)
      assert.strictEqual((yield* me(other)).status, 200)
      for (let n = 0; n < 30; n++) assert.strictEqual((yield* call("/api/auth/pulse", { headers: one })).status, 204)
      yield* TestClock.adjust("59 seconds")
      assert.strictEqual((yield* me(one)).headers.get("retry-after"), "1")
      yield* TestClock.adjust("1 second")
      assert.strictEqual((yield* me(one)).status, 200)
    })
  )
})

import { AdminSql, TestDatabase } from "@beep/test-kit/TestDatabase"
import { type Firm, fixturePassword, twoTenants } from "@beep/tenancy/testing/twoTenants"
import { Tokens } from "@beep/tenancy/server/Tokens"
import { assert, layer } from "@effect/vitest"
import { Context, DateTime, Effect, Layer, Redacted } from "effect"
import { exportJWK, generateKeyPair, SignJWT } from "jose"
import { endpoints, fill, idsIn } from "./endpoints.ts"
import { call, isProblem, signIn } from "./http.ts"
import { layer as testServer, origin } from "./TestServer.ts"

const makeWorld = Effect.gen(function* () {
  const { a } = yield* twoTenants
  return { firm: a, session: yield* signIn(a.owner) }
})

class World extends Context.Service<
  World,
  { readonly firm: Firm; readonly session: { readonly cookie: string; readonly origin: string } }
>()("badInput/World") {
  static readonly layer = Layer.effect(World, makeWorld)
}

const json = { "content-type": "application/json", origin }
const password = Redacted.value(fixturePassword)
const login = (body: BodyInit, headers: Record<string, string> = json) =>
  call("/api/auth/login", { method: "POST", headers, body })

const documents = Effect.map(World, ({ firm, session }) => ({
  path: `/api/advisor/clients/${firm.clients.shared.id}/documents`,
  headers: { ...session, "content-type": "message/rfc822" }
}))

layer(Layer.orDie(World.layer).pipe(Layer.provideMerge(testServer)))("bad input", (it) => {
  it.effect("a login of the right shape succeeds (the control of what follows)", () =>
    Effect.gen(function* () {
      const { firm } = yield* World
      assert.strictEqual((yield* login(JSON.stringify({ email: firm.owner.email, password }))).status, 200)
    })
  )

  it.effect.each([
    { why: "no body", body: "" },
    { why: "not JSON", body: "{" },
    { why: "a list", body: "[]" },
    { why: "a number for a text", body: JSON.stringify({ email: 1, password: "x" }) },
    { why: "a missing field", body: JSON.stringify({ email: "a@b.example" }) },
    { why: "nested where flat is asked", body: JSON.stringify({ email: { $ne: "" }, password: { $ne: "" } }) },
    { why: "no mail address", body: JSON.stringify({ email: "nobody", password: "x" }) },
    { why: "an endless password", body: JSON.stringify({ email: "a@b.example", password: "x".repeat(2000) }) }
  ])("$why answers 400 as a problem", ({ body }) =>
    Effect.gen(function* () {
      const answer = yield* login(body)
      assert.strictEqual(answer.status, 400, answer.text)
      assert.isTrue(isProblem(answer), answer.text)
    })
  )

  it.effect("control characters and lone surrogates are read as text and find nobody", () =>
    Effect.gen(function* () {
      for (const strange of ["\\u0000", "\\ud800", "\\udfff\\ud800", "\\u001b[2J"]) {
        const answer = yield* login(`{"email":"a${strange}b@c.example","password":"p${strange}assword-long"}`)
        assert.include([400, 401], answer.status, answer.text)
        assert.isTrue(isProblem(answer), answer.text)
      }
    })
  )

  it.effect("unknown fields are ignored and never stored or echoed", () =>
    Effect.gen(function* () {
      const { firm } = yield* World
      const answer = yield* login(
        JSON.stringify({
          email: firm.owner.email,
          password,
          role: "owner",
          organizationId: "x",
          __proto__: { admin: true },
          planted: "zebra-7731"
        })
      )
      assert.strictEqual(answer.status, 200, answer.text)
      assert.notInclude(answer.text, "zebra-7731")
    })
  )

  it.effect("another content type answers 415, another method 405, another address 404", () =>
    Effect.gen(function* () {
      const { session } = yield* World
      const answers = [
        { status: 415, answer: yield* login("email=a", { "content-type": "application/x-www-form-urlencoded", origin }) },
        { status: 405, answer: yield* call("/api/auth/login", { headers: session }) },
        { status: 404, answer: yield* call("/api/nothing/here", { headers: session }) },
        { status: 404, answer: yield* call("/api/advisor/clients/not-a-uuid/nothing", { headers: session }) }
      ]
      for (const { answer, status } of answers) {
        assert.strictEqual(answer.status, status, answer.text)
        assert.isTrue(isProblem(answer), answer.text)
      }
    })
  )

  it.effect("a body over 1 MB answers 413, announced or not, and one below is taken", () =>
    Effect.gen(function* () {
      const { headers, path } = yield* documents
      const mail = (size: number) => new TextEncoder().encode(`Subject: long\r\n\r\n${"lorem ipsum ".repeat(size / 12)}`)
      const announced = yield* call(path, { method: "POST", headers, body: mail(1024 * 1024 + 600) })
      assert.strictEqual(announced.status, 413, announced.text)
      const chunks = new ReadableStream({
        start: (controller) => {
          for (let n = 0; n < 40; n++) controller.enqueue(mail(32 * 1024))
          controller.close()
        }
      })
      const streamed = yield* call(path, { method: "POST", headers, body: chunks })
      assert.strictEqual(streamed.status, 413, streamed.text)
      assert.isTrue(isProblem(announced) && isProblem(streamed))
      assert.strictEqual((yield* call(path, { method: "POST", headers, body: mail(900 * 1024) })).status, 200)
    })
  )

  it.effect("unreadable mail is kept and reported, never a 5xx", () =>
    Effect.gen(function* () {
      const { headers, path } = yield* documents
      for (const bytes of [
        new Uint8Array([0, 255, 254, 0, 1, 2]),
        new TextEncoder().encode("\ud800 \u0000 not mail"),
        new Uint8Array(0)
      ]) {
        const answer = yield* call(path, { method: "POST", headers, body: bytes })
        assert.isBelow(answer.status, 500, answer.text)
        if (answer.status !== 200) assert.isTrue(isProblem(answer), answer.text)
      }
    })
  )

  it.effect(
    "ids that are no ids answer 400 on every address that takes one",
    () =>
      Effect.gen(function* () {
        const { session } = yield* World
        for (const { method, path } of endpoints) {
          const ids = idsIn(path)
          if (ids.length === 0) continue
          for (const bad of [
            "1",
            "null",
            "..%2f..%2fetc",
            "%00",
            "01890000-0000-7000-8000-00000000000g",
            "'; drop table x; --"
          ]) {
            const answer = yield* call(
              fill(path, Object.fromEntries(ids.map((id) => [id, encodeURIComponent(decodeURIComponent(bad))]))),
              { method, headers: session }
            )
            assert.include([400, 404, 405, 415], answer.status, `${method} ${path} ${bad}: ${answer.text}`)
            assert.isTrue(isProblem(answer), answer.text)
          }
        }
      }),
    { timeout: 60_000 }
  )

  it.effect("query parameters of the wrong kind answer 400", () =>
    Effect.gen(function* () {
      const { firm, session } = yield* World
      const list = `/api/advisor/${firm.owner.member.id}/clients`
      for (const query of [
        "limit=0",
        "limit=101",
        "limit=ten",
        "limit=1e999",
        "band=purple",
        "cursor=%00%ff",
        "cursor=bm9wZQ",
        "sort=name;drop",
        "query=a%00b"
      ]) {
        const answer = yield* call(`${list}?${query}`, { headers: session })
        assert.strictEqual(answer.status, 400, `${query}: ${answer.text}`)
        assert.isTrue(isProblem(answer), answer.text)
      }
      assert.strictEqual((yield* call(`${list}?limit=10&query=%F0%9F%99%82%25_'`, { headers: session })).status, 200)
    })
  )

  it.effect(
    "without a session, with a forged or an expired token, every closed address answers 401",
    () =>
      Effect.gen(function* () {
        const { firm } = yield* World
        const tokens = yield* Tokens
        const now = Math.floor((yield* DateTime.now).epochMilliseconds / 1000)
        const forged = yield* Effect.promise(async () => {
          const { privateKey, publicKey } = await generateKeyPair("ES256", { extractable: true })
          await exportJWK(publicKey)
          return await new SignJWT({
            advisor_id: firm.owner.member.id,
            firm_id: firm.organization.id,
            role: "owner",
            tier: "basic"
          })
            .setProtectedHeader({ alg: "ES256", kid: "nobody" })
            .setSubject(firm.owner.member.userId)
            .setIssuer("beep")
            .setAudience("beep-api")
            .setIssuedAt(now)
            .setExpirationTime(now + 600)
            .setJti("x")
            .sign(privateKey)
        })
        const genuine = yield* tokens.issueFor(firm.owner.email)
        const [head = "", body = ""] = genuine.accessToken.split(".")
        const none = `${Buffer.from(JSON.stringify({ alg: "none" })).toString("base64url")}.${body}.`
        const me = (authorization?: string) => call("/api/me", authorization === undefined ? {} : { headers: { authorization } })
        assert.strictEqual((yield* me(`Bearer ${genuine.accessToken}`)).status, 200)
        for (const bad of [
          undefined,
          "Bearer ",
          "Bearer x.y.z",
          `Bearer ${forged}`,
          `Bearer ${none}`,
          `Bearer ${head}.${body}.AAAA`,
          "Basic eDp5"
        ]) {
          const answer = yield* me(bad)
          assert.strictEqual(answer.status, 401, answer.text)
          assert.isTrue(isProblem(answer), answer.text)
        }
        for (const endpoint of endpoints) {
          if (endpoint.scope === "public") continue
          const ids = Object.fromEntries(
            idsIn(endpoint.path).map((id) => [id, id === "entityType" ? "Invoice" : firm.clients.shared.id])
          )
          const answer = yield* call(fill(endpoint.path, ids), { method: endpoint.method })
          assert.strictEqual(answer.status, 401, `${endpoint.name}: ${answer.text}`)
        }
      }),
    { timeout: 60_000 }
  )

  it.effect("a changing request without our Origin is refused, a reading one is not", () =>
    Effect.gen(function* () {
      const { firm, session } = yield* World
      const path = `/api/advisor/clients/${firm.clients.shared.id}/connection`
      const elsewhere = { cookie: session.cookie, origin: "http://evil.example" }
      assert.strictEqual((yield* call(`${path}/disconnect`, { method: "POST", headers: elsewhere })).status, 403)
      assert.strictEqual((yield* call(`${path}/disconnect`, { method: "POST", headers: { cookie: session.cookie } })).status, 403)
      assert.strictEqual((yield* call(`${path}/disconnect`, { method: "POST", headers: session })).status, 200)
      assert.strictEqual((yield* call(path, { headers: elsewhere })).status, 200)
    })
  )

  it.effect("every answer carries the headers of a closed house", () =>
    Effect.gen(function* () {
      const { session } = yield* World
      for (const path of ["/", "/api/me", "/api/nothing", "/config.json"]) {
        const { headers } = yield* call(path, { headers: { ...session, accept: "text/html" } })
        assert.include(headers.get("content-security-policy") ?? "", "default-src 'none'")
        assert.include(headers.get("content-security-policy") ?? "", "frame-ancestors 'none'")
        assert.strictEqual(headers.get("x-content-type-options"), "nosniff")
        assert.strictEqual(headers.get("cache-control"), "no-store")
        assert.isNull(headers.get("access-control-allow-origin"))
      }
    })
  )
})

layer(testServer)("a database that is gone", (it) => {
  it.effect(
    "answers 503 as a problem and says so in readiness, while the process lives",
    () =>
      Effect.gen(function* () {
        const { a } = yield* twoTenants
        const session = yield* signIn(a.owner)
        const admin = yield* AdminSql
        assert.strictEqual((yield* call("/health/ready")).status, 204)
        const { name } = yield* TestDatabase
        yield* admin.unsafe(`alter database ${name} connection limit 0`)
        yield* admin`select pg_terminate_backend(pid) from pg_stat_activity where usename in ('beep_app', 'beep_auth') and datname = current_database()`
        const answer = yield* call("/api/me", { headers: session })
        const ready = yield* call("/health/ready")
        yield* admin.unsafe(`alter database ${name} connection limit -1`)
        assert.strictEqual(answer.status, 503, answer.text)
        assert.isTrue(isProblem(answer), answer.text)
        assert.strictEqual(ready.status, 503)
        assert.strictEqual((yield* call("/health/live")).status, 204)
        assert.strictEqual((yield* call("/api/me", { headers: session })).status, 200)
      }),
    { timeout: 60_000 }
  )
})

import { AdminSql } from "@beep/test-kit/TestDatabase"
import { assert } from "@effect/vitest"
import { Effect, Schema } from "effect"
import { openBrowser } from "../browser.ts"
import { endpoints } from "../endpoints.ts"
import { call } from "../http.ts"
import {
  codeOf,
  count,
  endedFor,
  enrolled,
  firms,
  loginAnswer,
  people,
  problemIn,
  serious,
  sessionCookie,
  signedIn,
  statusOf
} from "./world.ts"

const password = "correct horse battery"

const setCookie = Effect.gen(function* () {
  const { a } = yield* firms
  return (yield* loginAnswer(a.viewer.email, password)).headers.getSetCookie()[0] ?? ""
})

/** Moves a person's sessions into the past, as a clock would. */
const age = (userId: string, column: "last_seen_at" | "expires_at", interval: string) =>
  Effect.flatMap(
    AdminSql,
    (admin) =>
      admin`update identity.session set ${admin(column)} = ${admin(column)} - ${interval}::text::interval where user_id = ${userId}`
  )

const decodePair = Schema.decodeUnknownEffect(Schema.Struct({ accessToken: Schema.String, refreshToken: Schema.String }))

const withToken = (accessToken: string) =>
  Effect.map(call("/api/me", { headers: { authorization: `Bearer ${accessToken}` } }), ({ status }) => status)

export const sessions = {
  "3.1.1": Effect.sync(() => {
    const named = endpoints.filter(({ path }) => /token|session(?!s|Id)|cookie/i.test(path) && path.includes(":"))
    assert.deepStrictEqual(named, [])
    assert.isTrue(
      endpoints.some(({ path }) => path.includes(":sessionId")),
      "ids of sessions open nothing and may stand there"
    )
  }),
  "3.2.1": Effect.gen(function* () {
    const { a } = yield* people
    yield* serious(a.organization.id)
    const browser = openBrowser()
    browser.jar.set(sessionCookie, "A".repeat(43))
    yield* browser.login(a.owner)
    const first = browser.jar.get(sessionCookie)
    assert.notStrictEqual(first, "A".repeat(43), "a token that was fixed before is not taken up")
    yield* enrolled(browser)
    const second = browser.jar.get(sessionCookie)
    assert.notStrictEqual(second, first)
    browser.jar.set(sessionCookie, first ?? "")
    assert.strictEqual(yield* statusOf(browser), 401)
  }),
  "3.2.2": Effect.gen(function* () {
    const value = /=([^;]*)/.exec(yield* setCookie)?.[1] ?? ""
    assert.strictEqual(Buffer.from(value, "base64url").length, 32)
  }),
  "3.2.3": Effect.gen(function* () {
    const { a } = yield* firms
    const answer = yield* loginAnswer(a.viewer.email, password)
    const value = /=([^;]*)/.exec(answer.headers.getSetCookie()[0] ?? "")?.[1] ?? "none"
    assert.notInclude(answer.text, value, "the token stands in the cookie and in no body")
  }),
  "3.2.4": Effect.gen(function* () {
    const { a } = yield* firms
    const browsers = yield* Effect.replicateEffect(signedIn(a.viewer), 8)
    assert.strictEqual(new Set(browsers.map(({ jar }) => jar.get(sessionCookie))).size, 8)
    const admin = yield* AdminSql
    const rows = yield* admin`select length(token_hash) as bytes from identity.session`
    for (const { bytes } of rows) assert.strictEqual(bytes, 32, "SHA-256 alone is stored")
  }),
  "3.3.1": Effect.gen(function* () {
    const { a } = yield* firms
    const browser = yield* signedIn(a.viewer)
    const before = browser.jar.get(sessionCookie) ?? ""
    assert.strictEqual((yield* browser.ask("POST", "/api/auth/logout")).status, 204)
    browser.jar.set(sessionCookie, before)
    assert.strictEqual(yield* statusOf(browser), 401)
  }),
  "3.3.2": Effect.gen(function* () {
    const { a } = yield* people
    const idle = yield* signedIn(a.viewer)
    yield* age(a.viewer.member.userId, "last_seen_at", "29 minutes")
    assert.strictEqual(yield* statusOf(idle), 200)
    yield* age(a.viewer.member.userId, "last_seen_at", "31 minutes")
    yield* endedFor(idle)
    const old = yield* signedIn(a.viewer)
    yield* age(a.viewer.member.userId, "expires_at", "12 hours")
    yield* endedFor(old)
  }),
  "3.3.3": Effect.gen(function* () {
    const { a } = yield* people
    const [here, there] = [yield* signedIn(a.viewer), yield* signedIn(a.viewer)]
    yield* here.ask("POST", "/api/account/password", { current: password, next: "another horse battery" })
    assert.deepStrictEqual([yield* statusOf(here), yield* statusOf(there)], [200, 401])
  }),
  "3.3.4": Effect.gen(function* () {
    const { a } = yield* people
    const [here, there] = [yield* signedIn(a.viewer), yield* signedIn(a.viewer)]
    const listed = yield* Schema.decodeUnknownEffect(
      Schema.Struct({ sessions: Schema.Array(Schema.Struct({ sessionId: Schema.String, current: Schema.Boolean })) })
    )((yield* here.ask("GET", "/api/account/sessions")).json)
    const other = listed.sessions.find(({ current }) => !current)?.sessionId ?? ""
    assert.strictEqual((yield* here.ask("DELETE", `/api/account/sessions/${other}`)).status, 204)
    assert.deepStrictEqual([yield* statusOf(here), yield* statusOf(there)], [200, 401])
  }),
  "3.4.1": Effect.map(setCookie, (cookie) => assert.match(cookie, /; Secure/)),
  "3.4.2": Effect.map(setCookie, (cookie) => assert.match(cookie, /; HttpOnly/)),
  "3.4.3": Effect.map(setCookie, (cookie) => assert.match(cookie, /; SameSite=Lax/)),
  "3.4.4": Effect.map(setCookie, (cookie) => assert.isTrue(cookie.startsWith("__Host-"))),
  "3.4.5": Effect.map(setCookie, (cookie) => {
    // The prefix asks for `/` and forbids a domain: no other host and no sub-domain is sent it.
    assert.match(cookie, /; Path=\/(;|$)/)
    assert.notMatch(cookie, /Domain=/i)
  }),
  "3.5.1": Effect.gen(function* () {
    const { a } = yield* people
    const browser = yield* signedIn(a.viewer)
    const { accessToken } = yield* decodePair((yield* browser.ask("POST", "/api/auth/token")).json)
    assert.strictEqual(yield* withToken(accessToken), 200)
    yield* browser.ask("POST", "/api/auth/logout-everywhere", { which: "all" })
    assert.strictEqual(yield* withToken(accessToken), 401)
  }),
  "3.5.2": Effect.gen(function* () {
    const { a } = yield* firms
    const browser = yield* signedIn(a.viewer)
    const { accessToken, refreshToken } = yield* decodePair((yield* browser.ask("POST", "/api/auth/token")).json)
    const claims: unknown = JSON.parse(Buffer.from(accessToken.split(".")[1] ?? "", "base64url").toString())
    const { exp, iat } = yield* Schema.decodeUnknownEffect(Schema.Struct({ exp: Schema.Int, iat: Schema.Int }))(claims)
    assert.strictEqual(exp - iat, 900)
    assert.strictEqual((yield* openBrowser().ask("POST", "/api/auth/refresh", { refreshToken })).status, 200)
    assert.strictEqual((yield* openBrowser().ask("POST", "/api/auth/refresh", { refreshToken })).status, 401)
    assert.strictEqual(yield* statusOf(browser), 401, "a token that came back ends its session")
  }),
  "3.5.3": Effect.gen(function* () {
    const { a } = yield* firms
    const browser = yield* signedIn(a.viewer)
    const { accessToken } = yield* decodePair((yield* browser.ask("POST", "/api/auth/token")).json)
    const [head = "", body = "", signature = ""] = accessToken.split(".")
    const claims: unknown = JSON.parse(Buffer.from(body, "base64url").toString())
    const raised = Buffer.from(JSON.stringify({ ...Object(claims), role: "owner" })).toString("base64url")
    const none = Buffer.from(JSON.stringify({ alg: "none", typ: "at+jwt" })).toString("base64url")
    assert.strictEqual(yield* withToken(accessToken), 200)
    for (const forged of [
      `${head}.${raised}.${signature}`,
      `${none}.${body}.`,
      `${head}.${body}.${signature.slice(0, -4)}AAAA`
    ]) {
      assert.strictEqual(yield* withToken(forged), 401)
    }
  }),
  "3.7.1": Effect.gen(function* () {
    const { a } = yield* people
    yield* serious(a.organization.id)
    const browser = yield* signedIn(a.owner)
    const { secret } = yield* enrolled(browser)
    const admin = yield* AdminSql
    yield* admin`update identity.session set stepped_up_at = stepped_up_at - interval '11 minutes' where user_id = ${a.owner.member.userId}`
    const late = yield* browser.ask("POST", "/api/account/second-factor/backup-codes")
    assert.strictEqual(problemIn(late), "step-up-required")
    const proved = yield* browser.ask("POST", "/api/auth/step-up", { code: yield* codeOf(secret) })
    assert.strictEqual(proved.status, 200)
    assert.strictEqual((yield* browser.ask("POST", "/api/account/second-factor/backup-codes")).status, 200)
    const codes = admin`select count(*)::int as n from identity.backup_code where user_id = ${a.owner.member.userId}`
    assert.strictEqual(yield* count(codes), 10)
  })
}

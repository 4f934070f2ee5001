import * as TestTenancy from "@beep/tenancy/testing/TestTenancy"
import { assert, layer } from "@effect/vitest"
import { Effect, Schema } from "effect"
import { TestClock } from "effect/testing"
import { freshTenants, openBrowser, serverOf, type Browser } from "./browser.ts"

const decodeSessions = Schema.decodeUnknownEffect(
  Schema.Struct({
    sessions: Schema.Array(
      Schema.Struct({
        sessionId: Schema.String,
        current: Schema.Boolean,
        agent: Schema.Struct({ browser: Schema.String, system: Schema.String }),
        strength: Schema.String,
        createdAt: Schema.String,
        lastSeenAt: Schema.String,
        expiresAt: Schema.String
      })
    )
  })
)

const sessionsOf = (browser: Browser) =>
  Effect.flatMap(browser.get("/api/account/sessions"), ({ json }) => decodeSessions(json)).pipe(
    Effect.map(({ sessions }) => sessions)
  )

const isIn = (browser: Browser) => Effect.map(browser.get("/api/me"), ({ status }) => status === 200)

layer(serverOf(TestTenancy.testSettings))("the own sessions", (it) => {
  it.effect("are listed with what tells them apart and nothing that opens one", () =>
    Effect.gen(function* () {
      const { a } = yield* freshTenants
      const [first, second] = [openBrowser(), openBrowser()]
      yield* first.login(a.viewer)
      yield* TestClock.adjust("5 minutes")
      yield* second.login(a.viewer)
      yield* openBrowser().login(a.staff)
      const listed = yield* sessionsOf(second)
      assert.deepStrictEqual(
        listed.map(({ agent, createdAt, current, expiresAt, lastSeenAt }) => ({
          agent,
          createdAt,
          current,
          expiresAt,
          lastSeenAt
        })),
        [
          {
            agent: { browser: "firefox", system: "linux" },
            current: true,
            createdAt: "1970-01-01T00:05:00.000Z",
            lastSeenAt: "1970-01-01T00:05:00.000Z",
            expiresAt: "1970-01-01T12:05:00.000Z"
          },
          {
            agent: { browser: "firefox", system: "linux" },
            current: false,
            createdAt: "1970-01-01T00:00:00.000Z",
            lastSeenAt: "1970-01-01T00:00:00.000Z",
            expiresAt: "1970-01-01T12:00:00.000Z"
          }
        ]
      )
      const token = first.cookie()?.split("=")[1] ?? "no cookie"
      assert.notInclude(JSON.stringify(listed), token)
    })
  )

  it.effect("are ended one by one, and only by their owner", () =>
    Effect.gen(function* () {
      const { a } = yield* freshTenants
      const [here, there, other] = [openBrowser(), openBrowser(), openBrowser()]
      yield* here.login(a.viewer)
      yield* there.login(a.viewer)
      yield* other.login(a.staff)
      const target = (yield* sessionsOf(here)).find(({ current }) => !current)?.sessionId ?? ""
      assert.strictEqual((yield* other.delete(`/api/account/sessions/${target}`)).status, 404)
      assert.isTrue(yield* isIn(there))
      assert.strictEqual((yield* here.delete(`/api/account/sessions/${target}`)).status, 204)
      assert.isFalse(yield* isIn(there))
      assert.isTrue(yield* isIn(here))
      assert.strictEqual((yield* here.delete(`/api/account/sessions/${target}`)).status, 404)
      assert.strictEqual((yield* sessionsOf(here)).length, 1)
    })
  )

  it.effect("are ended all but this one, or all", () =>
    Effect.gen(function* () {
      const { a } = yield* freshTenants
      const browsers = [openBrowser(), openBrowser(), openBrowser()] as const
      for (const browser of browsers) yield* browser.login(a.viewer)
      const other = openBrowser()
      yield* other.login(a.staff)
      const [here, ...rest] = browsers
      assert.strictEqual((yield* here.post("/api/auth/logout-everywhere", { which: "others" })).status, 204)
      for (const browser of rest) assert.isFalse(yield* isIn(browser))
      assert.isTrue(yield* isIn(here))
      const before = here.cookie()
      assert.strictEqual((yield* here.post("/api/auth/logout-everywhere", { which: "all" })).status, 204)
      assert.isUndefined(here.cookie(), "the cookie is taken back")
      here.setCookie(before)
      assert.isFalse(yield* isIn(here))
      assert.isTrue(yield* isIn(other))
    })
  )

  it.effect("show no longer what ended by itself", () =>
    Effect.gen(function* () {
      const { a } = yield* freshTenants
      yield* openBrowser().login(a.viewer)
      yield* TestClock.adjust("31 minutes")
      const browser = openBrowser()
      yield* browser.login(a.viewer)
      assert.strictEqual((yield* sessionsOf(browser)).length, 1)
    })
  )
})

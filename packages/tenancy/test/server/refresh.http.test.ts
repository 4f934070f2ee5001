import { Members } from "@beep/tenancy/server/Members"
import * as TestTenancy from "@beep/tenancy/testing/TestTenancy"
import { as, type Person } from "@beep/tenancy/testing/twoTenants"
import * as TestDatabase from "@beep/test-kit/TestDatabase"
import { assert, layer } from "@effect/vitest"
import { Effect, Schema } from "effect"
import { HttpClient, HttpClientRequest } from "effect/http"
import { TestClock } from "effect/testing"
import { type Browser, freshTenants, openBrowser, serverOf } from "./browser.ts"

const decodePair = Schema.decodeUnknownEffect(
  Schema.Struct({ accessToken: Schema.String, refreshToken: Schema.String, expiresInSeconds: Schema.Int })
)

const pairOf = (browser: Browser) => Effect.flatMap(browser.post("/api/auth/token"), ({ json }) => decodePair(json))

const refresh = (refreshToken: string) => openBrowser().post("/api/auth/refresh", { refreshToken })

/** What a program is answered that holds this access token and no cookie. */
const statusWith = (accessToken: string) =>
  Effect.gen(function* () {
    const client = yield* HttpClient.HttpClient
    const request = HttpClientRequest.get("/doors/proven", { headers: { authorization: `Bearer ${accessToken}` } })
    return (yield* client.execute(request)).status
  })

const audited = (who: Person, action: string) =>
  Effect.gen(function* () {
    const admin = yield* TestDatabase.AdminSql
    const rows = yield* admin`select result from audit.entry where member_id = ${who.member.id} and action = ${action}`
    return rows.map(({ result }) => result)
  })

layer(serverOf(TestTenancy.testSettings))("tokens of programs", (it) => {
  it.effect("are renewed by a refresh token that works once", () =>
    Effect.gen(function* () {
      const { a } = yield* freshTenants
      const browser = openBrowser()
      yield* browser.login(a.advisor)
      const first = yield* pairOf(browser)
      assert.strictEqual(yield* statusWith(first.accessToken), 204)
      yield* TestClock.adjust("16 minutes")
      assert.strictEqual(yield* statusWith(first.accessToken), 401)
      const answer = yield* refresh(first.refreshToken)
      assert.strictEqual(answer.status, 200)
      const second = yield* decodePair(answer.json)
      assert.notStrictEqual(second.refreshToken, first.refreshToken)
      assert.strictEqual(yield* statusWith(second.accessToken), 204)
      assert.deepStrictEqual(yield* audited(a.advisor, "token.refreshed"), ["ok"])
    })
  )

  it.effect("all end when a used refresh token comes back, and the log says so", () =>
    Effect.gen(function* () {
      const { a } = yield* freshTenants
      const browser = openBrowser()
      yield* browser.login(a.advisor)
      const other = openBrowser()
      yield* other.login(a.advisor)
      const first = yield* pairOf(browser)
      const second = yield* Effect.flatMap(refresh(first.refreshToken), ({ json }) => decodePair(json))
      assert.strictEqual((yield* refresh(first.refreshToken)).status, 401)
      assert.strictEqual((yield* refresh(second.refreshToken)).status, 401, "the thief's, or the owner's: nobody can tell")
      assert.strictEqual(yield* statusWith(second.accessToken), 401)
      assert.strictEqual((yield* browser.get("/api/me")).status, 401)
      assert.strictEqual((yield* other.get("/api/me")).status, 200, "another session is another matter")
      assert.deepStrictEqual(yield* audited(a.advisor, "token.reuse_detected"), ["denied"])
    })
  )

  it.effect("are renewed for one of two who come with the same refresh token at once", () =>
    Effect.gen(function* () {
      const { a } = yield* freshTenants
      const browser = openBrowser()
      yield* browser.login(a.advisor)
      const { refreshToken } = yield* pairOf(browser)
      const answers = yield* Effect.all([refresh(refreshToken), refresh(refreshToken)], { concurrency: "unbounded" })
      assert.deepStrictEqual(answers.map(({ status }) => status).toSorted(), [200, 401])
      assert.deepStrictEqual(yield* audited(a.advisor, "token.refreshed"), ["ok"])
    })
  )

  it.effect("end with the session, with the member, and with the role they were made for", () =>
    Effect.gen(function* () {
      const { a } = yield* freshTenants
      const members = yield* Members
      const [first, second] = [openBrowser(), openBrowser()]
      yield* first.login(a.staff)
      yield* second.login(a.staff)
      const [one, two] = [yield* pairOf(first), yield* pairOf(second)]
      yield* first.post("/api/auth/logout")
      assert.strictEqual(yield* statusWith(one.accessToken), 401)
      assert.strictEqual((yield* refresh(one.refreshToken)).status, 401)
      assert.strictEqual(yield* statusWith(two.accessToken), 204)
      yield* members.remove(a.staff.member.id, a.staff.member.rowVersion).pipe(as(a.owner))
      assert.strictEqual(yield* statusWith(two.accessToken), 401)
      assert.strictEqual((yield* refresh(two.refreshToken)).status, 401)
    })
  )

  it.effect("live no longer than the session does by itself", () =>
    Effect.gen(function* () {
      const { a } = yield* freshTenants
      const browser = openBrowser()
      yield* browser.login(a.viewer)
      const { refreshToken } = yield* pairOf(browser)
      yield* TestClock.adjust("31 minutes")
      assert.strictEqual((yield* refresh(refreshToken)).status, 401)
    })
  )
})

import { Notifications } from "@beep/sql/Notifications"
import * as SessionNews from "@beep/tenancy/server/SessionNews"
import { verifiedFor } from "@beep/tenancy/server/VerifiedSessions"
import * as TestTenancy from "@beep/tenancy/testing/TestTenancy"
import type { Person } from "@beep/tenancy/testing/twoTenants"
import * as TestDatabase from "@beep/test-kit/TestDatabase"
import { assert, layer } from "@effect/vitest"
import { Context, Effect, Layer } from "effect"
import type { HttpClient } from "effect/http"
import { TestClock } from "effect/testing"
import { type Browser, browsed, freshTenants, openBrowser } from "./browser.ts"

const listener = "beep-test-news"

/** One process: a server of its own that remembers and listens, on the database of the suite. */
const process = Layer.unwrap(
  Effect.map(TestDatabase.TestDatabase, (database) => {
    const notifications = Notifications.layer({ url: database.urlOf("beep_auth"), applicationName: listener })
    return browsed(
      SessionNews.layer.pipe(Layer.provideMerge(TestTenancy.layerOn(TestTenancy.testSettings)), Layer.provide(notifications))
    )
  })
)

/** Another process of the same product on the same database. */
class Elsewhere extends Context.Service<Elsewhere, Context.Context<HttpClient.HttpClient>>()("test/Elsewhere") {
  static readonly layer = Layer.effect(Elsewhere, Layer.build(Layer.fresh(process)))
}
type Place = <A, E>(effect: Effect.Effect<A, E, HttpClient.HttpClient>) => Effect.Effect<A, E, Elsewhere | HttpClient.HttpClient>
const here: Place = (effect) => effect
const elsewhere: Place = (effect) => Effect.flatMap(Elsewhere, (context) => Effect.provideContext(effect, context))

const suite = Layer.mergeAll(process, Elsewhere.layer).pipe(Layer.provideMerge(TestDatabase.layer))

const status = (browser: Browser) => Effect.map(browser.get("/doors/proven"), (answer) => answer.status)
const until = <E, R>(wanted: number, effect: Effect.Effect<number, E, R>) =>
  Effect.repeat(effect, { until: (found) => found === wanted })

/** As a session ends where no trigger tells of it: only what still asks the database notices. */
const endSilently = (who: Person) =>
  Effect.flatMap(TestDatabase.AdminSql, (admin) =>
    admin.withTransaction(
      Effect.andThen(
        admin`set local session_replication_role = replica`,
        admin`update identity.session set revoked_at = now() where member_id = ${who.member.id}`
      )
    )
  )

const revive = (who: Person) =>
  Effect.flatMap(TestDatabase.AdminSql, (admin) =>
    admin.withTransaction(
      Effect.andThen(
        admin`set local session_replication_role = replica`,
        admin`update identity.session set revoked_at = null where member_id = ${who.member.id}`
      )
    )
  )

/** Signs in and asks until the answer is remembered, which needs a listener that has begun. The clock stands still meanwhile. */
const remembered = Effect.fnUntraced(function* (who: Person, place: Place = here) {
  const browser = openBrowser()
  // The keys of a test's accounts are of the process that made them.
  yield* browser.login(who)
  const attempt = Effect.gen(function* () {
    yield* revive(who)
    yield* place(status(browser))
    yield* endSilently(who)
    return yield* place(status(browser))
  })
  yield* until(204, attempt)
  yield* revive(who)
  return browser
})

layer(suite)("a session that was verified a moment ago", (it) => {
  it.effect("spares a read its lookup for two seconds, and no longer", () =>
    Effect.gen(function* () {
      const { a } = yield* freshTenants
      const browser = yield* remembered(a.viewer)
      yield* endSilently(a.viewer)
      assert.strictEqual(yield* status(browser), 204)
      yield* TestClock.adjust(verifiedFor.millis - 1)
      assert.strictEqual(yield* status(browser), 204)
      yield* TestClock.adjust(1)
      assert.strictEqual(yield* status(browser), 401)
    })
  )

  it.effect("opens no change: that asks the database every time", () =>
    Effect.gen(function* () {
      const { a } = yield* freshTenants
      const browser = yield* remembered(a.viewer)
      yield* endSilently(a.viewer)
      assert.strictEqual((yield* browser.post("/api/auth/logout-everywhere", { which: "others" })).status, 401)
      assert.strictEqual((yield* browser.post("/doors/stepped-up")).status, 401)
      assert.strictEqual(yield* status(browser), 204, "and a read was still remembered")
    })
  )

  it.effect("spares a question in a body its lookup, and a question takes nobody's memory", () =>
    Effect.gen(function* () {
      const { a } = yield* freshTenants
      const browser = yield* remembered(a.viewer)
      yield* endSilently(a.viewer)
      assert.strictEqual((yield* browser.post("/doors/question")).status, 204)
      assert.strictEqual(yield* status(browser), 204, "and a read was still remembered")
      assert.strictEqual((yield* browser.post("/doors/change")).status, 401)
      yield* revive(a.viewer)
      assert.strictEqual((yield* browser.post("/doors/change")).status, 204)
      yield* endSilently(a.viewer)
      assert.strictEqual((yield* browser.post("/doors/question")).status, 401, "a change took it")
    })
  )

  it.effect("opens no read that asks for a fresh proof", () =>
    Effect.gen(function* () {
      const { a } = yield* freshTenants
      const browser = yield* remembered(a.viewer)
      assert.strictEqual((yield* browser.get("/doors/fresh")).status, 204)
      yield* endSilently(a.viewer)
      assert.strictEqual((yield* browser.get("/doors/fresh")).status, 401)
    })
  )

  it.effect("is refused with the next request once it ended in this process", () =>
    Effect.gen(function* () {
      const { a } = yield* freshTenants
      const first = yield* remembered(a.viewer)
      const stolen = openBrowser()
      stolen.setCookie(first.cookie())
      assert.strictEqual(yield* status(stolen), 204)
      yield* first.post("/api/auth/logout")
      assert.strictEqual(yield* status(stolen), 401)

      const [other, own] = [yield* remembered(a.staff), yield* remembered(a.staff)]
      assert.strictEqual(yield* status(other), 204)
      assert.strictEqual((yield* own.post("/api/auth/logout-everywhere", { which: "others" })).status, 204)
      assert.strictEqual(yield* status(other), 401)
      assert.strictEqual(yield* status(own), 204)
    })
  )

  it.effect("is refused in another process as soon as that hears of the end", () =>
    Effect.gen(function* () {
      const { a } = yield* freshTenants
      const browser = yield* remembered(a.viewer, elsewhere)
      const leaving = openBrowser()
      leaving.setCookie(browser.cookie())
      assert.strictEqual(yield* elsewhere(status(browser)), 204)
      assert.strictEqual((yield* leaving.post("/api/auth/logout")).status, 204)
      // The clock stands still, so that nothing but hearing of it can end what is remembered there.
      yield* elsewhere(until(401, status(browser)))
    })
  )

  it.effect("is looked up again while the process hears nothing, and remembered once it listens again", () =>
    Effect.gen(function* () {
      const { a } = yield* freshTenants
      const browser = yield* remembered(a.viewer)
      const admin = yield* TestDatabase.AdminSql
      yield* endSilently(a.viewer)
      assert.strictEqual(yield* status(browser), 204)
      yield* admin`select pg_terminate_backend(pid) from pg_stat_activity
        where application_name = ${listener} and datname = current_database()`
      yield* until(401, status(browser))
      yield* revive(a.viewer)
      assert.strictEqual(yield* status(browser), 204)
      yield* endSilently(a.viewer)
      assert.strictEqual(yield* status(browser), 401, "nothing is remembered without a listener")
      yield* TestClock.adjust("2 seconds")
      yield* remembered(a.viewer)
    })
  )
})

layer(TestDatabase.layer)("what a session rests on", (it) => {
  it.effect("is told of by every change that would be answered differently, and by nothing that use writes", () =>
    Effect.gen(function* () {
      const database = yield* TestDatabase.TestDatabase
      const admin = yield* TestDatabase.AdminSql
      const ids = {
        organization: "00000000-0000-7000-8000-000000000001",
        user: "00000000-0000-7000-8000-000000000002",
        member: "00000000-0000-7000-8000-000000000003",
        session: "00000000-0000-7000-8000-000000000004",
        factor: "00000000-0000-7000-8000-000000000005"
      }
      yield* admin`insert into tenancy.organization (organization_id, name, demo, timezone, tier, created_at)
        values (${ids.organization}, 'Firm', false, 'UTC', 'basic', now())`
      yield* admin`insert into identity."user" (id, email_token, email_sealed, created_at)
        values (${ids.user}, sha256('a'), '\\x00', now())`
      yield* admin`insert into tenancy.member (organization_id, id, user_id, display_name, role, created_at)
        values (${ids.organization}, ${ids.member}, ${ids.user}, 'Member', 'staff', now())`
      yield* admin`insert into identity.session (token_hash, id, user_id, member_id, created_at, last_seen_at, expires_at)
        values (sha256('token'), ${ids.session}, ${ids.user}, ${ids.member}, now(), now(), now() + interval '1 hour')`

      const { listen } = yield* Effect.provide(
        Notifications,
        Notifications.layer({ url: database.urlOf("beep_auth"), applicationName: "beep-test" })
      )
      const next = yield* listen("beep_sessions")
      const tells = Effect.fnUntraced(function* (payload: string, statement: string) {
        // Use writes this, and tells nobody: what is heard is of the statement.
        yield* admin.unsafe("update identity.session set last_seen_at = now()")
        yield* admin.unsafe(statement)
        assert.strictEqual(yield* next, payload, statement)
      })
      const session = `session ${ids.session}`
      for (const change of [
        "token_hash = sha256('other')",
        "expires_at = expires_at - interval '1 minute'",
        "revoked_at = now()",
        "strength = 'full'",
        "stepped_up_at = now()"
      ])
        yield* tells(session, `update identity.session set ${change}`)
      yield* tells(`member ${ids.member}`, `update tenancy.member set role = 'viewer'`)
      yield* tells(`member ${ids.member}`, `update tenancy.member set status = 'suspended'`)
      yield* tells(`organization ${ids.organization}`, `update tenancy.organization set status = 'suspended'`)
      yield* tells(`organization ${ids.organization}`, `update tenancy.organization set demo = true`)
      yield* tells(`user ${ids.user}`, `update identity."user" set status = 'disabled'`)
      yield* tells(
        `user ${ids.user}`,
        `insert into identity.second_factor (id, user_id, secret_sealed, created_at) values ('${ids.factor}', '${ids.user}', '\\x00', now())`
      )
      yield* tells(`user ${ids.user}`, `update identity.second_factor set last_counter = 1, confirmed_at = now()`)
      yield* tells(`user ${ids.user}`, `delete from identity.second_factor`)
      yield* tells(session, `delete from identity.session`)
    })
  )
})

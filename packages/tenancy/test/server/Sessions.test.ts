import { AuthSql } from "@beep/sql/Database"
import { Email } from "@beep/tenancy/contract/Email"
import { Members } from "@beep/tenancy/server/Members"
import { PasswordHash } from "@beep/tenancy/server/PasswordHash"
import { sessionLimits, Sessions } from "@beep/tenancy/server/Sessions"
import * as TestTenancy from "@beep/tenancy/testing/TestTenancy"
import { as, fixturePassword, type Person, twoTenants } from "@beep/tenancy/testing/twoTenants"
import * as TestDatabase from "@beep/test-kit/TestDatabase"
import * as TripCounter from "@beep/test-kit/TripCounter"
import { assert, layer } from "@effect/vitest"
import { Context, DateTime, Effect, Layer, Option, Redacted, Schema } from "effect"
import { Digest, SecureRandom } from "effect/crypto"
import { SqlSchema } from "effect/sql"
import { TestClock } from "effect/testing"
import { inject } from "vitest"

/** `AuthSql` through a counter of round trips. */
class Trips extends Context.Service<Trips, TripCounter.TripCounter>()("test/Trips") {
  static readonly layer = Layer.effect(
    Trips,
    Effect.suspend(() => TripCounter.make(inject("postgres").port))
  )
}

const countedAuth = Layer.unwrap(
  Effect.gen(function* () {
    const database = yield* TestDatabase.TestDatabase
    const trips = yield* Trips
    return AuthSql.layer({
      url: trips.through(database.urlOf("beep_auth")),
      maxConnections: 1,
      applicationName: "beep-test-counted"
    })
  })
)

const suite = TestTenancy.layer.pipe(
  Layer.provideMerge(countedAuth),
  Layer.provideMerge(Trips.layer),
  Layer.provideMerge(TestDatabase.layer)
)

const signIn = (who: { readonly email: Email }, address = "192.0.2.1", password = fixturePassword) =>
  Effect.flatMap(Sessions, (sessions) => sessions.login({ email: who.email, password, address }))

const wrong = Redacted.make("not the password")

const resolves = (token: Redacted.Redacted) =>
  Effect.flatMap(Sessions, (sessions) => Effect.map(sessions.resolve(token), Option.isSome))

const adminRows = <S extends Schema.Codec<unknown, unknown>>(
  Result: S,
  execute: (admin: TestDatabase.AdminSql["Service"]) => Effect.Effect<ReadonlyArray<unknown>, unknown>
) =>
  Effect.flatMap(TestDatabase.AdminSql, (admin) =>
    SqlSchema.findAll({ Request: Schema.Void, Result, execute: () => execute(admin) })(undefined)
  )

const auditedLogins = (who: Person) =>
  adminRows(
    Schema.Struct({ action: Schema.String }),
    (admin) => admin`select action from audit.entry where member_id = ${who.member.id} and action like 'login.%' order by id`
  ).pipe(Effect.map((rows) => rows.map(({ action }) => action)))

layer(suite)("Sessions", (it) => {
  it.effect("resolves a session to user, member, organization and role in one round trip", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const sessions = yield* Sessions
      const trips = yield* Trips
      const { session: opened, token } = yield* signIn(a.advisor)
      yield* sessions.resolve(token)
      yield* trips.take
      const session = yield* sessions.resolve(token)
      assert.strictEqual(yield* trips.take, 1)
      assert.deepStrictEqual(yield* sessions.resolveById(opened.sessionId), session)
      assert.strictEqual(yield* trips.take, 1, "and so does the session an access token names")
      assert.isTrue(Option.isSome(session))
      if (Option.isNone(session)) return
      const { member } = a.advisor
      assert.deepStrictEqual(
        { ...session.value, sessionId: undefined },
        {
          sessionId: undefined,
          userId: member.userId,
          memberId: member.id,
          organizationId: a.organization.id,
          role: "advisor",
          demo: true,
          strength: "demo",
          hasSecondFactor: false,
          steppedUpAt: DateTime.makeUnsafe(0),
          expiresAt: DateTime.makeUnsafe(sessionLimits.absoluteHours * 3_600_000)
        }
      )
      assert.deepStrictEqual(yield* auditedLogins(a.advisor), ["login.succeeded"])
    })
  )

  it.effect("keeps the token out of every column of every table", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const { session, token } = yield* signIn(a.advisor)
      const columns = yield* adminRows(
        Schema.Struct({ s: Schema.String, t: Schema.String, c: Schema.String }),
        (admin) =>
          admin`select table_schema as s, table_name as t, column_name as c from information_schema.columns
          where table_schema not in ('pg_catalog', 'information_schema') and table_name in
            (select tablename from pg_tables where schemaname = table_schema)`
      )
      const holding = (text: string, bytes: Uint8Array) =>
        Effect.filter(columns, ({ c, s, t }) =>
          Effect.map(
            adminRows(
              Schema.Struct({ found: Schema.Boolean }),
              (admin) =>
                admin`select exists (select from ${admin(s)}.${admin(t)}
                where position(${text} in ${admin(c)}::text) > 0
                  or position(encode(${bytes}, 'hex') in ${admin(c)}::text) > 0) as found`
            ),
            ([row]) => row?.found === true
          )
        )
      const secret = Redacted.value(token)
      assert.deepStrictEqual(yield* holding(secret, new TextEncoder().encode(secret)), [])
      assert.deepStrictEqual(yield* holding(a.advisor.email, new TextEncoder().encode(a.advisor.email)), [])
      const control = yield* holding(session.sessionId, new TextEncoder().encode(session.sessionId))
      assert.isTrue(control.some(({ s, t }) => s === "identity" && t === "session"))
    })
  )

  it.effect("ends with logout, and only that one", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const sessions = yield* Sessions
      const first = yield* signIn(a.advisor)
      const second = yield* signIn(a.advisor)
      yield* sessions.logout(first.session.sessionId, first.session.userId).pipe(as(a.advisor))
      assert.isFalse(yield* resolves(first.token))
      assert.isTrue(yield* resolves(second.token))
    })
  )

  it.effect("ends after thirty idle minutes, slides with use, and ends twelve hours after sign-in", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const idle = yield* signIn(a.advisor)
      yield* TestClock.adjust("29 minutes")
      assert.isTrue(yield* resolves(idle.token))
      yield* TestClock.adjust("29 minutes")
      assert.isTrue(yield* resolves(idle.token))
      yield* TestClock.adjust(`${sessionLimits.idleMinutes} minutes`)
      assert.isFalse(yield* resolves(idle.token))

      const busy = yield* signIn(a.advisor)
      for (let quarter = 1; quarter < 12 * 4; quarter++) {
        yield* TestClock.adjust("15 minutes")
        assert.isTrue(yield* resolves(busy.token), `after ${quarter} quarters of an hour`)
      }
      yield* TestClock.adjust("15 minutes")
      assert.isFalse(yield* resolves(busy.token))
    })
  )

  it.effect(
    "forgets sessions thirty days after their end, and no earlier",
    () =>
      Effect.gen(function* () {
        const { a } = yield* twoTenants
        const sessions = yield* Sessions
        const { session } = yield* signIn(a.advisor)
        const kept = adminRows(
          Schema.Struct({ id: Schema.String }),
          (admin) => admin`select id from identity.session where id = ${session.sessionId}`
        )
        yield* TestClock.adjust("30 days")
        yield* sessions.purge
        assert.strictEqual((yield* kept).length, 1)
        yield* TestClock.adjust("13 hours")
        assert.isAtLeast(yield* sessions.purge, 1)
        assert.strictEqual((yield* kept).length, 0)
      }),
    // A month of the pool's own timers passes on the test's clock.
    { timeout: 120_000 }
  )

  it.effect("ends when the member is removed, and follows a changed role", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const members = yield* Members
      const sessions = yield* Sessions
      const { token } = yield* signIn(a.staff)
      const changed = yield* members.changeRole(a.staff.member.id, "viewer", a.staff.member.rowVersion).pipe(as(a.owner))
      assert.deepStrictEqual(
        Option.map(yield* sessions.resolve(token), ({ role }) => role),
        Option.some("viewer")
      )
      yield* members.remove(a.staff.member.id, changed.rowVersion).pipe(as(a.owner))
      assert.isFalse(yield* resolves(token))
      assert.strictEqual((yield* Effect.flip(signIn(a.staff)))._tag, "SignInRefused")
    })
  )

  it.effect("answers the same for an unknown user and for a wrong password, after the same round trips", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const trips = yield* Trips
      const attempt = (email: Email) =>
        Effect.gen(function* () {
          yield* trips.take
          const refused = yield* Effect.flip(signIn({ email }, "192.0.2.7", wrong))
          return { tag: refused._tag, fields: { ...refused }, trips: yield* trips.take }
        })
      const known = yield* attempt(a.viewer.email)
      // What is done beside the answer for a known user is over before the next is counted.
      yield* auditedLogins(a.viewer).pipe(Effect.repeat({ while: (found) => found.length === 0 }))
      const unknown = yield* attempt(Email.make("nobody@a.example"))
      assert.strictEqual(known.tag, "SignInRefused")
      assert.deepStrictEqual(unknown, known)
    })
  )

  it.effect("hashes once per attempt, whether the user is known or not", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const verified: Array<"known" | "unknown"> = []
      const watched = Layer.effect(
        PasswordHash,
        Effect.map(PasswordHash, (real) =>
          PasswordHash.of({
            ...real,
            verify: (password, hash) =>
              Effect.tap(real.verify(password, hash), () => Effect.sync(() => verified.push(hash === null ? "unknown" : "known")))
          })
        )
      ).pipe(Layer.provide(Layer.fresh(PasswordHash.layer)))
      const crypto = Layer.merge(SecureRandom.layerWebCrypto, Digest.layerWebCrypto)
      yield* Effect.gen(function* () {
        yield* Effect.flip(signIn(a.viewer, "192.0.2.9", wrong))
        yield* Effect.flip(signIn({ email: Email.make(`nobody-${a.viewer.email}`) }, "192.0.2.9", wrong))
      }).pipe(Effect.provide(Layer.fresh(Sessions.layer).pipe(Layer.provide(watched), Layer.provide(crypto))))
      assert.deepStrictEqual(verified, ["known", "unknown"])
    })
  )

  it.effect("audits a failed sign-in of a known user", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      yield* Effect.flip(signIn(a.viewer, "192.0.2.8", wrong))
      const actions = yield* auditedLogins(a.viewer).pipe(Effect.repeat({ while: (found) => found.length === 0 }))
      assert.deepStrictEqual(actions, ["login.failed"])
    })
  )

  it.effect("makes an account wait from the fifth failure on, known or not, and forgets after a success", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      for (const email of [a.owner.email, Email.make("ghost@a.example")]) {
        for (let failure = 1; failure <= 5; failure++) {
          const refused = yield* Effect.flip(signIn({ email }, `198.51.100.${failure}`, wrong))
          assert.strictEqual(refused._tag, "SignInRefused", `failure ${failure}`)
        }
        const locked = yield* Effect.flip(signIn({ email }, "198.51.100.9"))
        assert.strictEqual(locked._tag, "RateLimited")
        if (locked._tag === "RateLimited") assert.strictEqual(locked.retryAfterSeconds, 30)
      }
      yield* TestClock.adjust("30 seconds")
      yield* signIn(a.owner, "198.51.100.9")
      const again = yield* Effect.flip(signIn(a.owner, "198.51.100.9", wrong))
      assert.strictEqual(again._tag, "SignInRefused")
      yield* signIn(a.owner, "198.51.100.9")
    })
  )

  it.effect("stops an address after ten failures in an hour, whoever it tries", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const from = "203.0.113.5"
      for (let n = 1; n <= 10; n++) yield* Effect.flip(signIn({ email: Email.make(`n${n}@a.example`) }, from, wrong))
      assert.strictEqual((yield* Effect.flip(signIn(a.viewer, from)))._tag, "RateLimited")
      assert.isTrue(yield* resolves((yield* signIn(a.viewer, "203.0.113.6")).token))
      yield* TestClock.adjust("1 hour")
      assert.isTrue(yield* resolves((yield* signIn(a.viewer, from)).token))
    })
  )

  it.effect("counts a volley before it looks at a password", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const outcomes = yield* Effect.forEach(
        Array.from({ length: 20 }, (_, n) => n),
        (n) => Effect.map(Effect.flip(signIn(a.idleAdvisor, `203.0.114.${n}`, wrong)), ({ _tag }) => _tag),
        { concurrency: "unbounded" }
      )
      assert.strictEqual(outcomes.filter((tag) => tag === "SignInRefused").length, 5)
      assert.strictEqual(outcomes.filter((tag) => tag === "RateLimited").length, 15)
    })
  )
})

import * as TestTenancy from "@beep/tenancy/testing/TestTenancy"
import type { Person } from "@beep/tenancy/testing/twoTenants"
import * as TestDatabase from "@beep/test-kit/TestDatabase"
import { assert, describe, layer } from "@effect/vitest"
import { Effect, Schema } from "effect"
import { TestClock } from "effect/testing"
import { beginEnrolment, codeOf, enrolled } from "./authenticator.ts"
import { freshTenants, openBrowser, serverOf, sessionIn, strictSettings } from "./browser.ts"

/** What the log says of a person's second factor, oldest first. */
const auditedOf = (who: Person) =>
  Effect.gen(function* () {
    const admin = yield* TestDatabase.AdminSql
    const rows = yield* admin`select action, reason from audit.entry
      where member_id = ${who.member.id} and (action like 'second_factor.%' or action like 'backup_codes.%') order by id`
    return yield* Schema.decodeUnknownEffect(
      Schema.Array(Schema.Struct({ action: Schema.String, reason: Schema.NullOr(Schema.String) }))
    )(rows)
  }).pipe(Effect.map((rows) => rows.map(({ action, reason }) => (reason === null ? action : `${action} ${reason}`))))

layer(serverOf(strictSettings))("a second factor", (it) => {
  it.effect("is asked of owners and advisors before anything else, and of nobody who records no payments", () =>
    Effect.gen(function* () {
      const { a } = yield* freshTenants
      for (const who of [a.owner, a.advisor]) {
        const browser = openBrowser()
        const { lacks, strength } = yield* sessionIn(yield* browser.login(who))
        assert.deepStrictEqual({ lacks, strength }, { lacks: "enrolment", strength: "password" })
        const refused = yield* browser.get("/doors/proven")
        assert.deepStrictEqual([refused.status, refused.problem], [403, "second-factor-required"])
        assert.strictEqual((yield* browser.post("/api/auth/token")).problem, "second-factor-required")
        assert.strictEqual((yield* browser.get("/api/account")).problem, "second-factor-required")
        assert.strictEqual((yield* browser.get("/api/me")).status, 200)
      }
      for (const who of [a.staff, a.viewer]) {
        const browser = openBrowser()
        assert.isNull((yield* sessionIn(yield* browser.login(who))).lacks)
        assert.strictEqual((yield* browser.get("/doors/proven")).status, 204)
      }
    })
  )

  it.effect("is enrolled with the first code of the app, which opens the session and changes its cookie", () =>
    Effect.gen(function* () {
      const { a } = yield* freshTenants
      const browser = openBrowser()
      yield* browser.login(a.owner)
      const fixed = browser.cookie()
      const { secret, uri } = yield* beginEnrolment(browser)
      assert.match(uri, /^otpauth:\/\/totp\/Beep:owner%40/)
      assert.include(uri, `secret=${secret}`)
      assert.match(uri, /algorithm=SHA1&digits=6&period=30/)
      const wrong = yield* browser.post("/api/account/second-factor/confirm", { code: yield* codeOf(secret, 9) })
      assert.strictEqual(wrong.problem, "proof-refused")
      assert.strictEqual((yield* browser.get("/doors/proven")).status, 403)
      const { codes } = yield* enrolled(browser)
      assert.strictEqual(new Set(codes).size, 10)
      assert.strictEqual((yield* browser.get("/doors/proven")).status, 204)
      assert.strictEqual((yield* sessionIn(yield* browser.get("/api/me"))).strength, "full")
      assert.notStrictEqual(browser.cookie(), fixed)
      browser.setCookie(fixed)
      assert.strictEqual((yield* browser.get("/api/me")).status, 401, "the cookie of before is worth nothing")
      assert.deepStrictEqual(yield* auditedOf(a.owner), ["second_factor.failed wrong", "second_factor.enrolled"])
    })
  )

  it.effect("is proved at the next sign-in; until then no new one can be enrolled in its place", () =>
    Effect.gen(function* () {
      const { a } = yield* freshTenants
      const { secret } = yield* Effect.tap(Effect.succeed(openBrowser()), (browser) => browser.login(a.owner)).pipe(
        Effect.flatMap(enrolled)
      )
      yield* TestClock.adjust("1 minute")
      const thief = openBrowser()
      const { lacks, steppedUpUntil } = yield* sessionIn(yield* thief.login(a.owner))
      assert.deepStrictEqual({ lacks, steppedUpUntil }, { lacks: "proof", steppedUpUntil: null })
      assert.strictEqual((yield* thief.post("/api/account/second-factor/enrol")).problem, "second-factor-required")
      assert.strictEqual((yield* thief.delete("/api/account/second-factor")).problem, "second-factor-required")
      assert.strictEqual((yield* thief.post("/api/auth/step-up", { password: "correct horse battery" })).problem, "proof-refused")
      const before = thief.cookie()
      assert.strictEqual((yield* thief.post("/api/auth/second-factor", { code: "000000" })).problem, "proof-refused")
      const proved = yield* thief.post("/api/auth/second-factor", { code: yield* codeOf(secret) })
      assert.strictEqual((yield* sessionIn(proved)).strength, "full")
      assert.notStrictEqual(thief.cookie(), before)
      assert.strictEqual((yield* thief.get("/doors/proven")).status, 204)
    })
  )

  it.effect("takes the step before and the step after, and no code twice, whoever comes with it", () =>
    Effect.gen(function* () {
      const { a } = yield* freshTenants
      const first = openBrowser()
      yield* first.login(a.advisor)
      const { secret } = yield* enrolled(first)
      const tryCode = Effect.fnUntraced(function* (code: string) {
        const browser = openBrowser()
        yield* browser.login(a.advisor)
        return (yield* browser.post("/api/auth/second-factor", { code })).status
      })
      assert.strictEqual(yield* tryCode(yield* codeOf(secret)), 422, "the code of the enrolment")
      assert.strictEqual(yield* tryCode(yield* codeOf(secret, 2)), 422, "two steps ahead")
      assert.strictEqual(yield* tryCode(yield* codeOf(secret, 1)), 200, "one step ahead")
      yield* TestClock.adjust("30 seconds")
      assert.strictEqual(yield* tryCode(yield* codeOf(secret)), 422, "used a step early")
      yield* TestClock.adjust("60 seconds")
      assert.strictEqual(yield* tryCode(yield* codeOf(secret, -1)), 200, "one step behind")
      const code = yield* codeOf(secret)
      const both = yield* Effect.all([tryCode(code), tryCode(code), tryCode(code)], { concurrency: "unbounded" })
      assert.deepStrictEqual(both.toSorted(), [200, 422, 422])
      assert.include(yield* auditedOf(a.advisor), "second_factor.failed used")
    })
  )

  it.effect("opens with each backup code once, also when two come with it at the same moment", () =>
    Effect.gen(function* () {
      const { a } = yield* freshTenants
      const first = openBrowser()
      yield* first.login(a.owner)
      const { codes } = yield* enrolled(first)
      const [one = "", two = ""] = codes
      const tryCode = Effect.fnUntraced(function* (code: string) {
        const browser = openBrowser()
        yield* browser.login(a.owner)
        return (yield* browser.post("/api/auth/second-factor", { code })).status
      })
      assert.strictEqual(yield* tryCode(` ${one.toLowerCase().replace("-", " ")}`.trim()), 200)
      assert.strictEqual(yield* tryCode(one), 422)
      const both = yield* Effect.all([tryCode(two), tryCode(two)], { concurrency: "unbounded" })
      assert.deepStrictEqual(both.toSorted(), [200, 422])
      const renewed = yield* first.post("/api/account/second-factor/backup-codes")
      assert.strictEqual(renewed.status, 200)
      assert.strictEqual(yield* tryCode(codes[2] ?? ""), 422, "the former ten are void")
      const admin = yield* TestDatabase.AdminSql
      const stored = yield* admin`select position(${Buffer.from(codes[3] ?? "")} in code_hash) as at from identity.backup_code`
      for (const { at } of stored) assert.strictEqual(at, 0)
    })
  )

  it.effect("makes who guesses wait, and another person not", () =>
    Effect.gen(function* () {
      const { a, b } = yield* freshTenants
      const other = openBrowser()
      yield* other.login(b.owner)
      const browser = openBrowser()
      yield* browser.login(a.owner)
      const { secret } = yield* enrolled(browser)
      const guess = browser.post("/api/auth/step-up", { code: "000000" })
      const statuses = yield* Effect.all(Array.from({ length: 6 }, () => guess))
      assert.deepStrictEqual(
        statuses.map(({ status }) => status),
        [422, 422, 422, 422, 422, 429]
      )
      assert.strictEqual((yield* browser.post("/api/auth/step-up", { code: yield* codeOf(secret, 1) })).status, 429)
      assert.strictEqual((yield* beginEnrolment(other)).secret.length, 32)
    })
  )

  it.effect("counts as a proof for ten minutes, and for what needs one no longer", () =>
    Effect.gen(function* () {
      const { a } = yield* freshTenants
      const browser = openBrowser()
      yield* browser.login(a.owner)
      const { secret } = yield* enrolled(browser)
      assert.strictEqual((yield* browser.post("/doors/stepped-up")).status, 204)
      yield* TestClock.adjust("10 minutes")
      const late = yield* browser.post("/doors/stepped-up")
      assert.deepStrictEqual([late.status, late.problem], [403, "step-up-required"])
      assert.strictEqual((yield* browser.post("/api/auth/step-up", { code: yield* codeOf(secret) })).status, 200)
      assert.strictEqual((yield* browser.post("/doors/stepped-up")).status, 204)

      const viewer = openBrowser()
      yield* viewer.login(a.viewer)
      yield* TestClock.adjust("10 minutes")
      assert.strictEqual((yield* viewer.post("/doors/stepped-up")).problem, "step-up-required")
      assert.strictEqual((yield* viewer.post("/api/auth/step-up", { password: "not it" })).problem, "proof-refused")
      assert.strictEqual((yield* viewer.post("/api/auth/step-up", { password: "correct horse battery" })).status, 200)
      assert.strictEqual((yield* viewer.post("/doors/stepped-up")).status, 204)
    })
  )

  it.effect("stays with a role that needs it, and may be given up by another", () =>
    Effect.gen(function* () {
      const { a } = yield* freshTenants
      const owner = openBrowser()
      yield* owner.login(a.owner)
      yield* enrolled(owner)
      const viewer = openBrowser()
      yield* viewer.login(a.viewer)
      assert.strictEqual((yield* viewer.delete("/api/account/second-factor")).status, 404)
      yield* enrolled(viewer)
      assert.strictEqual((yield* viewer.delete("/api/account/second-factor")).status, 204)
      assert.isNull((yield* sessionIn(yield* openBrowser().login(a.viewer))).lacks)
      assert.strictEqual((yield* owner.delete("/api/account/second-factor")).problem, "second-factor-mandatory")
    })
  )
})

describe("in a demonstration on one machine", () => {
  layer(serverOf({ ...TestTenancy.testSettings, stage: "local" }))((it) => {
    it.effect("the answer says that no second factor was asked for, until there is one", () =>
      Effect.gen(function* () {
        const { a } = yield* freshTenants
        const browser = openBrowser()
        const { lacks, strength } = yield* sessionIn(yield* browser.login(a.owner))
        assert.deepStrictEqual({ lacks, strength }, { lacks: null, strength: "demo" })
        assert.strictEqual((yield* browser.get("/doors/proven")).status, 204)
        const other = openBrowser()
        yield* other.login(a.owner)
        yield* enrolled(browser)
        assert.strictEqual((yield* other.get("/doors/proven")).problem, "second-factor-required")
        assert.strictEqual((yield* sessionIn(yield* openBrowser().login(a.owner))).lacks, "proof")
      })
    )

    it.effect("an organization that is none asks for it all the same", () =>
      Effect.gen(function* () {
        const { a } = yield* freshTenants
        const admin = yield* TestDatabase.AdminSql
        yield* admin`update tenancy.organization set demo = false where organization_id = ${a.organization.id}`
        const browser = openBrowser()
        assert.strictEqual((yield* sessionIn(yield* browser.login(a.owner))).lacks, "enrolment")
        assert.strictEqual((yield* browser.get("/doors/proven")).problem, "second-factor-required")
      })
    )
  })
})

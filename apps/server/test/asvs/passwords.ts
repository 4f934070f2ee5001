import { MailedTokens } from "@beep/tenancy/server/MailedTokens"
import { AdminSql } from "@beep/test-kit/TestDatabase"
import { assert } from "@effect/vitest"
import { DateTime, Effect, Redacted } from "effect"
import { openBrowser } from "../browser.ts"
import { call } from "../http.ts"
import { origin } from "../TestServer.ts"
import { auditedOnce, count, firms, loginAnswer, people, problemIn, signedIn, statusOf } from "./world.ts"

const current = "correct horse battery"

/** Sets a password and signs in with exactly it. */
const changeTo = Effect.fnUntraced(function* (next: string) {
  const { a } = yield* people
  const browser = yield* signedIn(a.viewer)
  const changed = yield* browser.ask("POST", "/api/account/password", { current, next })
  return { changed, browser, email: a.viewer.email, memberId: a.viewer.member.id }
})

const resetWith = (token: string, password: string) =>
  call("/api/auth/reset/confirm", {
    method: "POST",
    headers: { "content-type": "application/json", origin },
    body: JSON.stringify({ token, password })
  })

const resetToken = Effect.fnUntraced(function* () {
  const { a } = yield* people
  const tokens = yield* MailedTokens
  const expiresAt = DateTime.add(yield* DateTime.now, { minutes: 30 })
  const token = yield* tokens.make({ purpose: "password_reset", userId: a.viewer.member.userId, expiresAt })
  return { token: Redacted.value(token), who: a.viewer }
})

export const passwords = {
  "2.1.1": Effect.gen(function* () {
    assert.strictEqual((yield* changeTo("eleven char")).changed.status, 400)
    assert.strictEqual((yield* changeTo("twelve chars")).changed.status, 204)
  }),
  "2.1.2": Effect.gen(function* () {
    assert.strictEqual((yield* changeTo("a long sentence, ".repeat(8))).changed.status, 204)
    assert.strictEqual((yield* changeTo("x".repeat(1025))).changed.status, 400)
  }),
  "2.1.3": Effect.gen(function* () {
    const long = "a long sentence, ".repeat(8)
    const { email } = yield* changeTo(long)
    assert.strictEqual((yield* loginAnswer(email, long.slice(0, -1))).status, 401)
    assert.strictEqual((yield* loginAnswer(email, long)).status, 200)
  }),
  "2.1.4": Effect.gen(function* () {
    const strange = "pässwörter ☃ 🔑 тайна"
    const { changed, email } = yield* changeTo(strange)
    assert.strictEqual(changed.status, 204)
    assert.strictEqual((yield* loginAnswer(email, strange)).status, 200)
  }),
  "2.1.5": Effect.gen(function* () {
    const { changed, email } = yield* changeTo("another horse battery")
    assert.strictEqual(changed.status, 204)
    assert.strictEqual((yield* loginAnswer(email, current)).status, 401)
  }),
  "2.1.6": Effect.gen(function* () {
    const { a } = yield* firms
    const browser = yield* signedIn(a.viewer)
    const wrong = yield* browser.ask("POST", "/api/account/password", {
      current: "not the password",
      next: "another horse battery"
    })
    assert.strictEqual(problemIn(wrong), "proof-refused")
    assert.strictEqual((yield* browser.ask("POST", "/api/account/password", { next: "another horse battery" })).status, 400)
  }),
  "2.1.7": Effect.gen(function* () {
    assert.strictEqual(problemIn((yield* changeTo("password123456")).changed), "password-too-weak")
    assert.strictEqual(problemIn((yield* changeTo("qwertyuiopas")).changed), "password-too-weak")
  }),
  "2.1.9": Effect.gen(function* () {
    assert.strictEqual((yield* changeTo("onlysmallletters")).changed.status, 204)
  }),
  "2.1.10": Effect.gen(function* () {
    const { a } = yield* firms
    const admin = yield* AdminSql
    yield* admin`update identity.credential set updated_at = '2001-01-01' where user_id = ${a.viewer.member.userId}`
    assert.strictEqual((yield* loginAnswer(a.viewer.email, current)).status, 200)
  }),
  "2.2.1": Effect.gen(function* () {
    const { a } = yield* firms
    const statuses = yield* Effect.forEach([1, 2, 3, 4, 5, 6], () => loginAnswer(a.staff.email, "not the password"))
    assert.deepStrictEqual(
      statuses.map(({ status }) => status),
      [401, 401, 401, 401, 401, 429]
    )
    const nobody = yield* Effect.forEach([1, 2, 3, 4, 5, 6], (n) => loginAnswer(`nobody-${n}@a.example`, "not the password"))
    assert.strictEqual(nobody.at(-1)?.status, 429, "ten failures of one address, whoever it tries")
  }),
  "2.2.3": Effect.gen(function* () {
    const admin = yield* AdminSql
    const told = count(admin`select count(*)::int as n from identity.outgoing_mail where kind = 'password_changed'`)
    const before = yield* told
    yield* changeTo("another horse battery")
    assert.strictEqual((yield* told) - before, 1)
  }),
  "2.4.1": Effect.gen(function* () {
    const admin = yield* AdminSql
    const rows = yield* admin`select password_hash from identity.credential`
    assert.isNotEmpty(rows)
    for (const { password_hash } of rows) assert.match(String(password_hash), /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  }),
  "2.4.2": Effect.gen(function* () {
    const admin = yield* AdminSql
    const rows = yield* admin`select split_part(password_hash, '$', 5) as salt from identity.credential`
    assert.strictEqual(new Set(rows.map(({ salt }) => salt)).size, rows.length)
    for (const { salt } of rows) assert.isAtLeast(String(salt).length, 22, "128 bits in base64")
  }),
  "2.5.1": Effect.gen(function* () {
    const { token } = yield* resetToken()
    const admin = yield* AdminSql
    const found = admin`select count(*)::int as n from identity.mailed_token t where position(${token} in t::text) > 0`
    assert.strictEqual(yield* count(found), 0)
    assert.match(token, /^[A-Za-z0-9_-]{43}$/)
  }),
  "2.5.2": Effect.gen(function* () {
    const admin = yield* AdminSql
    const rows = yield* admin`select column_name from information_schema.columns
      where table_schema = 'identity' and column_name ~ '(hint|question|answer)'`
    assert.deepStrictEqual(rows, [])
  }),
  "2.5.3": Effect.gen(function* () {
    const { token } = yield* resetToken()
    const answer = yield* resetWith(token, "another horse battery")
    assert.deepStrictEqual([answer.status, answer.text], [204, ""])
  }),
  "2.5.4": Effect.gen(function* () {
    for (const email of ["admin@beep.test", "root@beep.test", "sa@beep.test"]) {
      assert.strictEqual((yield* loginAnswer(email, "admin-admin-admin")).status, 401, email)
    }
  }),
  "2.5.6": Effect.gen(function* () {
    const { token, who } = yield* resetToken()
    const session = yield* signedIn(who)
    assert.strictEqual((yield* resetWith(token, "another horse battery")).status, 204)
    assert.strictEqual((yield* resetWith(token, "a third horse battery")).status, 410)
    assert.strictEqual(yield* statusOf(session), 401)
    assert.strictEqual(yield* auditedOnce(who.member.id, "password.reset"), 1)
    assert.strictEqual(yield* auditedOnce(who.member.id, "mailed_token.refused"), 1)
    const late = yield* resetToken()
    const admin = yield* AdminSql
    yield* admin`update identity.mailed_token set expires_at = created_at where user_id = ${late.who.member.userId}`
    assert.strictEqual((yield* resetWith(late.token, "another horse battery")).status, 410)
  }),
  "2.7.3": Effect.gen(function* () {
    const { token } = yield* resetToken()
    const elsewhere = yield* openBrowser().ask("POST", "/api/auth/address/confirm", { token })
    assert.strictEqual(elsewhere.status, 410, "a link to set a password proves no address")
    assert.strictEqual((yield* resetWith(token, "another horse battery")).status, 204)
  }),
  "2.7.5": Effect.gen(function* () {
    yield* resetToken()
    const admin = yield* AdminSql
    const rows = yield* admin`select length(token_hash) as bytes from identity.mailed_token`
    assert.isNotEmpty(rows)
    for (const { bytes } of rows) assert.strictEqual(bytes, 32)
  }),
  "2.7.6": Effect.gen(function* () {
    const { a } = yield* people
    const tokens = yield* MailedTokens
    const expiresAt = DateTime.add(yield* DateTime.now, { minutes: 30 })
    const make = tokens.make({ purpose: "password_reset", userId: a.viewer.member.userId, expiresAt })
    const made = yield* Effect.replicateEffect(make, 20)
    assert.strictEqual(new Set(made.map(Redacted.value)).size, 20)
    for (const token of made) assert.strictEqual(Buffer.from(Redacted.value(token), "base64url").length, 32)
  })
}

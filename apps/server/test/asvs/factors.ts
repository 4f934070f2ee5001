import { AdminSql } from "@beep/test-kit/TestDatabase"
import { assert } from "@effect/vitest"
import { Effect } from "effect"
import { decodedEnvRefuses } from "./placeholders.ts"
import { auditedOnce, codeOf, count, enrolled, people, problemIn, serious, signedIn } from "./world.ts"

/** An owner of a firm that is no demonstration, enrolled. */
const enrolledOwner = Effect.gen(function* () {
  const { a } = yield* people
  yield* serious(a.organization.id)
  const browser = yield* signedIn(a.owner)
  return { owner: a.owner, browser, ...(yield* enrolled(browser)) }
})

/** A new sign-in of this person, with a code. */
const proveWith = Effect.fnUntraced(function* (who: Parameters<typeof signedIn>[0], code: string) {
  const browser = yield* signedIn(who)
  const answer = yield* browser.ask("POST", "/api/auth/second-factor", { code })
  return { browser, status: answer.status }
})

export const factors = {
  "2.2.2": Effect.gen(function* () {
    const admin = yield* AdminSql
    const kinds = yield* admin`select table_name from information_schema.tables
      where table_schema = 'identity' and table_name ~ '(sms|phone|mail_code)'`
    assert.deepStrictEqual(kinds, [])
  }),
  "2.3.1": Effect.gen(function* () {
    const { owner, secret } = yield* enrolledOwner
    assert.match(secret, /^[A-Z2-7]{32}$/, "160 random bits")
    const admin = yield* AdminSql
    const waiting = admin`select count(*)::int as n from identity.second_factor
      where user_id = ${owner.member.userId} and confirmed_at is null`
    assert.strictEqual(yield* count(waiting), 0, "what was to be confirmed is gone once it was")
  }),
  "2.3.2": Effect.gen(function* () {
    const { uri } = yield* enrolledOwner
    assert.match(uri, /^otpauth:\/\/totp\//)
  }),
  "2.5.5": Effect.gen(function* () {
    const admin = yield* AdminSql
    const told = count(admin`select count(*)::int as n from identity.outgoing_mail where kind = 'factor_added'`)
    const before = yield* told
    yield* enrolledOwner
    assert.strictEqual((yield* told) - before, 1)
  }),
  "2.5.7": Effect.gen(function* () {
    const { owner } = yield* enrolledOwner
    const thief = yield* signedIn(owner)
    for (const [method, path] of [
      ["POST", "/api/account/second-factor/enrol"],
      ["DELETE", "/api/account/second-factor"],
      ["POST", "/api/account/second-factor/backup-codes"]
    ] as const) {
      assert.strictEqual(problemIn(yield* thief.ask(method, path)), "second-factor-required", path)
    }
  }),
  "2.6.1": Effect.gen(function* () {
    const { codes, owner } = yield* enrolledOwner
    assert.strictEqual((yield* proveWith(owner, codes[0] ?? "")).status, 200)
    assert.strictEqual((yield* proveWith(owner, codes[0] ?? "")).status, 422)
  }),
  "2.6.2": Effect.gen(function* () {
    const { codes, owner } = yield* enrolledOwner
    for (const code of codes) assert.match(code, /^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/)
    const admin = yield* AdminSql
    const plain = admin`select count(*)::int as n from identity.backup_code c where c.user_id = ${owner.member.userId}
      and c.code_hash in (sha256(${codes[0]}::text::bytea), sha256(replace(${codes[0]}::text, '-', '')::bytea))`
    assert.strictEqual(yield* count(plain), 0, "a plain hash of 50 bits could be searched")
  }),
  "2.6.3": Effect.gen(function* () {
    const first = yield* enrolledOwner
    const second = yield* enrolledOwner
    assert.strictEqual(new Set([...first.codes, ...second.codes]).size, 20)
  }),
  "2.8.1": Effect.gen(function* () {
    const { owner, secret } = yield* enrolledOwner
    assert.strictEqual((yield* proveWith(owner, yield* codeOf(secret, -3))).status, 422)
    assert.strictEqual((yield* proveWith(owner, yield* codeOf(secret, 3))).status, 422)
    assert.strictEqual((yield* proveWith(owner, yield* codeOf(secret))).status, 200)
  }),
  "2.8.2": Effect.gen(function* () {
    const { owner, secret } = yield* enrolledOwner
    const admin = yield* AdminSql
    const plain = admin`select count(*)::int as n from identity.second_factor
      where user_id = ${owner.member.userId} and position(${secret}::text::bytea in secret_sealed) > 0`
    assert.strictEqual(yield* count(plain), 0)
  }),
  "2.8.3": Effect.gen(function* () {
    const { uri } = yield* enrolledOwner
    // RFC 6238 over HMAC-SHA-1, which NIST SP 800-131A still approves for HMAC.
    assert.include(uri, "algorithm=SHA1&digits=6&period=30")
  }),
  "2.8.4": Effect.gen(function* () {
    const { owner, secret } = yield* enrolledOwner
    const code = yield* codeOf(secret)
    assert.strictEqual((yield* proveWith(owner, code)).status, 200)
    assert.strictEqual((yield* proveWith(owner, code)).status, 422)
  }),
  "2.8.5": Effect.gen(function* () {
    const { owner, secret } = yield* enrolledOwner
    const code = yield* codeOf(secret)
    yield* proveWith(owner, code)
    yield* proveWith(owner, code)
    assert.strictEqual(yield* auditedOnce(owner.member.id, "second_factor.failed"), 1)
  }),
  "2.10.2": decodedEnvRefuses("production", { AUDIT_SIGNING_SEED: "changeme" }, "AUDIT_SIGNING_SEED"),
  "2.10.3": Effect.gen(function* () {
    const admin = yield* AdminSql
    const rows =
      yield* admin`select public_key ? 'd' as has_private, kek_id from identity.sealed_key where purpose = 'token_signing'`
    for (const row of rows) assert.deepStrictEqual({ ...row }, { has_private: false, kek_id: "k1" })
  })
}

import { Tokens } from "@beep/tenancy/server/Tokens"
import { Sessions } from "@beep/tenancy/server/Sessions"
import { SealedKeys } from "@beep/tenancy/server/SealedKeys"
import { Email } from "@beep/tenancy/contract/Email"
import * as TestTenancy from "@beep/tenancy/testing/TestTenancy"
import { twoTenants } from "@beep/tenancy/testing/twoTenants"
import * as TestDatabase from "@beep/test-kit/TestDatabase"
import { assert, describe, layer } from "@effect/vitest"
import { Clock, Effect, Layer, Option, Redacted } from "effect"
import { TestClock } from "effect/testing"
import { decodeProtectedHeader, generateKeyPair, SignJWT, UnsecuredJWT } from "jose"

const base64url = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url")

const on = (settings: typeof TestTenancy.testSettings) =>
  TestTenancy.layerOn(settings).pipe(Layer.provideMerge(TestDatabase.layer))

const token = (text: string) => Redacted.make(text)

const refused = (text: string) =>
  Effect.flatMap(Tokens, (tokens) => Effect.map(Effect.flip(tokens.verify(token(text))), ({ _tag }) => _tag))

layer(on(TestTenancy.testSettings))("Tokens", (it) => {
  it.effect("P0-1 carries the claims of the member and is verified by its own key", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const tokens = yield* Tokens
      const issued = yield* tokens.issueFor(a.advisor.email)
      assert.strictEqual(issued.expiresInSeconds, 900)
      const { exp, iat, jti, sid, ...claims } = yield* tokens.verify(token(issued.accessToken))
      assert.deepStrictEqual(claims, {
        sub: a.advisor.member.userId,
        advisor_id: a.advisor.member.id,
        firm_id: a.organization.id,
        role: "advisor",
        tier: "basic",
        aud: "beep",
        iss: TestTenancy.testOrigin
      })
      assert.strictEqual(exp - iat, 900)
      const sessions = yield* Sessions
      const session = yield* sessions.resolveById(sid)
      assert.strictEqual(Option.getOrThrow(session).memberId, a.advisor.member.id)
      assert.strictEqual(iat, Math.floor((yield* Clock.currentTimeMillis) / 1000))
      const other = yield* tokens.verify(token((yield* tokens.issueFor(a.advisor.email)).accessToken))
      assert.notStrictEqual(other.jti, jti)
      assert.deepStrictEqual(Object.keys(decodeProtectedHeader(issued.accessToken)).toSorted(), ["alg", "kid", "typ"])
    })
  )

  it.effect("refuses an expired token, and takes it until then", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const tokens = yield* Tokens
      const { accessToken } = yield* tokens.issueFor(a.advisor.email)
      yield* TestClock.adjust("899 seconds")
      yield* tokens.verify(token(accessToken))
      yield* TestClock.adjust("1 second")
      assert.strictEqual(yield* refused(accessToken), "Unauthenticated")
    })
  )

  it.effect("refuses another audience, issuer, type, algorithm and key", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const tokens = yield* Tokens
      const keys = yield* SealedKeys
      const { accessToken } = yield* tokens.issueFor(a.advisor.email)
      const claims = yield* tokens.verify(token(accessToken))
      const [key] = yield* keys.signing
      assert.isDefined(key)
      if (key === undefined) return
      const header = { alg: "ES256", kid: key.kid, typ: "at+jwt" }
      const signed = (payload: object, head: typeof header = header, signer = key.signer) =>
        Effect.promise(() => new SignJWT({ ...payload }).setProtectedHeader(head).sign(signer))

      yield* tokens.verify(token(yield* signed(claims)))
      assert.strictEqual(yield* refused(yield* signed({ ...claims, aud: "other" })), "Unauthenticated")
      assert.strictEqual(yield* refused(yield* signed({ ...claims, iss: "https://evil.test" })), "Unauthenticated")
      assert.strictEqual(yield* refused(yield* signed({ ...claims, role: "system" })), "Unauthenticated")
      assert.strictEqual(yield* refused(yield* signed({ ...claims, firm_id: undefined })), "Unauthenticated")
      assert.strictEqual(yield* refused(yield* signed(claims, { ...header, typ: "JWT" })), "Unauthenticated")
      assert.strictEqual(yield* refused(yield* signed(claims, { ...header, kid: "unknown" })), "Unauthenticated")

      const stranger = yield* Effect.promise(() => generateKeyPair("ES256"))
      assert.strictEqual(yield* refused(yield* signed(claims, header, stranger.privateKey)), "Unauthenticated")
      const secret = new TextEncoder().encode(JSON.stringify(key.publicKey))
      const confused = yield* Effect.promise(() =>
        new SignJWT({ ...claims }).setProtectedHeader({ ...header, alg: "HS256" }).sign(secret)
      )
      assert.strictEqual(yield* refused(confused), "Unauthenticated")
      assert.strictEqual(yield* refused(new UnsecuredJWT({ ...claims }).encode()), "Unauthenticated")
      assert.strictEqual(
        yield* refused(`${base64url({ ...header, alg: "none" })}.${accessToken.split(".")[1]}.`),
        "Unauthenticated"
      )
      const [head, , signature] = accessToken.split(".")
      assert.strictEqual(yield* refused(`${head}.${base64url({ ...claims, role: "owner" })}.${signature}`), "Unauthenticated")
      assert.strictEqual(yield* refused("not a token"), "Unauthenticated")
    })
  )

  it.effect("publishes public keys alone, and rotates without refusing what was signed before", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const tokens = yield* Tokens
      const before = yield* tokens.issueFor(a.advisor.email)
      const { keys } = yield* tokens.jwks
      for (const key of keys) assert.deepStrictEqual(Object.keys(key).toSorted(), ["alg", "crv", "kid", "kty", "use", "x", "y"])

      yield* tokens.rotate
      yield* TestClock.adjust("61 seconds")
      assert.strictEqual((yield* tokens.jwks).keys.length, keys.length + 1)
      const kidOf = (text: string) => decodeProtectedHeader(text).kid
      assert.strictEqual(kidOf((yield* tokens.issueFor(a.advisor.email)).accessToken), kidOf(before.accessToken))
      yield* TestClock.adjust("5 minutes")
      const after = yield* tokens.issueFor(a.advisor.email)
      assert.notStrictEqual(kidOf(after.accessToken), kidOf(before.accessToken))
      yield* tokens.verify(token(before.accessToken))
      yield* tokens.verify(token(after.accessToken))
    })
  )

  it.effect("keeps the private key out of the database", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const tokens = yield* Tokens
      yield* tokens.issueFor(a.advisor.email)
      const admin = yield* TestDatabase.AdminSql
      const rows =
        yield* admin`select public_key ? 'x' as x, public_key ? 'd' as d, position('"d"' in encode(sealed, 'escape')) as at
        from identity.sealed_key where purpose = 'token_signing'`
      assert.isNotEmpty(rows)
      for (const row of rows) assert.deepStrictEqual(row, { x: true, d: false, at: 0 })
    })
  )

  it.effect("knows nobody by an unknown address", () =>
    Effect.gen(function* () {
      const tokens = yield* Tokens
      assert.strictEqual((yield* Effect.flip(tokens.issueFor(Email.make("nobody@nowhere.example"))))._tag, "Unauthenticated")
    })
  )
})

describe("in production", () => {
  layer(on({ ...TestTenancy.testSettings, stage: "production" }))((it) => {
    it.effect("hands out no token without a password", () =>
      Effect.gen(function* () {
        const { a } = yield* twoTenants
        const tokens = yield* Tokens
        assert.strictEqual((yield* Effect.flip(tokens.issueFor(a.owner.email)))._tag, "NotInThisStage")
      })
    )
  })
})

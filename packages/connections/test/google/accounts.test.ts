import {
  GoogleScopeExpansionRequiredError,
  ProviderAccountSelectionRequiredError
} from "@beep/connections/contract/googleProblems"
import { GoogleAccounts } from "@beep/connections/server/GoogleAccounts"
import { consentAtGoogle } from "@beep/connections/testing/googleConsent"
import { AccessExpired, ScopeMissing } from "@beep/gmail/contract/faults"
import { gmailReadonly, mailScopes } from "@beep/gmail/contract/scopes"
import { GoogleOAuth } from "@beep/gmail/GoogleOAuth"
import type { ConnectionId } from "@beep/kernel/ids"
import { as, type Person, twoTenants } from "@beep/tenancy/testing/twoTenants"
import { AdminSql } from "@beep/test-kit/TestDatabase"
import { assert, layer } from "@effect/vitest"
import { Effect, Layer, Option, Redacted, Schema } from "effect"
import { TestClock } from "effect/testing"
import { control, dana, linkAs, sam, suite } from "./support.ts"

const identity = mailScopes.filter((scope) => scope !== gmailReadonly)

const linked = (who: Person, account: string) =>
  as(who)(linkAs({ account })).pipe(
    Effect.flatMap(({ linked: id }) => (id === null ? Effect.die(new Error("nothing was linked")) : Effect.succeed(id)))
  )

const statusOf = (who: Person, id: ConnectionId) =>
  as(who)(Effect.flatMap(GoogleAccounts, (google) => google.list)).pipe(
    Effect.map(({ accounts }) => accounts.find(({ providerAccountId }) => providerAccountId === id)?.status)
  )

layer(suite)("Google accounts", (it) => {
  it.effect("PR0 full cycle: link, relink with wider scopes, unlink; tokens and addresses are ciphertext", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const google = yield* GoogleAccounts
      const admin = yield* AdminSql
      const partial = yield* as(a.advisor)(linkAs({ account: dana, grant: identity }))
      assert.strictEqual(partial.failure, "missing_scopes")
      const id = partial.linked
      if (id === null) return assert.fail("the account was not linked")
      assert.strictEqual(yield* statusOf(a.advisor, id), "missing_scopes")
      const asked = yield* Effect.flip(as(a.advisor)(google.require(id)))
      if (!(asked instanceof GoogleScopeExpansionRequiredError)) return assert.fail("no C-01")
      assert.deepStrictEqual(asked.missingScopes, [gmailReadonly])
      const again = yield* as(a.advisor)(linkAs({ account: dana }, id))
      assert.deepStrictEqual(again, { linked: id, failure: null })
      assert.strictEqual(yield* statusOf(a.advisor, id), "active")
      assert.strictEqual((yield* as(a.advisor)(google.require(id))).providerAccountId, id)
      const [row] = yield* admin`select encode(identity_sealed || access_sealed || refresh_sealed, 'escape') as text
        from connections.google_account where id = ${id}::uuid`
      assert.notMatch(String(row?.["text"]), /firm\.example|ya29|1\/\/0/)
      const after = yield* as(a.advisor)(google.unlink(id))
      assert.deepStrictEqual(
        after.accounts.map(({ isActive, status }) => ({ isActive, status })),
        [{ status: "revoked", isActive: false }]
      )
      const [wiped] = yield* admin`select access_sealed, refresh_sealed from connections.google_account where id = ${id}::uuid`
      assert.deepStrictEqual([wiped?.["access_sealed"], wiped?.["refresh_sealed"]], [null, null])
      assert.strictEqual((yield* as(a.advisor)(linkAs({ account: dana }))).linked, id, "the same Google account keeps its id")
    })
  )

  it.effect(
    "PR0 relink prompt: tag exact and never _tag, providerId google, both callback URLs exact, missingScopes within relink.scopes",
    () =>
      Effect.gen(function* () {
        const { a } = yield* twoTenants
        const google = yield* GoogleAccounts
        const failed = yield* Effect.flip(as(a.advisor)(google.require(undefined)))
        if (!(failed instanceof GoogleScopeExpansionRequiredError)) return assert.fail("no C-01 where nothing is linked")
        const wire: unknown = yield* Schema.encodeEffect(GoogleScopeExpansionRequiredError)(failed)
        assert.deepStrictEqual(wire, {
          type: "urn:beep:problem:google-scope-expansion-required",
          status: 409,
          title: "Google needs more permission",
          tag: "GoogleScopeExpansionRequiredError",
          providerId: "google",
          missingScopes: [...mailScopes],
          relink: {
            callbackURL: "/settings?settingsTab=connections",
            errorCallbackURL: "/settings?settingsTab=connections&relink=failed",
            scopes: [...mailScopes]
          },
          currentScopes: [],
          requiredScopes: mailScopes
        })
        assert.notProperty(wire, "_tag")
      })
  )

  it.effect(
    "PR2A missing providerAccountId is C-06 with exact fields; no account is picked, not even the only or the active one",
    () =>
      Effect.gen(function* () {
        const { a } = yield* twoTenants
        const google = yield* GoogleAccounts
        const id = yield* linked(a.advisor, dana)
        yield* as(a.advisor)(google.activate(id))
        const failed = yield* Effect.flip(as(a.advisor)(google.require(undefined)))
        if (!(failed instanceof ProviderAccountSelectionRequiredError)) return assert.fail("no C-06")
        const wire: unknown = yield* Schema.encodeEffect(ProviderAccountSelectionRequiredError)(failed)
        assert.deepStrictEqual(wire, {
          type: "urn:beep:problem:provider-account-selection-required",
          status: 409,
          title: "Choose a Google account",
          tag: "ProviderAccountSelectionRequiredError",
          providerId: "google",
          requiredParam: "providerAccountId",
          candidates: [{ providerAccountId: id, scope: mailScopes.join(" ") }],
          select: { callbackURL: "/settings?settingsTab=connections" }
        })
        assert.notProperty(wire, "_tag")
        assert.notMatch(JSON.stringify(wire), /ya29|1\/\/0|firm\.example/)
      })
  )

  it.effect("PR2A the selection persists over a restart, is one for the organization, and only a person makes it", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const google = yield* GoogleAccounts
      const one = yield* linked(a.advisor, dana)
      const two = yield* linked(a.owner, sam)
      assert.strictEqual((yield* as(a.owner)(google.list)).activeProviderAccountId, null)
      yield* as(a.advisor)(google.activate(one))
      const switched = yield* as(a.owner)(google.activate(two))
      assert.strictEqual(switched.activeProviderAccountId, two)
      // Another process: nothing of this one's memory.
      const elsewhere = yield* Layer.build(Layer.fresh(GoogleAccounts.layer))
      const active = yield* as(a.owner)(Effect.flatMap(GoogleAccounts, (other) => other.active)).pipe(
        Effect.provideContext(elsewhere)
      )
      assert.deepStrictEqual(active, Option.some(two))
      yield* as(a.owner)(google.unlink(two))
      assert.strictEqual((yield* as(a.owner)(google.list)).activeProviderAccountId, null)
    })
  )

  it.effect("PR2A accounts A and B never mix: each lends its own token, and a wrong pick is linked beside, not in place", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const google = yield* GoogleAccounts
      const oauth = yield* GoogleOAuth
      const one = yield* linked(a.advisor, dana)
      const picked = yield* as(a.advisor)(linkAs({ account: sam }, one))
      assert.strictEqual(picked.failure, "different_account")
      const two = picked.linked
      if (two === null) return assert.fail("the other account was not linked")
      assert.notStrictEqual(two, one)
      const addressOf = (id: ConnectionId) =>
        as(a.advisor)(google.withAccessToken(id, (token) => Effect.map(oauth.identity(token), ({ email }) => email)))
      assert.deepStrictEqual([yield* addressOf(one), yield* addressOf(two)], [dana, sam])
    })
  )

  it.effect("a colleague sees no account of mine unless it is the active one, an owner all, another firm none", () =>
    Effect.gen(function* () {
      const { a, b } = yield* twoTenants
      const google = yield* GoogleAccounts
      const id = yield* linked(a.advisor, dana)
      const seen = (who: Person) =>
        Effect.map(as(who)(google.list), ({ accounts }) => accounts.map((one) => one.providerAccountId))
      assert.deepStrictEqual(yield* seen(a.idleAdvisor), [])
      assert.strictEqual((yield* Effect.flip(as(a.idleAdvisor)(google.require(id))))._tag, "NotFound")
      assert.deepStrictEqual(yield* seen(a.owner), [id])
      assert.strictEqual((yield* Effect.flip(as(a.owner)(google.link(mailScopes, id))))._tag, "NotFound")
      yield* as(a.owner)(google.activate(id))
      assert.deepStrictEqual(yield* seen(a.idleAdvisor), [id])
      assert.strictEqual((yield* Effect.flip(as(a.idleAdvisor)(google.unlink(id))))._tag, "NotFound")
      assert.deepStrictEqual(yield* seen(b.owner), [])
      for (const attempt of [
        Effect.asVoid(google.require(id)),
        Effect.asVoid(google.unlink(id)),
        Effect.asVoid(google.activate(id))
      ]) {
        assert.strictEqual((yield* Effect.flip(as(b.owner)(attempt)))._tag, "NotFound")
      }
      // The same Google account in another firm is another account there.
      assert.notStrictEqual(yield* linked(b.owner, dana), id)
    })
  )

  it.effect("uses a state once, for the member it was made for, within ten minutes", () =>
    Effect.gen(function* () {
      const { a, b } = yield* twoTenants
      const google = yield* GoogleAccounts
      const back = yield* Effect.flatMap(as(a.advisor)(google.link(mailScopes)), (url) => consentAtGoogle(url, { account: dana }))
      const failureOf = (who: Person, query: typeof back) => Effect.map(as(who)(google.callback(query)), ({ failure }) => failure)
      assert.strictEqual(yield* failureOf(a.owner, back), "not_recognized")
      assert.strictEqual(yield* failureOf(b.owner, back), "not_recognized")
      assert.strictEqual(yield* failureOf(a.advisor, back), null)
      assert.strictEqual(yield* failureOf(a.advisor, back), "already_used")
      const denied = yield* as(a.advisor)(linkAs({ account: dana, decision: "deny" }))
      assert.deepStrictEqual(denied, { linked: null, failure: "denied" })
      const late = yield* Effect.flatMap(as(a.advisor)(google.link(mailScopes)), (url) => consentAtGoogle(url, { account: dana }))
      yield* TestClock.adjust("11 minutes")
      assert.strictEqual(yield* failureOf(a.advisor, late), "not_completed")
    })
  )

  it.effect("a refused token is renewed once for many callers, and a grant that ended asks for a person", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const google = yield* GoogleAccounts
      const admin = yield* AdminSql
      const id = yield* linked(a.advisor, dana)
      const lent = (token: Redacted.Redacted) => Effect.succeed(Redacted.value(token))
      const first = yield* as(a.advisor)(google.withAccessToken(id, lent))
      const stale = (token: Redacted.Redacted) =>
        Redacted.value(token) === first ? Effect.fail(new AccessExpired({ reason: null, httpStatus: 401 })) : lent(token)
      const renewed = yield* Effect.all(
        Array.from({ length: 8 }, () => as(a.advisor)(google.withAccessToken(id, stale))),
        { concurrency: "unbounded" }
      )
      assert.strictEqual(new Set(renewed).size, 1)
      const [count] =
        yield* admin`select count(*)::int as n from audit.entry where entity_id = ${id} and action = 'connection.renewed'`
      assert.strictEqual(count?.["n"], 1)
      yield* control("POST", "scenarios/removed_at_google", { mailbox: dana })
      const gone = google.withAccessToken(id, () => Effect.fail(new AccessExpired({ reason: null, httpStatus: 401 })))
      assert.strictEqual((yield* Effect.flip(as(a.advisor)(gone)))._tag, "MailboxRelinkRequired")
      assert.strictEqual(yield* statusOf(a.advisor, id), "needs_relink")
      assert.deepStrictEqual(yield* as(a.advisor)(linkAs({ account: dana }, id)), { linked: id, failure: null })
    })
  )

  it.effect("a scope that Gmail misses marks the account, and its next use is C-01", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const google = yield* GoogleAccounts
      const id = yield* linked(a.advisor, dana)
      const missing = google.withAccessToken(id, () => Effect.fail(new ScopeMissing({ reason: null, httpStatus: 403 })))
      assert.strictEqual((yield* Effect.flip(as(a.advisor)(missing)))._tag, "ScopeMissing")
      assert.strictEqual(yield* statusOf(a.advisor, id), "missing_scopes")
      assert.strictEqual((yield* Effect.flip(as(a.advisor)(google.require(id))))._tag, "GoogleScopeExpansionRequiredError")
    })
  )
})

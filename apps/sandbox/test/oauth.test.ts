import { assert, describe, it } from "@effect/vitest"
import { Effect, Redacted, Stream } from "effect"
import { ledgerSource } from "../src/accounting/ledgerSource.ts"
import { demoCompanies } from "../src/companies/generate.ts"
import { asOf, redirectUri, started } from "./support.ts"

const [northlight, harbor] = demoCompanies({ seed: 1, asOf }).map(ledgerSource)
const companies = [northlight, harbor].flatMap((company) => (company === undefined ? [] : [company]))
const [first, second] = companies.map(({ realmId }) => realmId)

describe("Intuit's OAuth, over HTTP", () => {
  it.live("sends back code, state and realm", () =>
    Effect.gen(function* () {
      const { approve } = yield* started(companies)
      const back = yield* approve(second ?? "")
      assert.strictEqual(back.get("state"), "state-1")
      assert.strictEqual(back.get("realmId"), second)
      assert.isAtMost(back.get("code")?.length ?? 0, 512)
      assert.isAtLeast(back.get("code")?.length ?? 0, 32)
    })
  )

  it.live("takes a code once, and for its own redirect address only", () =>
    Effect.gen(function* () {
      const { approve, oauth } = yield* started(companies)
      const code = Redacted.make((yield* approve(first ?? "")).get("code") ?? "")
      yield* oauth.exchangeCode({ code, redirectUri })
      assert.strictEqual((yield* Effect.flip(oauth.exchangeCode({ code, redirectUri })))._tag, "ReconnectRequired")
      const other = Redacted.make((yield* approve(first ?? "")).get("code") ?? "")
      const wrong = oauth.exchangeCode({ code: other, redirectUri: `${redirectUri}/other` })
      assert.strictEqual((yield* Effect.flip(wrong))._tag, "ReconnectRequired")
    })
  )

  it.live("rotates the refresh value: the one before still gives the new one, the one before that is dead", () =>
    Effect.gen(function* () {
      const { connect, oauth } = yield* started(companies)
      const { tokens } = yield* connect(first ?? "")
      const next = yield* oauth.refresh(tokens.refreshToken)
      assert.notStrictEqual(Redacted.value(next.refreshToken), Redacted.value(tokens.refreshToken))
      assert.strictEqual(next.expiresInSeconds, 3600)
      const again = yield* oauth.refresh(tokens.refreshToken)
      assert.strictEqual(Redacted.value(again.refreshToken), Redacted.value(next.refreshToken))
      assert.notStrictEqual(Redacted.value(again.accessToken), Redacted.value(next.accessToken))
      yield* oauth.refresh(next.refreshToken)
      const dead = yield* Effect.flip(oauth.refresh(tokens.refreshToken))
      assert.deepInclude(dead, { _tag: "ReconnectRequired", code: "invalid_grant" })
    })
  )

  it.live("tells when the grant ends for good, to an app that asks", () =>
    Effect.gen(function* () {
      const { approve, bearer } = yield* started(companies)
      const code = yield* approve(first ?? "")
      const form = { grant_type: "authorization_code", code: code.get("code") ?? "", redirect_uri: redirectUri }
      const granted = yield* bearer(form)
      assert.strictEqual(granted.status, 200)
      assert.notProperty(granted.body, "x_refresh_token_hard_expires_in")
      const refreshed = yield* bearer(
        { grant_type: "refresh_token", refresh_token: granted.body.refresh_token },
        { "x-include-refresh-token-hard-expires-in": "true" }
      )
      assert.isAtMost(refreshed.body.x_refresh_token_hard_expires_in, 5 * 365 * 86_400)
      assert.isAbove(refreshed.body.x_refresh_token_hard_expires_in, refreshed.body.x_refresh_token_expires_in)
    })
  )

  it.live("gives nothing to a wrong secret, an unknown grant type, or a wrong client", () =>
    Effect.gen(function* () {
      const { bearer, connect } = yield* started(companies)
      const { tokens } = yield* connect(first ?? "")
      const form = { grant_type: "refresh_token", refresh_token: Redacted.value(tokens.refreshToken) }
      const wrong = { authorization: `Basic ${btoa("sandbox-app:guess")}` }
      assert.deepStrictEqual(yield* bearer(form, wrong), { status: 401, body: { error: "invalid_client" } })
      const stranger = { authorization: `Basic ${btoa("somebody:sandbox%20secret%2F1")}` }
      assert.deepStrictEqual(yield* bearer(form, stranger), { status: 401, body: { error: "invalid_client" } })
      const password = yield* bearer({ ...form, grant_type: "password" })
      assert.deepStrictEqual(password, { status: 400, body: { error: "unsupported_grant_type" } })
      assert.strictEqual((yield* bearer(form)).status, 200)
    })
  )

  it.live("ends both tokens on revoke", () =>
    Effect.gen(function* () {
      const { connect, oauth, quickbooks } = yield* started(companies)
      const { credentials, tokens } = yield* connect(first ?? "")
      assert.strictEqual((yield* quickbooks.companyInfo(credentials)).value.CompanyName, "Northlight Marketing")
      yield* oauth.revoke(tokens.refreshToken)
      assert.deepInclude(yield* Effect.flip(quickbooks.companyInfo(credentials)), { _tag: "TokenExpired", code: "3200" })
      assert.strictEqual((yield* Effect.flip(oauth.refresh(tokens.refreshToken)))._tag, "ReconnectRequired")
    })
  )

  it.live("lets a token of one company read no other", () =>
    Effect.gen(function* () {
      const { connect, quickbooks } = yield* started(companies)
      const one = yield* connect(first ?? "")
      const two = yield* connect(second ?? "")
      const crossed = { realmId: two.credentials.realmId, accessToken: one.credentials.accessToken }
      const refused = yield* Effect.flip(Stream.runCollect(quickbooks.queryAll(crossed, "Bill")))
      assert.deepInclude(refused, { _tag: "ReconnectRequired", code: "3100" })
    })
  )

  it.live("shows a page with every company that loads nothing and runs nothing", () =>
    Effect.gen(function* () {
      const { oauth } = yield* started(companies)
      const address = yield* oauth.authorizeUrl({ redirectUri, state: '"><script>' })
      const answer = yield* Effect.promise(() => fetch(address))
      const page = yield* Effect.promise(() => answer.text())
      assert.include(page, "This is the sandbox, not Intuit.")
      assert.include(page, "Northlight Marketing")
      assert.include(page, "Harbor &amp; Pine Construction")
      assert.notInclude(page, "<script")
      assert.include(page, '<link rel="icon" href="data:,">')
      assert.include(answer.headers.get("content-security-policy") ?? "", "default-src 'none'")
      assert.strictEqual(answer.headers.get("cache-control"), "no-store")
      for (const button of ["Connect", "Cancel", "I am not an administrator"]) assert.include(page, `>${button}</button>`)
    })
  )

  it.live("sends back access_denied and the state when a person cancels or is no administrator", () =>
    Effect.gen(function* () {
      const { approve, oauth, url } = yield* started(companies)
      const address = yield* oauth.authorizeUrl({ redirectUri, state: "state-1" })
      const decided = (decision: string, more: ReadonlyArray<[string, string]> = []) =>
        Effect.promise(() => {
          const body = new URLSearchParams([...address.searchParams, ["decision", decision], ...more])
          return fetch(`${url}/connect/oauth2`, { method: "POST", body, redirect: "manual" })
        })
      const back = new URL((yield* decided("deny")).headers.get("location") ?? "none:")
      assert.deepStrictEqual(Object.fromEntries(back.searchParams), { error: "access_denied", state: "state-1" })
      assert.strictEqual((yield* approve(first ?? "", { decision: "not_admin" })).get("error"), "access_denied")
      const told = yield* decided("not_admin")
      const words = yield* Effect.promise(() => told.text())
      assert.include(words, "Only an administrator can connect a company")
      assert.include(words, "?error=access_denied&amp;state=state-1")
      assert.strictEqual((yield* decided("approve")).status, 400)
      const approved = yield* decided("approve", [["realmId", second ?? ""]])
      assert.strictEqual(new URL(approved.headers.get("location") ?? "none:").searchParams.get("realmId"), second)
    })
  )

  it.live("turns strangers away, and a scope it does not know", () =>
    Effect.gen(function* () {
      const { approve, oauth } = yield* started(companies)
      const address = yield* oauth.authorizeUrl({ redirectUri, state: "state-1" })
      address.searchParams.set("client_id", "somebody-else")
      assert.strictEqual((yield* Effect.promise(() => fetch(address))).status, 400)
      const back = yield* approve(first ?? "", { scope: "com.intuit.quickbooks.payment" })
      assert.deepStrictEqual(Object.fromEntries(back), { error: "invalid_scope", state: "state-1" })
    })
  )
})

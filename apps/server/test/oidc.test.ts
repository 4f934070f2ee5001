import { sandboxServer } from "@beep/sandbox/server"
import { type Person, twoTenants } from "@beep/tenancy/testing/twoTenants"
import { AdminSql } from "@beep/test-kit/TestDatabase"
import { NodeServices } from "@effect/platform-node"
import { assert, layer } from "@effect/vitest"
import { Context, Effect, Layer, Redacted, Schema } from "effect"
import { HttpServer } from "effect/http"
import { type Browser, openBrowser } from "./browser.ts"
import { call } from "./http.ts"
import { layerWith } from "./TestServer.ts"

const app = { clientId: "sandbox-app", clientSecret: Redacted.make("sandbox-secret-1") }

/** Where the stand-in of another issuer listens. */
class IssuerAddress extends Context.Service<IssuerAddress, string>()("oidc-test/IssuerAddress") {}

/** Two servers: the sandbox's issuer, and ours as production composes it, whose people may sign in there. */
const suite = Layer.unwrap(
  Effect.gen(function* () {
    const sandbox = yield* Layer.build(Layer.fresh(sandboxServer({ ...app, companies: [], port: 0 })))
    const url = HttpServer.formatAddress(Context.get(sandbox, HttpServer.HttpServer).address)
    return Layer.succeed(IssuerAddress, url).pipe(
      Layer.provideMerge(
        layerWith({
          AUTH_OIDC_NAME: "the sandbox",
          AUTH_OIDC_ISSUER: `${url}/issuer`,
          AUTH_OIDC_CLIENT_ID: app.clientId,
          AUTH_OIDC_CLIENT_SECRET: Redacted.value(app.clientSecret)
        })
      )
    )
  })
).pipe(Layer.provide(NodeServices.layer), Layer.orDie)

const decodeAddress = Schema.decodeUnknownEffect(Schema.Struct({ address: Schema.String }))
const decodeStrength = Schema.decodeUnknownEffect(
  Schema.Struct({
    memberId: Schema.String,
    session: Schema.Struct({ strength: Schema.String, lacks: Schema.NullOr(Schema.String) })
  })
)

const setOut = Effect.fnUntraced(function* (browser: Browser, path: string, body?: unknown) {
  const { address } = yield* decodeAddress((yield* browser.ask("POST", path, body)).json)
  return new URL(address)
})

/** What a person does at the issuer; answers the way back. */
const atIssuer = Effect.fnUntraced(function* (page: URL, subject: string, secondFactor = false) {
  page.searchParams.set("subject", subject)
  if (secondFactor) page.searchParams.set("second_factor", "1")
  const answer = yield* Effect.promise(() => fetch(page, { redirect: "manual" }))
  const back = new URL(answer.headers.get("location") ?? "none:")
  return `${back.pathname}${back.search}`
})

const landing = (browser: Browser, back: string) =>
  Effect.map(browser.ask("GET", back), ({ headers, status }) => ({ status, location: headers.get("location") }))

const link = Effect.fnUntraced(function* (browser: Browser, subject: string) {
  const page = yield* setOut(browser, "/api/account/identities/link")
  return yield* landing(browser, yield* atIssuer(page, subject))
})

const enter = Effect.fnUntraced(function* (
  browser: Browser,
  subject: string,
  options: { readonly next?: string; readonly secondFactor?: boolean } = {}
) {
  const page = yield* setOut(browser, "/api/auth/oidc/start", options.next === undefined ? {} : { next: options.next })
  return yield* landing(browser, yield* atIssuer(page, subject, options.secondFactor))
})

const order = (fault: string) =>
  Effect.gen(function* () {
    const url = yield* IssuerAddress
    const { status } = yield* Effect.promise(() =>
      fetch(`${url}/_sandbox/issuer/fault`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ fault })
      })
    )
    assert.strictEqual(status, 202)
  })

const audited = (who: Person) =>
  Effect.flatMap(
    AdminSql,
    (admin) => admin`select action from audit.entry where member_id = ${who.member.id} and action like 'identity.%' order by id`
  ).pipe(Effect.map((rows) => rows.map(({ action }) => action)))

layer(suite, { excludeTestServices: true, timeout: "3 minutes" })("signing in with another issuer", (it) => {
  it.effect("opens the account it was linked with, and the page that was wanted", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const known = openBrowser()
      yield* known.login(a.viewer)
      assert.strictEqual((yield* link(known, "viewer-1")).location, "/settings/security?linked=1")
      const browser = openBrowser()
      assert.deepStrictEqual(yield* enter(browser, "viewer-1", { next: "/clients?q=bakery" }), {
        status: 303,
        location: "/clients?q=bakery"
      })
      const me = yield* decodeStrength((yield* browser.ask("GET", "/api/me")).json)
      assert.deepStrictEqual(me, { memberId: a.viewer.member.id, session: { strength: "password", lacks: null } })
      assert.isFalse(browser.jar.has("beep_oidc"), "what bound the browser to its way is taken back")
      assert.deepStrictEqual(yield* audited(a.viewer), ["identity.linked"])
    })
  )

  it.effect("links nothing by itself, whoever the issuer says it is", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const browser = openBrowser()
      assert.strictEqual((yield* enter(browser, a.owner.email)).location, "/login?refused=not_linked")
      assert.strictEqual((yield* browser.ask("GET", "/api/me")).status, 401)
    })
  )

  it.effect("counts as a second factor only where the issuer says that it asked for one", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const known = openBrowser()
      yield* known.login(a.owner)
      yield* link(known, "owner-1")
      const plain = openBrowser()
      yield* enter(plain, "owner-1")
      const { session } = yield* decodeStrength((yield* plain.ask("GET", "/api/me")).json)
      assert.deepStrictEqual(session, { strength: "password", lacks: "enrolment" })
      const strong = openBrowser()
      yield* enter(strong, "owner-1", { secondFactor: true })
      assert.strictEqual((yield* decodeStrength((yield* strong.ask("GET", "/api/me")).json)).session.strength, "full")
    })
  )

  it.effect("does not take an account that is linked with somebody else", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const [first, second] = [openBrowser(), openBrowser()]
      yield* first.login(a.viewer)
      yield* second.login(a.staff)
      yield* link(first, "shared-1")
      assert.strictEqual((yield* link(second, "shared-1")).location, "/settings/security?refused=linked_elsewhere")
      const browser = openBrowser()
      yield* enter(browser, "shared-1")
      assert.strictEqual((yield* decodeStrength((yield* browser.ask("GET", "/api/me")).json)).memberId, a.viewer.member.id)
      assert.deepStrictEqual(yield* audited(a.staff), ["identity.refused"])
    })
  )

  it.effect("ends for a browser that did not set out itself, and for one that comes twice", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const known = openBrowser()
      yield* known.login(a.viewer)
      yield* link(known, "victim-1")

      // An attacker sets out with the own account and hands the way back to somebody who is signed in.
      const attacker = openBrowser()
      yield* attacker.login(a.staff)
      const page = yield* setOut(attacker, "/api/account/identities/link")
      const back = yield* atIssuer(page, "attacker-1")
      const victim = openBrowser()
      yield* victim.login(a.viewer)
      assert.strictEqual((yield* landing(victim, back)).location, "/login?refused=ended")
      victim.jar.set("beep_oidc", "A".repeat(43))
      assert.strictEqual((yield* landing(victim, back)).location, "/login?refused=ended")

      const browser = openBrowser()
      const way = yield* atIssuer(yield* setOut(browser, "/api/auth/oidc/start", {}), "victim-1")
      const cookie = browser.jar.get("beep_oidc") ?? ""
      assert.strictEqual((yield* landing(browser, way)).location, "/clients")
      browser.jar.set("beep_oidc", cookie)
      assert.strictEqual((yield* landing(browser, way)).location, "/login?refused=ended")
    })
  )

  it.effect("links only in the session that set out, while it is freshly proved", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const admin = yield* AdminSql
      const browser = openBrowser()
      yield* browser.login(a.viewer)
      const page = yield* setOut(browser, "/api/account/identities/link")
      const back = yield* atIssuer(page, "late-1")
      yield* admin`update identity.session set stepped_up_at = stepped_up_at - interval '11 minutes' where user_id = ${a.viewer.member.userId}`
      assert.strictEqual((yield* landing(browser, back)).location, "/settings/security?refused=step_up")
      const refused = yield* browser.ask("POST", "/api/account/identities/link")
      assert.include(refused.text, "step-up-required")

      const other = openBrowser()
      yield* other.login(a.viewer)
      const way = yield* atIssuer(yield* setOut(other, "/api/account/identities/link"), "late-1")
      yield* other.login(a.viewer)
      assert.strictEqual((yield* landing(other, way)).location, "/settings/security?refused=ended")
    })
  )

  it.effect.each(["wrong_nonce", "wrong_audience", "wrong_issuer", "expired", "foreign_signature", "no_id_token"])(
    "believes no token with %s",
    (fault) =>
      Effect.gen(function* () {
        const { a } = yield* twoTenants
        const known = openBrowser()
        yield* known.login(a.viewer)
        yield* link(known, `faulty-${fault}`)
        const browser = openBrowser()
        yield* order(fault)
        assert.strictEqual((yield* enter(browser, `faulty-${fault}`)).location, "/login?refused=issuer")
        assert.strictEqual((yield* browser.ask("GET", "/api/me")).status, 401)
        assert.strictEqual((yield* enter(browser, `faulty-${fault}`)).location, "/clients", "and the next one is taken")
      })
  )

  it.effect("leads to no page of another host, wherever it was asked to", () =>
    Effect.gen(function* () {
      for (const next of ["https://evil.test/", "//evil.test", "/\\evil.test", "javascript:alert(1)"]) {
        assert.strictEqual((yield* openBrowser().ask("POST", "/api/auth/oidc/start", { next })).status, 400, next)
      }
    })
  )

  it.effect("is unlinked by its owner alone, and opens nothing from then on", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const browser = openBrowser()
      yield* browser.login(a.viewer)
      yield* link(browser, "gone-1")
      const { identities } = yield* Schema.decodeUnknownEffect(
        Schema.Struct({ identities: Schema.Array(Schema.Struct({ identityId: Schema.String, issuer: Schema.String })) })
      )((yield* browser.ask("GET", "/api/account/identities")).json)
      const path = `/api/account/identities/${identities[0]?.identityId}`
      const stranger = openBrowser()
      yield* stranger.login(a.staff)
      assert.strictEqual((yield* stranger.ask("DELETE", path)).status, 404)
      assert.strictEqual((yield* browser.ask("DELETE", path)).status, 204)
      assert.strictEqual((yield* enter(openBrowser(), "gone-1")).location, "/login?refused=not_linked")
    })
  )

  it.effect("is named where people sign in, with what else there is", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual((yield* call("/api/auth/methods")).json, {
        resetByMail: false,
        demo: false,
        issuer: { name: "the sandbox" }
      })
    })
  )
})

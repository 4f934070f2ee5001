import { assert, describe, it } from "@effect/vitest"
import { Context, Effect, Layer, Queue, Redacted } from "effect"
import { QuickBooksApp, QuickBooksOAuth } from "../src/QuickBooksOAuth.ts"
import { minorVersion, QuickBooksConfig } from "../src/QuickBooksConfig.ts"
import { fixtureText } from "./support/fixture.ts"
import { wireServer } from "./support/wireServer.ts"

const discovery = (url: string) =>
  Response.json({
    issuer: "https://oauth.platform.intuit.com/op/v1",
    authorization_endpoint: `${url}/connect/oauth2`,
    token_endpoint: `${url}/tokens`,
    revocation_endpoint: `${url}/revoke`
  })

const client = (url: string) =>
  QuickBooksOAuth.layer.pipe(
    Layer.provide([
      Layer.succeed(QuickBooksConfig, { apiBaseUrl: url, discoveryUrl: `${url}/.well-known/openid_configuration`, minorVersion }),
      Layer.succeed(QuickBooksApp, { clientId: "app:1", clientSecret: Redacted.make("s p") })
    ]),
    Layer.build,
    Effect.map((context) => Context.get(context, QuickBooksOAuth))
  )

const start = (answer: () => Response) =>
  Effect.gen(function* () {
    const server = yield* wireServer((url) => (url.pathname.startsWith("/.well-known") ? discovery(url.origin) : answer()))
    const oauth = yield* client(server.url)
    const lastRequest = Effect.map(Queue.takeAll(server.asked), (all) => all.at(-1))
    return { oauth, lastRequest, url: server.url }
  })

const okTokens = () => new Response(fixtureText("oauth/bearer-token.json"), { headers: { "content-type": "application/json" } })

describe("QuickBooksOAuth", () => {
  it.live("sends a person to the address of the discovery document", () =>
    Effect.gen(function* () {
      const { oauth, url } = yield* start(okTokens)
      const address = yield* oauth.authorizeUrl({ redirectUri: "https://beep.test/oauth/qbo/callback", state: "s1" })
      assert.strictEqual(`${address.origin}${address.pathname}`, `${url}/connect/oauth2`)
      assert.deepStrictEqual(Object.fromEntries(address.searchParams), {
        client_id: "app:1",
        response_type: "code",
        scope: "com.intuit.quickbooks.accounting",
        redirect_uri: "https://beep.test/oauth/qbo/callback",
        state: "s1"
      })
    })
  )

  it.live("exchanges a code with Basic authentication and reads Intuit's own example answer", () =>
    Effect.gen(function* () {
      const { lastRequest, oauth } = yield* start(okTokens)
      const tokens = yield* oauth.exchangeCode({ code: Redacted.make("c1"), redirectUri: "https://beep.test/cb" })
      assert.strictEqual(Redacted.value(tokens.refreshToken), "sample_refresh_token")
      assert.strictEqual(tokens.expiresInSeconds, 3600)
      assert.strictEqual(tokens.refreshExpiresInSeconds, 8726400)
      const request = yield* lastRequest
      assert.strictEqual(request?.headers.get("authorization"), `Basic ${btoa("app%3A1:s+p")}`)
      assert.strictEqual(request?.headers.get("accept"), "application/json")
      const form = new URLSearchParams(request?.body)
      assert.strictEqual(form.get("grant_type"), "authorization_code")
      assert.strictEqual(form.get("code"), "c1")
      assert.strictEqual(form.get("redirect_uri"), "https://beep.test/cb")
    })
  )

  it.live("says that a dead refresh token needs a person", () =>
    Effect.gen(function* () {
      const { oauth } = yield* start(() =>
        Response.json({ error: "invalid_grant" }, { status: 400, headers: { intuit_tid: "t-1" } })
      )
      const error = yield* Effect.flip(oauth.refresh(Redacted.make("old")))
      assert.deepInclude(error, { _tag: "ReconnectRequired", code: "invalid_grant", intuitTid: "t-1" })
    })
  )

  it.live("says that wrong app credentials are ours to mend", () =>
    Effect.gen(function* () {
      const { oauth } = yield* start(() => Response.json({ error: "invalid_client" }, { status: 401 }))
      assert.strictEqual((yield* Effect.flip(oauth.refresh(Redacted.make("r"))))._tag, "PermanentFault")
    })
  )

  it.live("revokes", () =>
    Effect.gen(function* () {
      const { lastRequest, oauth } = yield* start(() => new Response(null, { status: 200 }))
      yield* oauth.revoke(Redacted.make("r1"))
      const request = yield* lastRequest
      assert.strictEqual(request?.url.pathname, "/revoke")
      assert.strictEqual(request?.body, "token=r1")
    })
  )

  it.live("asks for the discovery document again after it failed, and only then", () =>
    Effect.gen(function* () {
      let asked = 0
      const server = yield* wireServer((url) => {
        asked += 1
        return asked === 1 ? new Response("", { status: 404 }) : discovery(url.origin)
      })
      const oauth = yield* client(server.url)
      const authorize = oauth.authorizeUrl({ redirectUri: "https://beep.test/cb", state: "s" })
      assert.strictEqual((yield* Effect.flip(authorize))._tag, "PermanentFault")
      yield* authorize
      yield* authorize
      assert.strictEqual(asked, 2)
    })
  )
})

import { Context, Effect, Exit, Layer, Redacted } from "effect"
import { FetchHttpClient, HttpClient } from "effect/http"
import * as oauth from "oauth4webapi"
import type { QuickBooksError } from "./contract/faults.ts"
import type { OAuthTokens } from "./contract/OAuthTokens.ts"
import { discover } from "./oauth/discovery.ts"
import { tokenCall, tokensOf } from "./oauth/tokenCall.ts"
import { QuickBooksConfig } from "./QuickBooksConfig.ts"
import { retrying } from "./retry.ts"

export interface IntuitApp {
  readonly clientId: string
  readonly clientSecret: Redacted.Redacted
}

/** The credentials Intuit gave this app. */
export class QuickBooksApp extends Context.Service<QuickBooksApp, IntuitApp>()("@beep/quickbooks/QuickBooksApp") {}

const scope = "com.intuit.quickbooks.accounting"

/**
 * Intuit's OAuth for one app: authorize, exchange, refresh, revoke. Storing
 * tokens, checking `state` and refreshing one at a time are the caller's.
 */
export class QuickBooksOAuth extends Context.Service<
  QuickBooksOAuth,
  {
    /** `state` is single-use and at least 128 random bits. Intuit sends back `code`, `state` and `realmId`. */
    readonly authorizeUrl: (options: {
      readonly redirectUri: string
      readonly state: string
    }) => Effect.Effect<URL, QuickBooksError>
    /** `ReconnectRequired` when the code was used, is too old, or was made for another redirect address. */
    readonly exchangeCode: (options: {
      readonly code: Redacted.Redacted
      readonly redirectUri: string
    }) => Effect.Effect<OAuthTokens, QuickBooksError>
    /** A dead refresh token fails with `ReconnectRequired`: never loop on it. */
    readonly refresh: (refreshToken: Redacted.Redacted) => Effect.Effect<OAuthTokens, QuickBooksError>
    /** Either token of the pair; both end. */
    readonly revoke: (token: Redacted.Redacted) => Effect.Effect<void, QuickBooksError>
  }
>()("@beep/quickbooks/QuickBooksOAuth") {
  static readonly layerNoDeps = Layer.effect(
    QuickBooksOAuth,
    Effect.gen(function* () {
      const fetch = yield* FetchHttpClient.Fetch
      const config = yield* QuickBooksConfig
      const app = yield* QuickBooksApp
      const server = yield* retrying(discover(yield* HttpClient.HttpClient, config.discoveryUrl)).pipe(
        // A failure is asked again by the next caller.
        Effect.cachedWithTTL((exit) => (Exit.isSuccess(exit) ? "1 hour" : 0))
      )
      const client: oauth.Client = { client_id: app.clientId }
      const asApp = oauth.ClientSecretBasic(Redacted.value(app.clientSecret))
      const options = {
        // Only a stand-in on this machine speaks plain http; the discovery address decides.
        [oauth.allowInsecureRequests]: config.discoveryUrl.startsWith("http://"),
        [oauth.customFetch]: fetch,
        headers: { accept: "application/json" }
      }
      return QuickBooksOAuth.of({
        authorizeUrl: Effect.fn("QuickBooksOAuth.authorizeUrl")(function* ({ redirectUri, state }) {
          const url = new URL((yield* server).authorization_endpoint)
          const params = { client_id: app.clientId, response_type: "code", scope, redirect_uri: redirectUri, state }
          for (const [name, value] of Object.entries(params)) url.searchParams.set(name, value)
          return url
        }),
        exchangeCode: Effect.fn("QuickBooksOAuth.exchangeCode")(function* ({ code, redirectUri }) {
          const as = yield* server
          const params = { code: Redacted.value(code), redirect_uri: redirectUri }
          const text = yield* tokenCall((signal) =>
            oauth.genericTokenEndpointRequest(as, client, asApp, "authorization_code", params, { ...options, signal })
          )
          return yield* tokensOf(text)
        }),
        refresh: Effect.fn("QuickBooksOAuth.refresh")(function* (refreshToken) {
          const as = yield* server
          const text = yield* tokenCall((signal) =>
            oauth.refreshTokenGrantRequest(as, client, asApp, Redacted.value(refreshToken), { ...options, signal })
          )
          return yield* tokensOf(text)
        }),
        revoke: Effect.fn("QuickBooksOAuth.revoke")(function* (token) {
          const as = yield* server
          yield* tokenCall((signal) => oauth.revocationRequest(as, client, asApp, Redacted.value(token), { ...options, signal }))
        })
      })
    })
  )

  static readonly layer = QuickBooksOAuth.layerNoDeps.pipe(Layer.provide(FetchHttpClient.layer))
}

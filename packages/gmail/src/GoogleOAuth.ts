import { Context, Effect, Exit, Layer, Redacted, Schema } from "effect"
import { FetchHttpClient, HttpClient, HttpClientRequest } from "effect/http"
import * as oauth from "oauth4webapi"
import type { GoogleError } from "./contract/faults.ts"
import type { GoogleIdentity, GoogleTokens } from "./contract/GoogleTokens.ts"
import { GmailConfig } from "./GmailConfig.ts"
import { googleFault, nothingArrived } from "./internal/googleFault.ts"
import { readAnswer } from "./internal/readAnswer.ts"
import { sendOnce } from "./internal/sendOnce.ts"
import { retrying } from "./retry.ts"

/** The credentials Google gave this app. */
export class GoogleApp extends Context.Service<
  GoogleApp,
  { readonly clientId: string; readonly clientSecret: Redacted.Redacted }
>()("@beep/gmail/GoogleApp") {}

const Discovery = Schema.Struct({
  issuer: Schema.String,
  authorization_endpoint: Schema.String,
  token_endpoint: Schema.String,
  revocation_endpoint: Schema.String,
  userinfo_endpoint: Schema.String
})

const TokenAnswer = Schema.Struct({
  access_token: Schema.String,
  refresh_token: Schema.optionalKey(Schema.String),
  expires_in: Schema.Int,
  scope: Schema.optionalKey(Schema.String)
})

const UserInfo = Schema.Struct({ sub: Schema.NonEmptyString, email: Schema.NonEmptyString })

const readDiscovery = readAnswer(Discovery)
const readUserInfo = readAnswer(UserInfo)
const readTokens = (text: string): Effect.Effect<GoogleTokens, GoogleError> =>
  Effect.map(readAnswer(TokenAnswer)(text), (answer) => ({
    accessToken: Redacted.make(answer.access_token, { label: "token" }),
    refreshToken: answer.refresh_token === undefined ? null : Redacted.make(answer.refresh_token, { label: "token" }),
    expiresInSeconds: answer.expires_in,
    scopes: (answer.scope ?? "").split(" ").filter((scope) => scope !== "")
  }))

/** Not retried: an answer that got lost may have used the code up. */
const tokenCall = (request: (signal: AbortSignal) => Promise<Response>): Effect.Effect<string, GoogleError> =>
  Effect.tryPromise({
    try: async (signal) => {
      const response = await request(signal)
      return {
        ok: response.ok,
        status: response.status,
        headers: Object.fromEntries(response.headers),
        body: await response.text()
      }
    },
    catch: nothingArrived
  }).pipe(
    Effect.timeoutOrElse({ duration: "30 seconds", orElse: () => Effect.fail(nothingArrived()) }),
    Effect.flatMap((answer) => (answer.ok ? Effect.succeed(answer.body) : Effect.fail(googleFault(answer))))
  )

export interface ConsentRequest {
  readonly redirectUri: string
  /** Single-use, at least 128 random bits. */
  readonly state: string
  readonly scopes: ReadonlyArray<string>
  /** RFC 7636: 43 characters or more, kept by who asks until the code comes back. */
  readonly verifier: Redacted.Redacted
  /** Which account Google offers first; a person may pick another. */
  readonly loginHint: string | null
}

/** Google's OAuth for one app. Storing tokens, checking `state` and refreshing one at a time are the caller's. */
export class GoogleOAuth extends Context.Service<
  GoogleOAuth,
  {
    /** Asks with `include_granted_scopes`, so that what was granted before stays, and for an account to be picked. */
    readonly authorizeUrl: (request: ConsentRequest) => Effect.Effect<URL, GoogleError>
    /** `GrantEnded` when the code was used, is too old, or was made for another address or verifier. */
    readonly exchangeCode: (options: {
      readonly code: Redacted.Redacted
      readonly redirectUri: string
      readonly verifier: Redacted.Redacted
    }) => Effect.Effect<GoogleTokens, GoogleError>
    readonly refresh: (refreshToken: Redacted.Redacted) => Effect.Effect<GoogleTokens, GoogleError>
    /** Ends the whole grant of the account for this app. */
    readonly revoke: (token: Redacted.Redacted) => Effect.Effect<void, GoogleError>
    readonly identity: (accessToken: Redacted.Redacted) => Effect.Effect<GoogleIdentity, GoogleError>
  }
>()("@beep/gmail/GoogleOAuth") {
  static readonly layerNoDeps = Layer.effect(
    GoogleOAuth,
    Effect.gen(function* () {
      const fetch = yield* FetchHttpClient.Fetch
      const http = yield* HttpClient.HttpClient
      const config = yield* GmailConfig
      const app = yield* GoogleApp
      const server = yield* retrying(sendOnce(http, HttpClientRequest.get(config.discoveryUrl))).pipe(
        Effect.flatMap(readDiscovery),
        // A failure is asked again by the next caller.
        Effect.cachedWithTTL((exit) => (Exit.isSuccess(exit) ? "1 hour" : 0))
      )
      const client: oauth.Client = { client_id: app.clientId }
      const asApp = oauth.ClientSecretPost(Redacted.value(app.clientSecret))
      const options = {
        // Only a stand-in on this machine speaks plain http; the discovery address decides.
        [oauth.allowInsecureRequests]: config.discoveryUrl.startsWith("http://"),
        [oauth.customFetch]: fetch,
        headers: { accept: "application/json" }
      }
      return GoogleOAuth.of({
        authorizeUrl: Effect.fn("GoogleOAuth.authorizeUrl")(function* (request) {
          const url = new URL((yield* server).authorization_endpoint)
          const challenge = yield* Effect.promise(() => oauth.calculatePKCECodeChallenge(Redacted.value(request.verifier)))
          const params = {
            client_id: app.clientId,
            response_type: "code",
            scope: request.scopes.join(" "),
            redirect_uri: request.redirectUri,
            state: request.state,
            access_type: "offline",
            include_granted_scopes: "true",
            prompt: "consent select_account",
            code_challenge: challenge,
            code_challenge_method: "S256",
            ...(request.loginHint === null ? {} : { login_hint: request.loginHint })
          }
          for (const [name, value] of Object.entries(params)) url.searchParams.set(name, value)
          return url
        }),
        exchangeCode: Effect.fn("GoogleOAuth.exchangeCode")(function* ({ code, redirectUri, verifier }) {
          const as = yield* server
          const params = { code: Redacted.value(code), redirect_uri: redirectUri, code_verifier: Redacted.value(verifier) }
          const text = yield* tokenCall((signal) =>
            oauth.genericTokenEndpointRequest(as, client, asApp, "authorization_code", params, { ...options, signal })
          )
          return yield* readTokens(text)
        }),
        refresh: Effect.fn("GoogleOAuth.refresh")(function* (refreshToken) {
          const as = yield* server
          const text = yield* tokenCall((signal) =>
            oauth.refreshTokenGrantRequest(as, client, asApp, Redacted.value(refreshToken), { ...options, signal })
          )
          return yield* readTokens(text)
        }),
        revoke: Effect.fn("GoogleOAuth.revoke")(function* (token) {
          const as = yield* server
          yield* tokenCall((signal) => oauth.revocationRequest(as, client, asApp, Redacted.value(token), { ...options, signal }))
        }),
        identity: Effect.fn("GoogleOAuth.identity")(function* (accessToken) {
          const { userinfo_endpoint } = yield* server
          const request = HttpClientRequest.get(userinfo_endpoint).pipe(
            HttpClientRequest.bearerToken(Redacted.value(accessToken))
          )
          const { email, sub } = yield* Effect.flatMap(sendOnce(http, request), readUserInfo)
          return { subject: sub, email: email.toLowerCase() }
        })
      })
    })
  )

  static readonly layer = GoogleOAuth.layerNoDeps.pipe(Layer.provide(FetchHttpClient.layer))
}

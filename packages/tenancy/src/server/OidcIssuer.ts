import { Context, Effect, Exit, Layer, Redacted, Schema } from "effect"
import * as oauth from "oauth4webapi"
import { OidcSettings } from "./OidcSettings.ts"

export interface OidcSecrets {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
}

/** Who the issuer says it is, after everything about the saying was checked. */
export const OidcClaims = Schema.Struct({
  iss: Schema.String,
  sub: Schema.String.check(Schema.isBetweenLength(1, 255)),
  /** RFC 8176: how the issuer asked. */
  amr: Schema.optionalKey(Schema.Array(Schema.String))
})
export type OidcClaims = typeof OidcClaims.Type

/** No issuer is configured, it does not answer, or its answer is not one we may believe. `reason` is a code of the library or a tag. */
export class OidcUnbelieved extends Schema.TaggedError<OidcUnbelieved>()("OidcUnbelieved", { reason: Schema.String }) {}

const reasonOf = (error: unknown): string =>
  error instanceof oauth.OperationProcessingError && error.code !== undefined
    ? error.code
    : error instanceof oauth.AuthorizationResponseError || error instanceof oauth.ResponseBodyError
      ? error.error
      : "unreachable"

const attempt = <A>(run: (signal: AbortSignal) => Promise<A>) =>
  Effect.tryPromise({ try: run, catch: (error) => new OidcUnbelieved({ reason: reasonOf(error) }) }).pipe(
    Effect.timeoutOrElse({ duration: "10 seconds", orElse: () => Effect.fail(new OidcUnbelieved({ reason: "timed_out" })) })
  )

const decodeClaims = Schema.decodeUnknownEffect(OidcClaims)

/** OpenID Connect's code flow with PKCE, at whichever issuer is configured. */
export class OidcIssuer extends Context.Service<
  OidcIssuer,
  {
    readonly name: string | null
    readonly address: (secrets: OidcSecrets) => Effect.Effect<string, OidcUnbelieved>
    /** The token of the code, checked for signature, issuer, audience, time and nonce. */
    readonly claims: (query: Readonly<Record<string, string>>, secrets: OidcSecrets) => Effect.Effect<OidcClaims, OidcUnbelieved>
  }
>()("@beep/tenancy/OidcIssuer") {
  static readonly layer: Layer.Layer<OidcIssuer> = Layer.effect(
    OidcIssuer,
    Effect.gen(function* () {
      const settings = yield* OidcSettings
      const none = Effect.fail(new OidcUnbelieved({ reason: "not_configured" }))
      if (settings === null) return OidcIssuer.of({ name: null, address: () => none, claims: () => none })

      const issuer = new URL(settings.issuer)
      const client: oauth.Client = { client_id: settings.clientId }
      const asApp = oauth.ClientSecretBasic(Redacted.value(settings.clientSecret))
      // Only a stand-in on this machine speaks plain http; staging and production refuse such an address at the gate.
      const insecure = { [oauth.allowInsecureRequests]: issuer.protocol === "http:" }
      const server = yield* attempt(async (signal) =>
        oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, { ...insecure, signal }))
      ).pipe(
        // A failure is asked again by the next caller.
        Effect.cachedWithTTL((exit) => (Exit.isSuccess(exit) ? "1 hour" : 0))
      )

      return OidcIssuer.of({
        name: settings.name,
        address: Effect.fn("OidcIssuer.address")(function* ({ nonce, state, verifier }) {
          const { authorization_endpoint: endpoint } = yield* server
          if (endpoint === undefined) return yield* new OidcUnbelieved({ reason: "no_authorization_endpoint" })
          const url = new URL(endpoint)
          const params = {
            client_id: settings.clientId,
            response_type: "code",
            scope: "openid",
            redirect_uri: settings.redirectUri,
            state,
            nonce,
            code_challenge: yield* Effect.promise(() => oauth.calculatePKCECodeChallenge(verifier)),
            code_challenge_method: "S256"
          }
          for (const [name, value] of Object.entries(params)) url.searchParams.set(name, value)
          return url.href
        }),
        claims: Effect.fn("OidcIssuer.claims")(function* (query, { nonce, state, verifier }) {
          const as = yield* server
          const claims = yield* attempt(async (signal) => {
            const answered = oauth.validateAuthResponse(as, client, new URLSearchParams(query), state)
            const response = await oauth.authorizationCodeGrantRequest(
              as,
              client,
              asApp,
              answered,
              settings.redirectUri,
              verifier,
              { ...insecure, signal }
            )
            const result = await oauth.processAuthorizationCodeResponse(as, client, response, {
              expectedNonce: nonce,
              requireIdToken: true
            })
            await oauth.validateApplicationLevelSignature(as, response, { ...insecure, signal })
            return oauth.getValidatedIdTokenClaims(result)
          })
          return yield* decodeClaims(claims).pipe(
            Effect.catchTag("SchemaError", () => Effect.fail(new OidcUnbelieved({ reason: "claims" })))
          )
        })
      })
    })
  )
}

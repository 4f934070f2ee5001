import { Effect, Layer, Schema } from "effect"
import { HttpRouter, HttpServerRequest, HttpServerResponse } from "effect/http"
import { createHash } from "node:crypto"
import { isApp } from "../oauth/basicAuth.ts"
import { refusalPage } from "../oauth/consentPage.ts"
import { Sandbox } from "../Sandbox.ts"
import { Issuer } from "./Issuer.ts"
import { IssuerFault } from "./IssuerFault.ts"
import { issuerPage } from "./issuerPage.ts"

const issuerOf = (request: HttpServerRequest.HttpServerRequest): string =>
  `http://${request.headers["host"] ?? "localhost"}/issuer`

const discovery = Effect.map(HttpServerRequest.HttpServerRequest, (request) => {
  const issuer = issuerOf(request)
  return HttpServerResponse.jsonUnsafe({
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
    response_types_supported: ["code"],
    subject_types_supported: ["public"],
    id_token_signing_alg_values_supported: ["ES256"],
    scopes_supported: ["openid"],
    code_challenge_methods_supported: ["S256"],
    token_endpoint_auth_methods_supported: ["client_secret_basic"],
    authorization_response_iss_parameter_supported: true
  })
})

const refused = (reason: string) => HttpServerResponse.setStatus(refusalPage(reason), 400)

/** Without a `subject` the page is shown; with one it is a person's word. */
const authorize = Effect.gen(function* () {
  const request = yield* HttpServerRequest.HttpServerRequest
  const issuer = yield* Issuer
  const { clientId } = yield* Sandbox
  const params = new URL(request.url, issuerOf(request)).searchParams
  const redirectUri = params.get("redirect_uri") ?? ""
  const challenge = params.get("code_challenge")
  if (params.get("client_id") !== clientId) return refused("The client id is not the one this sandbox knows.")
  if (!URL.canParse(redirectUri)) return refused("The redirect address is missing or not a web address.")
  if (challenge === null || params.get("code_challenge_method") !== "S256")
    return refused("The code challenge (S256) is missing.")
  const back = new URL(redirectUri)
  back.searchParams.set("state", params.get("state") ?? "")
  back.searchParams.set("iss", issuerOf(request))
  const subject = params.get("subject")
  if (params.get("decision") === "deny") back.searchParams.set("error", "access_denied")
  else if (subject === null || subject === "") return issuerPage(params)
  else {
    const secondFactor = params.get("second_factor") === "1"
    const granted = { subject, secondFactor, nonce: params.get("nonce"), challenge, redirectUri }
    back.searchParams.set("code", yield* issuer.issueCode(granted))
  }
  return HttpServerResponse.redirect(back, { headers: { "cache-control": "no-store" } })
})

const oauthError = (status: number, error: string) =>
  HttpServerResponse.setStatus(HttpServerResponse.jsonUnsafe({ error }), status)

const token = Effect.gen(function* () {
  const request = yield* HttpServerRequest.HttpServerRequest
  const sandbox = yield* Sandbox
  const issuer = yield* Issuer
  if (!isApp(sandbox, request.headers["authorization"])) return oauthError(401, "invalid_client")
  const params = new URLSearchParams(yield* request.text)
  const granted = yield* issuer.takeCode(params.get("code") ?? "")
  // RFC 7636, 4.6: whoever brings the code must hold what its challenge was made from.
  const challenge = createHash("sha256")
    .update(params.get("code_verifier") ?? "")
    .digest("base64url")
  if (granted === undefined || granted.redirectUri !== params.get("redirect_uri") || granted.challenge !== challenge) {
    return oauthError(400, "invalid_grant")
  }
  const idToken = yield* issuer.idToken(granted, { issuer: issuerOf(request), audience: sandbox.clientId })
  return HttpServerResponse.setHeader(
    HttpServerResponse.jsonUnsafe({
      access_token: "nothing-is-asked-with-it",
      token_type: "Bearer",
      expires_in: 300,
      ...(idToken === undefined ? {} : { id_token: idToken })
    }),
    "cache-control",
    "no-store"
  )
})

const Order = Schema.Struct({ fault: IssuerFault })

const order = Effect.gen(function* () {
  const { fault } = yield* HttpServerRequest.schemaBodyJson(Order)
  yield* (yield* Issuer).order(fault)
  return HttpServerResponse.empty({ status: 202 })
}).pipe(Effect.catchTag("SchemaError", () => Effect.succeed(HttpServerResponse.empty({ status: 400 }))))

/** An issuer to sign in with (OpenID Connect Core 1.0, code flow with PKCE), and the order of what goes wrong with the next token. */
export const issuerRoutes = Layer.mergeAll(
  HttpRouter.add("GET", "/issuer/.well-known/openid-configuration", discovery),
  HttpRouter.add("GET", "/issuer/authorize", authorize),
  HttpRouter.add("POST", "/issuer/token", token),
  HttpRouter.add(
    "GET",
    "/issuer/jwks",
    Effect.map(Issuer, ({ jwks }) => HttpServerResponse.jsonUnsafe(jwks))
  ),
  HttpRouter.add("POST", "/_sandbox/issuer/fault", order)
)

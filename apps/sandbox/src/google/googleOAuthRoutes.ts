import { Effect, Layer, Option, Redacted } from "effect"
import { HttpRouter, HttpServerRequest, HttpServerResponse } from "effect/http"
import { refusalPage } from "../oauth/consentPage.ts"
import { Sandbox } from "../Sandbox.ts"
import { apiFault } from "./googleAnswers.ts"
import { googleConsentPage } from "./googleConsentPage.ts"
import { GoogleGrants, googleLives, type Issued } from "./GoogleGrants.ts"
import { GoogleMail } from "./GoogleMail.ts"

const originOf = (request: HttpServerRequest.HttpServerRequest): string => `http://${request.headers["host"] ?? "localhost"}`

const discovery = Effect.map(HttpServerRequest.HttpServerRequest, (request) => {
  const google = `${originOf(request)}/google`
  return HttpServerResponse.jsonUnsafe({
    issuer: "https://accounts.google.com",
    authorization_endpoint: `${google}/o/oauth2/v2/auth`,
    token_endpoint: `${google}/token`,
    revocation_endpoint: `${google}/revoke`,
    userinfo_endpoint: `${google}/v1/userinfo`,
    response_types_supported: ["code"],
    code_challenge_methods_supported: ["plain", "S256"],
    token_endpoint_auth_methods_supported: ["client_secret_post", "client_secret_basic"]
  })
})

const refused = (reason: string) => HttpServerResponse.setStatus(refusalPage(reason), 400)

const backTo = (redirectUri: string, params: Readonly<Record<string, string>>) => {
  const url = new URL(redirectUri)
  for (const [name, value] of Object.entries(params)) url.searchParams.set(name, value)
  return HttpServerResponse.redirect(url, { headers: { "cache-control": "no-store" } })
}

/** The page and its form end here. `auto=1` decides without a person: `account`, and `grant` for each scope allowed (all of them when none is named). */
const authorize = Effect.fnUntraced(function* (asked: URLSearchParams, decided: URLSearchParams) {
  const sandbox = yield* Sandbox
  const grants = yield* GoogleGrants
  const { accounts } = yield* GoogleMail
  const redirectUri = asked.get("redirect_uri") ?? ""
  const state = asked.get("state") ?? ""
  const challenge = asked.get("code_challenge")
  const scopes = (asked.get("scope") ?? "").split(" ").filter((scope) => scope !== "")
  if (asked.get("client_id") !== sandbox.clientId) return refused("The client id is not the one this sandbox knows.")
  if (!URL.canParse(redirectUri)) return refused("The redirect address is missing or not a web address.")
  if (scopes.length === 0) return backTo(redirectUri, { error: "invalid_scope", state })
  if (challenge === null || asked.get("code_challenge_method") !== "S256") {
    return backTo(redirectUri, { error: "invalid_request", state })
  }
  const isAutomatic = decided.get("auto") === "1"
  if (decided.get("decision") === "deny") return backTo(redirectUri, { error: "access_denied", state })
  if (!isAutomatic && decided.get("decision") !== "approve") return googleConsentPage(asked, accounts)
  const wanted = decided.get("account") ?? (isAutomatic ? (accounts[0]?.email ?? "") : "")
  const account = accounts.find(({ email }) => email === wanted)
  if (account === undefined) return refused("There is no such account.")
  const named = decided.getAll("grant")
  const allowed = scopes.filter((scope) => (isAutomatic && named.length === 0) || named.includes(scope))
  const before = asked.get("include_granted_scopes") === "true" ? grants.granted(account.email) : []
  const granted = [...new Set([...allowed, ...before])]
  const code = yield* grants.issueCode({ account: account.email, scopes: granted, redirectUri, challenge })
  return backTo(redirectUri, { code, state, scope: granted.join(" ") })
})

const queryParams = Effect.map(
  HttpServerRequest.HttpServerRequest,
  (request) => new URL(request.url, originOf(request)).searchParams
)
const formParams = Effect.flatMap(HttpServerRequest.HttpServerRequest, (request) =>
  Effect.map(request.text, (text) => new URLSearchParams(text))
)

const questionNames = [
  "client_id",
  "redirect_uri",
  "response_type",
  "scope",
  "state",
  "access_type",
  "include_granted_scopes",
  "prompt",
  "code_challenge",
  "code_challenge_method",
  "login_hint"
]

const question = (all: URLSearchParams) => new URLSearchParams([...all].filter(([name]) => questionNames.includes(name)))

const oauthError = (status: number, error: string) =>
  HttpServerResponse.setStatus(HttpServerResponse.jsonUnsafe({ error }), status)

const issued = ({ accessToken, refreshToken, scopes }: Issued) =>
  HttpServerResponse.setHeader(
    HttpServerResponse.jsonUnsafe({
      access_token: accessToken,
      expires_in: googleLives.access - 1,
      scope: scopes.join(" "),
      token_type: "Bearer",
      ...(refreshToken === null ? {} : { refresh_token: refreshToken })
    }),
    "cache-control",
    "no-store"
  )

const token = Effect.gen(function* () {
  const { clientId, clientSecret } = yield* Sandbox
  const grants = yield* GoogleGrants
  const form = yield* formParams
  const of = (name: string) => form.get(name) ?? ""
  if (of("client_id") !== clientId || of("client_secret") !== Redacted.value(clientSecret)) {
    return oauthError(401, "invalid_client")
  }
  const grantType = of("grant_type")
  if (grantType !== "authorization_code" && grantType !== "refresh_token") return oauthError(400, "unsupported_grant_type")
  const answer =
    grantType === "refresh_token"
      ? yield* grants.refresh(of("refresh_token"))
      : yield* grants.exchange({ code: of("code"), redirectUri: of("redirect_uri"), verifier: of("code_verifier") })
  return Option.match(answer, { onNone: () => oauthError(400, "invalid_grant"), onSome: issued })
})

const revoke = Effect.gen(function* () {
  const wasKnown = yield* (yield* GoogleGrants).revoke((yield* formParams).get("token") ?? "")
  return wasKnown ? HttpServerResponse.jsonUnsafe({}) : oauthError(400, "invalid_token")
})

const userInfo = Effect.gen(function* () {
  const request = yield* HttpServerRequest.HttpServerRequest
  const { accounts } = yield* GoogleMail
  const bearer = /^Bearer (.+)$/i.exec(request.headers["authorization"] ?? "")?.[1] ?? ""
  const access = yield* (yield* GoogleGrants).bearer(bearer)
  const account = accounts.find(({ email }) => Option.exists(access, (one) => one.account === email))
  return account === undefined
    ? apiFault("unauthorized")
    : HttpServerResponse.jsonUnsafe({ sub: account.subject, email: account.email, email_verified: true })
})

/** Google's side of OAuth: consent by a person, incremental and granular scopes, PKCE, refresh, revoke, userinfo. */
export const googleOAuthRoutes = Layer.mergeAll(
  HttpRouter.add("GET", "/google/.well-known/openid-configuration", discovery),
  HttpRouter.add(
    "GET",
    "/google/o/oauth2/v2/auth",
    Effect.flatMap(queryParams, (params) => authorize(question(params), params))
  ),
  HttpRouter.add(
    "POST",
    "/google/o/oauth2/v2/auth",
    Effect.flatMap(formParams, (params) => authorize(question(params), params))
  ),
  HttpRouter.add("POST", "/google/token", token),
  HttpRouter.add("POST", "/google/revoke", revoke),
  HttpRouter.add("GET", "/google/v1/userinfo", userInfo)
)

import { Effect, Layer, Option } from "effect"
import { HttpRouter, HttpServerRequest, HttpServerResponse } from "effect/http"
import { answered } from "../faults/answers.ts"
import { traceId } from "../faults/traceId.ts"
import { renderJson } from "../render/Json.ts"
import { number } from "../render/parts.ts"
import { Sandbox } from "../Sandbox.ts"
import { isApp } from "./basicAuth.ts"
import { consentPage, notAdministratorPage, refusalPage } from "./consentPage.ts"
import { Grants, lives, type TokenPair } from "./Grants.ts"

const accounting = "com.intuit.quickbooks.accounting"

const originOf = (request: HttpServerRequest.HttpServerRequest): string => `http://${request.headers["host"] ?? "localhost"}`

const discovery = Effect.map(HttpServerRequest.HttpServerRequest, (request) => {
  const origin = originOf(request)
  return HttpServerResponse.jsonUnsafe({
    issuer: "https://oauth.platform.intuit.com/op/v1",
    authorization_endpoint: `${origin}/connect/oauth2`,
    token_endpoint: `${origin}/oauth2/v1/tokens/bearer`,
    revocation_endpoint: `${origin}/v2/oauth2/tokens/revoke`,
    response_types_supported: ["code"],
    scopes_supported: [accounting],
    token_endpoint_auth_methods_supported: ["client_secret_basic"]
  })
})

const refused = (reason: string) => HttpServerResponse.setStatus(refusalPage(reason), 400)

const isHttpUrl = (text: string): boolean => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)

const addressBack = (redirectUri: string, params: Readonly<Record<string, string>>): URL => {
  const url = new URL(redirectUri)
  for (const [name, value] of Object.entries(params)) url.searchParams.set(name, value)
  return url
}

const backTo = (redirectUri: string, params: Readonly<Record<string, string>>) =>
  HttpServerResponse.redirect(addressBack(redirectUri, params), { headers: { "cache-control": "no-store" } })

/** Both the page and its forms end here; without a decision the page is shown. `auto=1` decides without a person: approves unless `decision` says otherwise, the company of `realmId` or the first. */
const authorize = Effect.fnUntraced(function* (params: URLSearchParams) {
  const sandbox = yield* Sandbox
  const grants = yield* Grants
  const redirectUri = params.get("redirect_uri") ?? ""
  const state = params.get("state") ?? ""
  const scope = params.get("scope") ?? ""
  const clientId = params.get("client_id") ?? ""
  if (clientId !== sandbox.clientId) return refused("The client id is not the one this sandbox knows.")
  if (!isHttpUrl(redirectUri)) return refused("The redirect address is missing or not a web address.")
  if (!scope.split(" ").includes(accounting)) return backTo(redirectUri, { error: "invalid_scope", state })
  const decision = params.get("decision")
  const isAutomatic = params.get("auto") === "1"
  const denied = { error: "access_denied", state }
  if (decision === "not_admin" && !isAutomatic) return notAdministratorPage(addressBack(redirectUri, denied).href)
  if (decision === "deny" || decision === "not_admin") return backTo(redirectUri, denied)
  const isDecided = decision === "approve" || isAutomatic
  if (!isDecided) return consentPage({ clientId, redirectUri, state, scope }, sandbox.companies)
  const wanted = params.get("realmId")
  const company = sandbox.companies.find((one) => (wanted === null && isAutomatic) || one.realmId === wanted)
  if (company === undefined) return refused("There is no such company.")
  const code = yield* grants.issueCode(company.realmId, redirectUri)
  return backTo(redirectUri, { code, state, realmId: company.realmId })
})

const queryParams = Effect.map(
  HttpServerRequest.HttpServerRequest,
  (request) => new URL(request.url, originOf(request)).searchParams
)
const formParams = Effect.flatMap(HttpServerRequest.HttpServerRequest, (request) =>
  Effect.map(request.text, (text) => new URLSearchParams(text))
)

const oauthError = (status: number, error: string) =>
  Effect.map(traceId, (tid) => answered(status, JSON.stringify({ error }), tid))

/** The hard expiry is told only to an app that asks for it by this header. */
const asksForHardExpiry = Effect.map(
  HttpServerRequest.HttpServerRequest,
  ({ headers }) => headers["x-include-refresh-token-hard-expires-in"] === "true"
)

const tokens = (pair: TokenPair) =>
  Effect.gen(function* () {
    const isAsked = yield* asksForHardExpiry
    return answered(
      200,
      renderJson({
        x_refresh_token_expires_in: number(pair.refreshExpiresIn),
        x_refresh_token_hard_expires_in: isAsked ? number(pair.hardExpiresIn) : undefined,
        refresh_token: pair.refreshToken,
        access_token: pair.accessToken,
        token_type: "bearer",
        expires_in: number(lives.access)
      }),
      yield* traceId
    )
  })

const isOurApp = Effect.gen(function* () {
  const request = yield* HttpServerRequest.HttpServerRequest
  return isApp(yield* Sandbox, request.headers["authorization"])
})

const bearer = Effect.gen(function* () {
  if (!(yield* isOurApp)) return yield* oauthError(401, "invalid_client")
  const grants = yield* Grants
  const params = yield* formParams
  const grantType = params.get("grant_type")
  if (grantType !== "authorization_code" && grantType !== "refresh_token") return yield* oauthError(400, "unsupported_grant_type")
  const pair =
    grantType === "refresh_token"
      ? yield* grants.refresh(params.get("refresh_token") ?? "")
      : yield* grants.exchange(params.get("code") ?? "", params.get("redirect_uri") ?? "")
  return yield* Option.match(pair, { onNone: () => oauthError(400, "invalid_grant"), onSome: tokens })
})

const revoke = Effect.gen(function* () {
  if (!(yield* isOurApp)) return yield* oauthError(401, "invalid_client")
  const grants = yield* Grants
  const wasKnown = yield* grants.revoke((yield* formParams).get("token") ?? "")
  return wasKnown ? HttpServerResponse.empty({ status: 200 }) : yield* oauthError(400, "invalid_request")
})

/** Intuit's side of OAuth (runway.md 6.1). */
export const oauthRoutes = Layer.mergeAll(
  HttpRouter.add("GET", "/.well-known/openid_configuration", discovery),
  HttpRouter.add("GET", "/connect/oauth2", Effect.flatMap(queryParams, authorize)),
  HttpRouter.add("POST", "/connect/oauth2", Effect.flatMap(formParams, authorize)),
  HttpRouter.add("POST", "/oauth2/v1/tokens/bearer", bearer),
  HttpRouter.add("POST", "/v2/oauth2/tokens/revoke", revoke)
)

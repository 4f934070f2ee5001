import { NotFound, Unavailable } from "@beep/kernel/errors"
import { ConnectionId } from "@beep/kernel/ids"
import { RequiredScope } from "@beep/kernel/Scope"
import { Authorization } from "@beep/tenancy/contract/Authorization"
import { Schema } from "effect"
import { HttpApi, HttpApiEndpoint, HttpApiGroup, HttpApiMiddleware, HttpApiSchema } from "effect/http-api"
import { AuthorizeUrl } from "./ConnectionsApi.ts"
import { GoogleAccounts } from "./GoogleAccount.ts"
import { connectionsPage, relinkFailedPage } from "./googleProblems.ts"

const base = "/api/advisor/google/accounts"
const params = { providerAccountId: ConnectionId }
const error = [NotFound, Unavailable] as const

const Scope = Schema.String.check(Schema.isPattern(/^(?:openid|email|profile|https:\/\/[\w./-]{1,200})$/))

/** What to ask Google for and where its page leads back to: the `relink` of C-01 as it came. */
export const LinkRequest = Schema.Struct({
  callbackURL: Schema.Literal(connectionsPage),
  errorCallbackURL: Schema.Literal(relinkFailedPage),
  scopes: Schema.NonEmptyArray(Scope).check(Schema.isMaxLength(20))
})
export type LinkRequest = typeof LinkRequest.Type

/** What Google appends to the redirect: `code`, `state` and `scope`, or `state` and `error`. */
export const GoogleCallbackQuery = {
  state: Schema.optionalKey(Schema.String.check(Schema.isMaxLength(512))),
  code: Schema.optionalKey(Schema.String.check(Schema.isMaxLength(1024))),
  error: Schema.optionalKey(Schema.String.check(Schema.isMaxLength(128)))
}

const SeeOther = HttpApiSchema.WithHeaders(HttpApiSchema.Empty(303), { location: Schema.String })

/** Google accounts of members, and the one that is active for the organization. */
export class GoogleGroup extends HttpApiGroup.make("google")
  .add(
    HttpApiEndpoint.get("accounts", base, { success: GoogleAccounts, error: Unavailable }).annotate(
      RequiredScope,
      "connections.manage"
    ),
    HttpApiEndpoint.post("link", "/api/advisor/google/link", { payload: LinkRequest, success: AuthorizeUrl, error }).annotate(
      RequiredScope,
      "connections.manage"
    ),
    /** The same for an account that is linked: with the scopes asked for and all it had. */
    HttpApiEndpoint.post("relink", `${base}/:providerAccountId/relink`, {
      params,
      payload: LinkRequest,
      success: AuthorizeUrl,
      error
    }).annotate(RequiredScope, "connections.manage"),
    /** Makes it the active account of the organization, in place of another. */
    HttpApiEndpoint.post("activate", `${base}/:providerAccountId/activate`, {
      params,
      success: GoogleAccounts,
      error
    }).annotate(RequiredScope, "connections.manage"),
    /** Gives the grant back at Google and forgets the tokens. What was read stays. */
    HttpApiEndpoint.post("unlink", `${base}/:providerAccountId/unlink`, {
      params,
      success: GoogleAccounts,
      error
    }).annotate(RequiredScope, "connections.manage"),
    /** The browser arrives here with the member's session; the answer always sends it on to the connections page. */
    HttpApiEndpoint.get("callback", "/oauth/google/callback", {
      query: GoogleCallbackQuery,
      success: SeeOther,
      error
    }).annotate(RequiredScope, "connections.manage")
  )
  .middleware(Authorization)
  .middleware(HttpApiMiddleware.ProblemDetails) {}

export const GoogleLocalApi = HttpApi.make("beep").add(GoogleGroup)

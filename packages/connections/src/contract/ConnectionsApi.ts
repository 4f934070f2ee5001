import { NotFound, Unavailable } from "@beep/kernel/errors"
import { ClientId } from "@beep/kernel/ids"
import { RequiredScope } from "@beep/kernel/Scope"
import { Authorization } from "@beep/tenancy/contract/Authorization"
import { Schema } from "effect"
import { HttpApi, HttpApiEndpoint, HttpApiGroup, HttpApiMiddleware, HttpApiSchema } from "effect/http-api"
import { Connection } from "./Connection.ts"
import { QuickBooksUsage } from "./QuickBooksUsage.ts"

const params = { clientId: ClientId }

/** Where to send the browser: Intuit's consent page, valid for ten minutes and one use. */
export const AuthorizeUrl = Schema.Struct({ url: Schema.String })
export type AuthorizeUrl = typeof AuthorizeUrl.Type

/** What Intuit appends to the redirect: `code`, `state` and `realmId`, or `state` and `error`. */
export const CallbackQuery = {
  state: Schema.optionalKey(Schema.String.check(Schema.isMaxLength(512))),
  code: Schema.optionalKey(Schema.String.check(Schema.isMaxLength(512))),
  realmId: Schema.optionalKey(Schema.String.check(Schema.isPattern(/^\d{1,32}$/))),
  error: Schema.optionalKey(Schema.String.check(Schema.isMaxLength(128)))
}

const SeeOther = HttpApiSchema.WithHeaders(HttpApiSchema.Empty(303), { location: Schema.String })

/** The link between a client and its QuickBooks company. */
export class ConnectionsGroup extends HttpApiGroup.make("connections")
  .add(
    HttpApiEndpoint.get("status", "/api/advisor/clients/:clientId/connection", {
      params,
      success: Connection,
      error: [NotFound, Unavailable]
    }).annotate(RequiredScope, "clients.read"),
    HttpApiEndpoint.post("authorize", "/api/advisor/clients/:clientId/connection/authorize", {
      params,
      success: AuthorizeUrl,
      error: [NotFound, Unavailable]
    }).annotate(RequiredScope, "connections.manage"),
    HttpApiEndpoint.post("disconnect", "/api/advisor/clients/:clientId/connection/disconnect", {
      params,
      success: Connection,
      error: [NotFound, Unavailable]
    }).annotate(RequiredScope, "connections.manage"),
    /** Counts of calls and what is left of Intuit's monthly budget; no client's data. */
    HttpApiEndpoint.get("quickbooksUsage", "/api/advisor/quickbooks/usage", {
      success: QuickBooksUsage,
      error: Unavailable
    }).annotate(RequiredScope, "clients.read"),
    /** The browser arrives here with the member's session; the answer always sends it on, `?connected=1` or `?connect_error=` a `ConnectError`. */
    HttpApiEndpoint.get("callback", "/oauth/qbo/callback", {
      query: CallbackQuery,
      success: SeeOther,
      error: [NotFound, Unavailable]
    }).annotate(RequiredScope, "connections.manage")
  )
  .middleware(Authorization)
  .middleware(HttpApiMiddleware.ProblemDetails) {}

export const ConnectionsLocalApi = HttpApi.make("beep").add(ConnectionsGroup)

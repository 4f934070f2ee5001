import { ConnectionId } from "@beep/kernel/ids"
import { Schema } from "effect"
import { HttpApiError } from "effect/http-api"

/** Where a consent leads back to (D-01); locked to the letter. */
export const connectionsPage = "/settings?settingsTab=connections"
export const relinkFailedPage = "/settings?settingsTab=connections&relink=failed"

const requestId = Schema.optionalKey(Schema.String)
const providerId = Schema.Literal("google")
const Scopes = Schema.NonEmptyArray(Schema.String)

/**
 * C-01: the account lacks scopes this operation needs; also where no account is linked at all.
 * `missingScopes` are among `relink.scopes`, which is the full set. Clients branch on `tag`.
 */
export class GoogleScopeExpansionRequiredError extends HttpApiError.Problem<GoogleScopeExpansionRequiredError>()(
  "GoogleScopeExpansionRequiredError",
  {
    type: "urn:beep:problem:google-scope-expansion-required",
    status: 409,
    title: "Google needs more permission"
  },
  {
    requestId,
    tag: Schema.Literal("GoogleScopeExpansionRequiredError"),
    providerId,
    missingScopes: Scopes,
    relink: Schema.Struct({
      callbackURL: Schema.Literal(connectionsPage),
      errorCallbackURL: Schema.Literal(relinkFailedPage),
      scopes: Scopes
    }),
    currentScopes: Schema.optionalKey(Schema.Array(Schema.String)),
    requiredScopes: Schema.optionalKey(Schema.Array(Schema.String))
  }
) {}

/** C-06: the call did not say which account. Nothing ever picks one. Candidates carry ids and scopes only. */
export class ProviderAccountSelectionRequiredError extends HttpApiError.Problem<ProviderAccountSelectionRequiredError>()(
  "ProviderAccountSelectionRequiredError",
  {
    type: "urn:beep:problem:provider-account-selection-required",
    status: 409,
    title: "Choose a Google account"
  },
  {
    requestId,
    tag: Schema.Literal("ProviderAccountSelectionRequiredError"),
    providerId,
    requiredParam: Schema.Literal("providerAccountId"),
    candidates: Schema.NonEmptyArray(
      Schema.Struct({ providerAccountId: ConnectionId, scope: Schema.optionalKey(Schema.String) })
    ),
    select: Schema.Struct({ callbackURL: Schema.Literal(connectionsPage) })
  }
) {}

/** Google ended the grant of this account, or it was unlinked: a person has to link it again. */
export class MailboxRelinkRequired extends HttpApiError.Problem<MailboxRelinkRequired>()(
  "MailboxRelinkRequired",
  {
    type: "urn:beep:problem:mailbox-relink-required",
    status: 409,
    title: "Google needs to be reconnected"
  },
  { requestId, providerAccountId: ConnectionId }
) {}

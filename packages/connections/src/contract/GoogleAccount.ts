import { ConnectionId, MemberId } from "@beep/kernel/ids"
import { Schema } from "effect"

/**
 * `needs_relink`: Google no longer takes what we hold. `missing_scopes`: the
 * person granted less than mail needs. `revoked`: unlinked; nothing is held.
 */
export const GoogleAccountStatus = Schema.Literals(["active", "needs_relink", "missing_scopes", "revoked"])
export type GoogleAccountStatus = typeof GoogleAccountStatus.Type

/** A Google account somebody of the organization linked: no token, no subject. */
export const GoogleAccount = Schema.Struct({
  providerAccountId: ConnectionId,
  providerId: Schema.Literal("google"),
  /** The address the account is known by; null when the key it was sealed under is gone. */
  email: Schema.NullOr(Schema.String),
  status: GoogleAccountStatus,
  scopes: Schema.Array(Schema.String),
  /** Of those that reading mail needs. */
  missingScopes: Schema.Array(Schema.String),
  linkedBy: MemberId,
  /** The caller linked it: only then may the caller link it again. */
  isOwn: Schema.Boolean,
  /** A person chose it for the organization. */
  isActive: Schema.Boolean,
  linkedAt: Schema.DateTimeUtcFromString,
  lastRefreshAt: Schema.NullOr(Schema.DateTimeUtcFromString),
  lastErrorCode: Schema.NullOr(Schema.String)
})
export type GoogleAccount = typeof GoogleAccount.Type

/** The caller's own accounts and the organization's active one, oldest first; an owner sees all. */
export const GoogleAccounts = Schema.Struct({
  accounts: Schema.Array(GoogleAccount),
  activeProviderAccountId: Schema.NullOr(ConnectionId),
  /** What reading mail needs. */
  requiredScopes: Schema.Array(Schema.String)
})
export type GoogleAccounts = typeof GoogleAccounts.Type

import { Context, type Effect, type Redacted } from "effect"
import type { RealmId } from "./contract/Credentials.ts"
import type { QuickBooksError } from "./contract/faults.ts"
import type { OAuthTokens } from "./contract/OAuthTokens.ts"

/** Intuit's OAuth for one app: authorize, exchange, refresh, revoke. Storing and single-flight are the caller's. */
export class QuickBooksOAuth extends Context.Service<QuickBooksOAuth, {
  /** `state` is single-use and at least 128 random bits. */
  readonly authorizeUrl: (options: { readonly redirectUri: string; readonly state: string }) => Effect.Effect<URL, QuickBooksError>
  readonly exchangeCode: (options: {
    readonly code: Redacted.Redacted
    readonly realmId: RealmId
    readonly redirectUri: string
  }) => Effect.Effect<OAuthTokens, QuickBooksError>
  /** A dead refresh token fails with `ReconnectRequired`: never loop on it. */
  readonly refresh: (refreshToken: Redacted.Redacted) => Effect.Effect<OAuthTokens, QuickBooksError>
  readonly revoke: (token: Redacted.Redacted) => Effect.Effect<void, QuickBooksError>
}>()("@beep/quickbooks/QuickBooksOAuth") {}

import { Context, type Redacted } from "effect"

export interface OidcIssuerSettings {
  /** On the button: "Sign in with ...". */
  readonly name: string
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: Redacted.Redacted
  /** Registered at the issuer: the address of `GET /api/auth/oidc/callback`. */
  readonly redirectUri: string
}

/** The issuer people may sign in with; null where none is configured. */
export const OidcSettings = Context.Reference<OidcIssuerSettings | null>("@beep/tenancy/OidcSettings", {
  defaultValue: () => null
})

import { Schema } from "effect"

/**
 * Intuit's token answer. The refresh value rotates: what the latest answer
 * carries replaces what was stored, and the old one may already be dead.
 */
export const OAuthTokens = Schema.Struct({
  accessToken: Schema.Redacted(Schema.String),
  refreshToken: Schema.Redacted(Schema.String),
  /** Seconds of life left when the answer was made. */
  expiresInSeconds: Schema.Int,
  refreshExpiresInSeconds: Schema.Int
})
export type OAuthTokens = typeof OAuthTokens.Type

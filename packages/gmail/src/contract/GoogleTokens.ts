import type { Redacted } from "effect"

/**
 * Google's token answer. A refresh brings no new refresh token, and a consent
 * brings one only where `prompt=consent` was asked with `access_type=offline`.
 */
export interface GoogleTokens {
  readonly accessToken: Redacted.Redacted
  readonly refreshToken: Redacted.Redacted | null
  /** Seconds of life left when the answer was made. */
  readonly expiresInSeconds: number
  /** What was granted, which may be less than what was asked for. */
  readonly scopes: ReadonlyArray<string>
}

/** Whose consent it is: `subject` never changes, the address may. */
export interface GoogleIdentity {
  readonly subject: string
  readonly email: string
}

import { Effect, Redacted } from "effect"
import type { SecureRandom } from "effect/crypto"
import { Base64Url } from "effect/encoding"
import { hash } from "node:crypto"

/** 256 random bits, base64url: what the cookie carries. */
export type SessionToken = Redacted.Redacted

export const newSessionToken = (random: SecureRandom.SecureRandom["Service"]): Effect.Effect<SessionToken> =>
  Effect.map(random.randomBytes(32), (bytes) => Redacted.make(Base64Url.encode(bytes)))

/**
 * What the database carries: a random token needs no slow hash. The runtime's own
 * SHA-256: a promise of the thread pool for each request waits for a processor twice.
 */
export const sessionTokenHash = (token: SessionToken): Uint8Array =>
  new Uint8Array(hash("sha256", Redacted.value(token), "buffer"))

/** The same hash as text, to find it by in memory. */
export const sessionTokenKey = (token: SessionToken): string => hash("sha256", Redacted.value(token), "base64")

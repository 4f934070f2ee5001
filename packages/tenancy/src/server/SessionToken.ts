import { Effect, Redacted } from "effect"
import { Digest, type SecureRandom } from "effect/crypto"
import { Base64Url } from "effect/encoding"

/** 256 random bits, base64url: what the cookie carries. */
export type SessionToken = Redacted.Redacted

export const newSessionToken = (random: SecureRandom.SecureRandom["Service"]): Effect.Effect<SessionToken> =>
  Effect.map(random.randomBytes(32), (bytes) => Redacted.make(Base64Url.encode(bytes)))

/** What the database carries: a random token needs no slow hash. */
export const sessionTokenHash = (digest: Digest.Digest["Service"], token: SessionToken): Effect.Effect<Uint8Array> =>
  digest.digest(Digest.sha256, new TextEncoder().encode(Redacted.value(token)))

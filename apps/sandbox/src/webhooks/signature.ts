import { Effect, Redacted } from "effect"
import { Mac } from "effect/crypto"
import { Base64 } from "effect/encoding"

/** `intuit-signature`: base64 of the HMAC-SHA256 of the body's bytes under the verifier token. */
export const signature = (verifierToken: Redacted.Redacted, body: Uint8Array): Effect.Effect<string, never, Mac.Mac> =>
  Effect.gen(function* () {
    const mac = yield* Mac.Mac
    const key = yield* Mac.key(Mac.hmacSha256, new TextEncoder().encode(Redacted.value(verifierToken)))
    return Base64.encode(yield* mac.sign(key, body))
  }).pipe(Effect.orDie)

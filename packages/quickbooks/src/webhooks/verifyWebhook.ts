import { Effect, Redacted, Result } from "effect"
import { Mac } from "effect/crypto"
import { Base64 } from "effect/encoding"

/**
 * Whether `intuit-signature` is base64(HMAC-SHA256(verifier token, raw body)),
 * compared in constant time over the bytes as received. During a rotation both
 * tokens are given; one match is enough.
 */
export const verifyWebhook = (options: {
  readonly rawBody: Uint8Array
  readonly signature: string
  readonly verifierTokens: ReadonlyArray<Redacted.Redacted>
}): Effect.Effect<boolean, never, Mac.Mac> =>
  Effect.gen(function* () {
    const mac = yield* Mac.Mac
    const tag = Base64.decode(options.signature)
    if (Result.isFailure(tag)) return false
    const matches = yield* Effect.forEach(options.verifierTokens, (token) =>
      Effect.flatMap(Mac.key(Mac.hmacSha256, new TextEncoder().encode(Redacted.value(token))), (key) =>
        mac.verify(key, tag.success, options.rawBody)
      )
    ).pipe(Effect.orDie)
    return matches.includes(true)
  })

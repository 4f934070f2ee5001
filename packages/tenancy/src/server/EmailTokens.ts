import type { Unavailable } from "@beep/kernel/errors"
import type { UserId } from "@beep/kernel/ids"
import { Context, Effect, Layer, Schema } from "effect"
import { Aead, Mac, SecureRandom } from "effect/crypto"
import { Email } from "../contract/Email.ts"
import { sealing } from "./internal/sealing.ts"
import { SealedKeys } from "./SealedKeys.ts"

const utf8 = new TextEncoder()

/** Each kind of subject has its own tokens: an address tried and a user's address never compare equal. */
export type TokenKind = "email" | "account" | "address" | "backup_code" | "contact"

/** Addresses are personal data: the database holds an HMAC to find one by and a sealed copy to write to. */
export class EmailTokens extends Context.Service<
  EmailTokens,
  {
    /** 32 bytes; without the sealed key nobody can try addresses against it. */
    readonly lookup: (kind: TokenKind, text: string) => Effect.Effect<Uint8Array, Unavailable>
    /** Nonce, then AES-256-GCM ciphertext bound to the user. */
    readonly seal: (userId: UserId, email: Email) => Effect.Effect<Uint8Array, Unavailable>
    readonly open: (userId: UserId, sealed: Uint8Array) => Effect.Effect<Email, Unavailable>
  }
>()("@beep/tenancy/EmailTokens") {
  static readonly layer: Layer.Layer<EmailTokens, never, SealedKeys | SecureRandom.SecureRandom> = Layer.effect(
    EmailTokens,
    Effect.gen(function* () {
      const keys = yield* SealedKeys
      const mac = yield* Mac.Mac
      const { open, seal } = sealing({ keys, aead: yield* Aead.Aead, random: yield* SecureRandom.SecureRandom })

      const lookup = Effect.fn("EmailTokens.lookup")(function* (kind: TokenKind, text: string) {
        const bytes = yield* keys.symmetric("email_lookup")
        const key = yield* Effect.orDie(Mac.key(Mac.hmacSha256, bytes))
        return yield* Effect.orDie(mac.sign(key, utf8.encode(`${kind}:${text}`)))
      })

      return EmailTokens.of({
        lookup,
        seal: Effect.fn("EmailTokens.seal")(seal),
        open: Effect.fn("EmailTokens.open")((userId, sealed) =>
          Effect.flatMap(open(userId, sealed), (text) => Effect.orDie(Schema.decodeEffect(Email)(text)))
        )
      })
    })
  ).pipe(Layer.provide([Mac.layerWebCrypto, Aead.layerWebCrypto]))
}

import type { Unavailable } from "@beep/kernel/errors"
import { Effect } from "effect"
import { Aead, type SecureRandom } from "effect/crypto"
import type { SealedKeys } from "../SealedKeys.ts"

const utf8 = {
  encode: (text: string) => new TextEncoder().encode(text),
  decode: (bytes: Uint8Array) => new TextDecoder().decode(bytes)
}

const nonceBytes = 12

interface Parts {
  readonly keys: SealedKeys["Service"]
  readonly aead: Aead.Aead["Service"]
  readonly random: SecureRandom.SecureRandom["Service"]
}

/** Text of schema `identity` at rest: nonce, then AES-256-GCM ciphertext under the sealed key, bound to what it belongs to. */
export const sealing = ({ aead, keys, random }: Parts) => {
  const keyOf = Effect.flatMap(keys.symmetric("email_seal"), (bytes) => Effect.orDie(Aead.key(Aead.aes256Gcm, bytes)))
  return {
    seal: Effect.fnUntraced(function* (boundTo: string, text: string) {
      const key = yield* keyOf
      const nonce = yield* random.randomBytes(nonceBytes)
      const ciphertext = yield* Effect.orDie(aead.encrypt(key, utf8.encode(text), { nonce, aad: utf8.encode(boundTo) }))
      return new Uint8Array([...nonce, ...ciphertext])
    }),
    /** A row that does not open under its own name was tampered with, or its key is gone: loud. */
    open: (boundTo: string, sealed: Uint8Array): Effect.Effect<string, Unavailable> =>
      Effect.flatMap(keyOf, (key) =>
        aead
          .decrypt(key, sealed.slice(nonceBytes), { nonce: sealed.slice(0, nonceBytes), aad: utf8.encode(boundTo) })
          .pipe(Effect.map(utf8.decode), Effect.orDie)
      )
  }
}

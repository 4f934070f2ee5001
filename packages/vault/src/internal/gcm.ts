import { Effect } from "effect"
import { Aead, type CryptoError, SecureRandom } from "effect/crypto"
import { NotSealedHere } from "../errors.ts"

export type GcmKey = Aead.Key<Aead.AesGcm>

/** AES-256-GCM with a random 96-bit nonce: at most 2^32 messages under one key (NIST SP 800-38D 8.3). */
export interface Gcm {
  readonly generateKey: Effect.Effect<{ readonly bytes: Uint8Array; readonly key: GcmKey }>
  readonly importKey: (bytes: Uint8Array) => Effect.Effect<GcmKey>
  readonly encrypt: (
    key: GcmKey,
    plaintext: Uint8Array,
    aad: Uint8Array
  ) => Effect.Effect<{ readonly nonce: Uint8Array; readonly ciphertext: Uint8Array }>
  readonly decrypt: (
    key: GcmKey,
    nonce: Uint8Array,
    ciphertext: Uint8Array,
    aad: Uint8Array
  ) => Effect.Effect<Uint8Array, NotSealedHere>
}

export const nonceLength = Aead.aes256Gcm.nonceLength

const isTagFailure = (error: CryptoError.CryptoError) => error.reason._tag === "DecryptionFailed"

export const make: Effect.Effect<Gcm, never, Aead.Aead | SecureRandom.SecureRandom> = Effect.gen(function* () {
  const aead = yield* Aead.Aead
  const random = yield* SecureRandom.SecureRandom

  // A key of another length than 32 bytes cannot get here: rows check it, the keyring decodes it.
  const importKey = (bytes: Uint8Array) => Effect.orDie(Aead.key(Aead.aes256Gcm, bytes))

  return {
    importKey,
    generateKey: Effect.gen(function* () {
      const bytes = yield* random.randomBytes(Aead.aes256Gcm.keyLength)
      return { bytes, key: yield* importKey(bytes) }
    }),
    encrypt: (key, plaintext, aad) =>
      Effect.gen(function* () {
        const nonce = yield* random.randomBytes(nonceLength)
        return { nonce, ciphertext: yield* Effect.orDie(aead.encrypt(key, plaintext, { nonce, aad })) }
      }),
    decrypt: (key, nonce, ciphertext, aad) =>
      aead.decrypt(key, ciphertext, { nonce, aad }).pipe(
        Effect.catchIf(isTagFailure, () => Effect.fail(new NotSealedHere())),
        Effect.catchTag("CryptoError", Effect.die)
      )
  }
})

/** A wrapped key as stored: `nonce | ciphertext | tag`. */
export const joined = (nonce: Uint8Array, ciphertext: Uint8Array): Uint8Array => {
  const bytes = new Uint8Array(nonce.length + ciphertext.length)
  bytes.set(nonce)
  bytes.set(ciphertext, nonce.length)
  return bytes
}

export const parted = (wrapped: Uint8Array): readonly [nonce: Uint8Array, ciphertext: Uint8Array] => [
  wrapped.slice(0, nonceLength),
  wrapped.slice(nonceLength)
]

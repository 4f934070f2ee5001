import { Context, Effect, FileSystem, Layer, type PlatformError, Redacted, Schema } from "effect"
import { Aead, SecureRandom } from "effect/crypto"
import type { NotSealedHere } from "./errors.ts"
import * as Gcm from "./internal/gcm.ts"

/** Names one key-encryption key, `2026-11`; stored beside what it wraps. */
export const KekId = Schema.String.check(Schema.isPattern(/^[A-Za-z0-9_.-]{1,64}$/)).pipe(Schema.brand("KekId"))
export type KekId = typeof KekId.Type

/** A wrapped key names a key-encryption key that this environment does not hold (any more): nothing under it can be read. */
export class KekUnknown extends Schema.TaggedError<KekUnknown>()("KekUnknown", { kekId: KekId }) {}

const Kek = Schema.Struct({
  id: KekId,
  key: Schema.Uint8ArrayFromBase64.check(Schema.makeFilter((bytes) => bytes.length === 32, { expected: "32 bytes" }))
})

/**
 * The keys of one environment: `current` wraps, all unwrap. To rotate, add the new
 * key, make it current, run `Vault.rewrapUnderCurrentKek`, and only then drop the old one.
 */
export const Keyring = Schema.Struct({ current: KekId, keys: Schema.NonEmptyArray(Kek) }).check(
  Schema.makeFilter(({ current, keys }) => keys.some((kek) => kek.id === current), {
    expected: "a keyring that holds its current key"
  }),
  Schema.makeFilter(({ keys }) => new Set(keys.map((kek) => kek.id)).size === keys.length, { expected: "one key per id" })
)
export type Keyring = typeof Keyring.Type

/** Wraps the data keys of organizations. A key service outside of the process (KMS) is another layer of the same shape. */
export class KeyEncryption extends Context.Service<
  KeyEncryption,
  {
    readonly current: KekId
    readonly wrap: (key: Uint8Array, aad: Uint8Array) => Effect.Effect<Uint8Array>
    readonly unwrap: (kekId: KekId, wrapped: Uint8Array, aad: Uint8Array) => Effect.Effect<Uint8Array, KekUnknown | NotSealedHere>
  }
>()("@beep/vault/KeyEncryption") {
  static readonly layerKeyring = (
    keyring: Redacted.Redacted<Keyring>
  ): Layer.Layer<KeyEncryption, never, Aead.Aead | SecureRandom.SecureRandom> =>
    Layer.effect(KeyEncryption, make(Redacted.value(keyring)))

  /** Reads `{ "current": "2026-11", "keys": [{ "id": "2026-11", "key": "<32 bytes, base64>" }] }`. */
  static readonly layerFile = (
    path: string
  ): Layer.Layer<
    KeyEncryption,
    PlatformError.PlatformError | KeyringUnreadable,
    Aead.Aead | SecureRandom.SecureRandom | FileSystem.FileSystem
  > =>
    Layer.unwrap(
      Effect.gen(function* () {
        const files = yield* FileSystem.FileSystem
        const text = yield* files.readFileString(path)
        const keyring = yield* Effect.mapError(decodeKeyring(text), () => new KeyringUnreadable({ path }))
        return KeyEncryption.layerKeyring(Redacted.make(keyring, { label: "keyring" }))
      })
    )
}

/** The file is no keyring. What it says instead is not repeated: it may be half a key. */
export class KeyringUnreadable extends Schema.TaggedError<KeyringUnreadable>()("KeyringUnreadable", { path: Schema.String }) {}

const decodeKeyring = Schema.decodeEffect(Schema.fromJsonString(Keyring))

const make = Effect.fnUntraced(function* ({ current, keys }: Keyring) {
  const gcm = yield* Gcm.make
  const imported = new Map<string, Gcm.GcmKey>()
  for (const kek of keys) imported.set(kek.id, yield* gcm.importKey(kek.key))

  const keyOf = (kekId: KekId) => {
    const key = imported.get(kekId)
    return key === undefined ? Effect.fail(new KekUnknown({ kekId })) : Effect.succeed(key)
  }

  const wrap = Effect.fn("KeyEncryption.wrap")(function* (key: Uint8Array, aad: Uint8Array) {
    const { ciphertext, nonce } = yield* Effect.flatMap(Effect.orDie(keyOf(current)), (kek) => gcm.encrypt(kek, key, aad))
    return Gcm.joined(nonce, ciphertext)
  })

  const unwrap = Effect.fn("KeyEncryption.unwrap")(function* (kekId: KekId, wrapped: Uint8Array, aad: Uint8Array) {
    return yield* Effect.flatMap(keyOf(kekId), (kek) => gcm.decrypt(kek, ...Gcm.parted(wrapped), aad))
  })

  return KeyEncryption.of({ current, wrap, unwrap })
})

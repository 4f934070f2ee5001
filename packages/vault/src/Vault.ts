import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { ClientId } from "@beep/kernel/ids"
import { Context, Effect, Layer } from "effect"
import type { Aead, SecureRandom } from "effect/crypto"
import type { SqlClient, SqlError } from "effect/sql"
import { type KeyDestroyed, NotSealedHere } from "./errors.ts"
import { contentAad } from "./internal/boundTo.ts"
import { KeyStore } from "./internal/KeyStore.ts"
import { readSealed, writeSealed } from "./internal/sealedBytes.ts"
import type { KeyEncryption } from "./KeyEncryption.ts"

export interface SealedItem {
  readonly owner: ClientId | null
  readonly purpose: string
  readonly sealed: Uint8Array
}

const encoder = new TextEncoder()

/** Seals under one key, as it stands in the transaction that asked for it; of no use after its end. */
export interface Sealer {
  readonly seal: (purpose: string, plaintext: Uint8Array) => Effect.Effect<Uint8Array>
  readonly sealText: (purpose: string, text: string) => Effect.Effect<Uint8Array>
}

type Opening<A> = Effect.Effect<A, KeyDestroyed | NotSealedHere | SqlError.SqlError, CurrentTenant>

/**
 * Seals content with AES-256-GCM under the key of its owner: a client, or the
 * organization itself when `owner` is null. What is sealed opens only for the same
 * organization, owner and purpose. Call it inside the tenant transaction that reads
 * or writes the row: the state of the key is read there, so a destroyed key is
 * destroyed for every process at once.
 */
export class Vault extends Context.Service<
  Vault,
  {
    /** For several texts of one owner: the key is looked up once. Dies for a client whose key was destroyed. */
    readonly sealer: (owner: ClientId | null) => Effect.Effect<Sealer, SqlError.SqlError, CurrentTenant>
    /** `purpose` names the column (`evidence.body`). Dies for a client whose key was destroyed. */
    readonly seal: (
      owner: ClientId | null,
      purpose: string,
      plaintext: Uint8Array
    ) => Effect.Effect<Uint8Array, SqlError.SqlError, CurrentTenant>
    readonly sealText: (
      owner: ClientId | null,
      purpose: string,
      text: string
    ) => Effect.Effect<Uint8Array, SqlError.SqlError, CurrentTenant>
    readonly open: (owner: ClientId | null, purpose: string, sealed: Uint8Array) => Opening<Uint8Array>
    readonly openText: (owner: ClientId | null, purpose: string, sealed: Uint8Array) => Opening<string>
    /** In the order given, with one statement for all keys; fails whole when one item does. */
    readonly openMany: (items: ReadonlyArray<SealedItem>) => Opening<ReadonlyArray<Uint8Array>>
  }
>()("@beep/vault/Vault") {
  static readonly layerNoDeps: Layer.Layer<Vault, never, KeyStore> = Layer.effect(
    Vault,
    Effect.gen(function* () {
      const store = yield* KeyStore

      const sealer = Effect.fn("Vault.sealer")(function* (owner: ClientId | null) {
        const { organizationId } = yield* CurrentTenant
        const { id, key } = yield* store.current(owner)
        const seal = (purpose: string, plaintext: Uint8Array) =>
          Effect.map(store.gcm.encrypt(key, plaintext, contentAad({ organizationId, owner, keyId: id, purpose })), (encrypted) =>
            writeSealed({ keyId: id, ...encrypted })
          )
        return { seal, sealText: (purpose: string, text: string) => seal(purpose, encoder.encode(text)) }
      })

      const seal = Effect.fn("Vault.seal")(function* (owner: ClientId | null, purpose: string, plaintext: Uint8Array) {
        return yield* (yield* sealer(owner)).seal(purpose, plaintext)
      })

      const openMany = Effect.fn("Vault.openMany")(function* (items: ReadonlyArray<SealedItem>) {
        if (items.length === 0) return []
        const { organizationId } = yield* CurrentTenant
        const parts = yield* Effect.forEach(items, ({ owner, purpose, sealed }) => {
          const read = readSealed(sealed)
          return read === undefined ? Effect.fail(new NotSealedHere()) : Effect.succeed({ ...read, owner, purpose })
        })
        const keys = yield* store.find(parts)
        return yield* Effect.forEach(parts, ({ ciphertext, keyId, nonce, owner, purpose }) => {
          const key = keys.get(keyId)
          return key === undefined
            ? Effect.fail(new NotSealedHere())
            : store.gcm.decrypt(key, nonce, ciphertext, contentAad({ organizationId, owner, keyId, purpose }))
        })
      })

      const open = (owner: ClientId | null, purpose: string, sealed: Uint8Array) =>
        Effect.flatMap(openMany([{ owner, purpose, sealed }]), ([plaintext]) =>
          plaintext === undefined ? Effect.fail(new NotSealedHere()) : Effect.succeed(plaintext)
        )

      return Vault.of({
        sealer,
        seal,
        sealText: (owner, purpose, text) => seal(owner, purpose, encoder.encode(text)),
        open,
        // A byte order mark is content here: offsets count it.
        openText: (owner, purpose, sealed) =>
          Effect.map(open(owner, purpose, sealed), (bytes) => new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes)),
        openMany
      })
    })
  )

  static readonly layer: Layer.Layer<Vault, never, SqlClient.SqlClient | KeyEncryption | Aead.Aead | SecureRandom.SecureRandom> =
    Vault.layerNoDeps.pipe(Layer.provide(KeyStore.layer))
}

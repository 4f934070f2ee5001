import { CurrentTenant, type Tenant } from "@beep/kernel/CurrentTenant"
import { ClientId, newId, OrganizationId } from "@beep/kernel/ids"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import * as TestDatabase from "@beep/test-kit/TestDatabase"
import { Effect, Layer, Redacted, Schema } from "effect"
import { SecureRandom } from "effect/crypto"
import * as AesGcm from "../src/aesGcm.ts"
import { KeyCustody } from "../src/KeyCustody.ts"
import { KeyEncryption, Keyring } from "../src/KeyEncryption.ts"
import { KeyStore } from "../src/internal/KeyStore.ts"
import { Vault } from "../src/Vault.ts"

export const crypto = AesGcm.layer.pipe(Layer.provideMerge(SecureRandom.layerWebCrypto))

const kek = (id: string, byte: number) => ({ id, key: new Uint8Array(32).fill(byte).toBase64() })
const keyring = (current: string, ids: ReadonlyArray<readonly [string, number]>) =>
  Redacted.make(Schema.decodeUnknownSync(Keyring)({ current, keys: ids.map(([id, byte]) => kek(id, byte)) }))

export const keyrings = {
  old: keyring("2025", [["2025", 1]]),
  both: keyring("2026", [
    ["2025", 1],
    ["2026", 2]
  ]),
  fresh: keyring("2026", [["2026", 2]])
}

/** A process of its own: its own key cache over the same database. */
export const process = (keys: Redacted.Redacted<Keyring>) =>
  Layer.mergeAll(Vault.layerNoDeps, KeyCustody.layerNoDeps).pipe(
    Layer.provide(Layer.fresh(KeyStore.layer)),
    Layer.provide(KeyEncryption.layerKeyring(keys))
  )

export const base = Layer.mergeAll(TestDatabase.layer, crypto)
export const suite = process(keyrings.old).pipe(Layer.provideMerge(base))

export const newTenant = Effect.map(newId(OrganizationId), (organizationId): Tenant => ({
  organizationId,
  memberId: null,
  role: "system"
}))
export const newClient = newId(ClientId)

/** Runs in a transaction of the tenant. */
export const as =
  (tenant: Tenant) =>
  <A, E, R>(effect: Effect.Effect<A, E, R>) =>
    Effect.flatMap(TenantTransaction, (transaction) => transaction.run(effect)).pipe(Effect.provideService(CurrentTenant, tenant))

export const utf8 = (text: string) => new TextEncoder().encode(text)

/** Random bytes come from the vector, so that our own encryption must produce the vector's ciphertext. */
export const nonceFrom = (nonce: Uint8Array) =>
  Layer.succeed(
    SecureRandom.SecureRandom,
    SecureRandom.make(() => nonce.slice())
  )

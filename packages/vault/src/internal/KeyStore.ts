import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { type ClientId, newId, type OrganizationId } from "@beep/kernel/ids"
import { Clock, Context, DateTime, Duration, Effect, Layer, Schema } from "effect"
import { Aead, SecureRandom } from "effect/crypto"
import { SqlClient, type SqlError } from "effect/sql"
import { KeyDestroyed, NotSealedHere } from "../errors.ts"
import { KeyEncryption } from "../KeyEncryption.ts"
import { type Binding, clientKeyAad, organizationKeyAad } from "./boundTo.ts"
import * as Gcm from "./gcm.ts"
import * as KeyCache from "./KeyCache.ts"
import { type ClientKeyRow, type KeyRow, keyRowsOf, type OrganizationKeyRow } from "./keyRows.ts"

const KeyId = Schema.String.check(Schema.isUUID())

export interface LivingKey {
  readonly id: string
  readonly key: Gcm.GcmKey
}

export interface KeyRequest {
  readonly owner: ClientId | null
  readonly keyId: string
}

/** An instant for a `timestamptz(3)` column. */
export const instant = Effect.map(Clock.currentTimeMillis, (now) => DateTime.formatIso(DateTime.makeUnsafe(now)))

/** Finds, unwraps and makes keys. Every look-up reads the key's row in the caller's transaction. */
export class KeyStore extends Context.Service<
  KeyStore,
  {
    readonly gcm: Gcm.Gcm
    readonly rows: ReturnType<typeof keyRowsOf>
    readonly newKeyId: Effect.Effect<string>
    /** The key that seals now; made when there is none. A destroyed one dies: sealing for an erased client is a defect of the caller. */
    readonly current: (owner: ClientId | null) => Effect.Effect<LivingKey, SqlError.SqlError, CurrentTenant>
    /** All keys asked for, by id, in one statement. */
    readonly find: (
      requests: ReadonlyArray<KeyRequest>
    ) => Effect.Effect<ReadonlyMap<string, Gcm.GcmKey>, KeyDestroyed | NotSealedHere | SqlError.SqlError, CurrentTenant>
    readonly makeOrganizationKey: (org: OrganizationId) => Effect.Effect<LivingKey, SqlError.SqlError>
    readonly unwrapOrganizationKey: (org: OrganizationId, row: OrganizationKeyRow) => Effect.Effect<Uint8Array, NotSealedHere>
    readonly wrapOrganizationKey: (org: OrganizationId, keyId: string, bytes: Uint8Array) => Effect.Effect<OrganizationKeyRow>
    readonly clientKeyBytes: (org: OrganizationId, row: ClientKeyRow) => Effect.Effect<Uint8Array, NotSealedHere | KeyDestroyed>
    readonly wrapClientKey: (binding: Binding, by: Gcm.GcmKey, bytes: Uint8Array) => Effect.Effect<Uint8Array>
    readonly drop: (keyId: string) => Effect.Effect<void>
  }
>()("@beep/vault/internal/KeyStore") {
  static readonly layer: Layer.Layer<
    KeyStore,
    never,
    SqlClient.SqlClient | KeyEncryption | Aead.Aead | SecureRandom.SecureRandom
  > = Layer.effect(
    KeyStore,
    Effect.gen(function* () {
      const rows = keyRowsOf(yield* SqlClient.SqlClient)
      const keks = yield* KeyEncryption
      const random = yield* SecureRandom.SecureRandom
      const gcm = yield* Gcm.make
      const cache = KeyCache.make({ capacity: 2_000, timeToLive: Duration.minutes(5) })

      const newKeyId = Effect.provideService(newId(KeyId), SecureRandom.SecureRandom, random)

      const kept = <E>(keyId: string, unwrap: Effect.Effect<Uint8Array, E>) =>
        Effect.gen(function* () {
          const held = yield* cache.get(keyId)
          if (held !== undefined) return held
          const key = yield* Effect.flatMap(unwrap, gcm.importKey)
          yield* cache.put(keyId, key)
          return key
        })

      const wrapOrganizationKey = (org: OrganizationId, keyId: string, bytes: Uint8Array) =>
        Effect.map(
          keks.wrap(bytes, organizationKeyAad({ organizationId: org, owner: null, keyId, purpose: keks.current })),
          (wrapped): OrganizationKeyRow => ({ id: keyId, kekId: keks.current, wrapped })
        )

      // A missing key-encryption key is an operator's mistake, not an answer for a caller.
      const unwrapOrganizationKey = (org: OrganizationId, { id, kekId, wrapped }: OrganizationKeyRow) =>
        Effect.catchTag(
          keks.unwrap(kekId, wrapped, organizationKeyAad({ organizationId: org, owner: null, keyId: id, purpose: kekId })),
          "KekUnknown",
          Effect.die
        )

      const organizationKey = (org: OrganizationId, row: OrganizationKeyRow) => kept(row.id, unwrapOrganizationKey(org, row))

      const clientAad = (org: OrganizationId, owner: ClientId, keyId: string, by: string) =>
        clientKeyAad({ organizationId: org, owner, keyId, purpose: by })

      const clientKeyBytes = Effect.fnUntraced(function* (org: OrganizationId, row: ClientKeyRow) {
        if (row.wrapped === null || row.by === null) return yield* new KeyDestroyed()
        const by = yield* organizationKey(org, row.by)
        return yield* gcm.decrypt(by, ...Gcm.parted(row.wrapped), clientAad(org, row.clientId, row.id, row.by.id))
      })

      const wrapClientKey = (binding: Binding, by: Gcm.GcmKey, bytes: Uint8Array) =>
        Effect.map(gcm.encrypt(by, bytes, clientKeyAad(binding)), ({ ciphertext, nonce }) => Gcm.joined(nonce, ciphertext))

      const living = (org: OrganizationId, row: KeyRow) => {
        if (row._tag === "Organization") return organizationKey(org, row.key)
        return row.key.wrapped === null ? Effect.fail(new KeyDestroyed()) : kept(row.key.id, clientKeyBytes(org, row.key))
      }

      const currentRow = (org: OrganizationId, owner: ClientId | null) =>
        rows.current({ org, owner }).pipe(
          Effect.catchTag("SchemaError", Effect.die),
          Effect.map((found) => rows.present(found).at(0))
        )

      const makeOrganizationKey = Effect.fn("KeyStore.makeOrganizationKey")(function* (org: OrganizationId) {
        const id = yield* newKeyId
        const { bytes, key } = yield* gcm.generateKey
        yield* rows.insertOrganizationKey(org, yield* wrapOrganizationKey(org, id, bytes), yield* instant)
        return { id, key }
      })

      const makeClientKey = Effect.fn("KeyStore.makeClientKey")(function* (org: OrganizationId, owner: ClientId) {
        const by = yield* current(null)
        const id = yield* newKeyId
        const { bytes } = yield* gcm.generateKey
        const wrapped = yield* wrapClientKey({ organizationId: org, owner, keyId: id, purpose: by.id }, by.key, bytes)
        yield* rows.insertClientKey(org, owner, { id, by: by.id, wrapped }, yield* instant)
      })

      const current = (owner: ClientId | null): Effect.Effect<LivingKey, SqlError.SqlError, CurrentTenant> =>
        Effect.gen(function* () {
          const { organizationId } = yield* CurrentTenant
          const found = yield* currentRow(organizationId, owner)
          if (found === undefined) {
            yield* owner === null ? makeOrganizationKey(organizationId) : makeClientKey(organizationId, owner)
          }
          // Read again rather than kept from above: another transaction's key may have won.
          const row = found ?? (yield* currentRow(organizationId, owner))
          if (row === undefined)
            return yield* Effect.die(
              new Error(
                "no key can be made here: the transaction is bound to no organization, or its member does not see the client"
              )
            )
          return { id: row.key.id, key: yield* Effect.orDie(living(organizationId, row)) }
        })

      const find = Effect.fn("KeyStore.find")(function* (requests: ReadonlyArray<KeyRequest>) {
        const { organizationId } = yield* CurrentTenant
        const ids = Array.from(new Set(requests.map(({ keyId }) => keyId)))
        const found = yield* Effect.catchTag(rows.byIds({ org: organizationId, ids }), "SchemaError", Effect.die)
        const byId = new Map(rows.present(found).map((row) => [row.key.id, row]))
        const keys = new Map<string, Gcm.GcmKey>()
        for (const { keyId, owner } of requests) {
          const row = byId.get(keyId)
          const rightful = row !== undefined && (row._tag === "Organization" ? owner === null : owner === row.key.clientId)
          if (!rightful) return yield* new NotSealedHere()
          if (!keys.has(keyId)) keys.set(keyId, yield* living(organizationId, row))
        }
        return keys
      })

      return KeyStore.of({
        gcm,
        rows,
        newKeyId,
        current,
        find,
        makeOrganizationKey,
        unwrapOrganizationKey,
        wrapOrganizationKey,
        clientKeyBytes,
        wrapClientKey,
        drop: cache.drop
      })
    })
  )
}

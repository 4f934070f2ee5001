import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { type ClientId, OrganizationId } from "@beep/kernel/ids"
import { Context, Effect, Layer, Schema } from "effect"
import type { Aead, SecureRandom } from "effect/crypto"
import * as Base64 from "effect/encoding/Base64"
import { SqlClient, type SqlError, SqlSchema } from "effect/sql"
import { instant, KeyStore } from "./internal/KeyStore.ts"
import { KekId, KeyEncryption } from "./KeyEncryption.ts"

/**
 * What is done to keys in their lives. Each method runs inside the caller's tenant
 * transaction, as owner or system (who see every client), together with the audit
 * entry (`key.rotated`, `key.destroyed`) that the caller writes.
 */
export class KeyCustody extends Context.Service<
  KeyCustody,
  {
    /**
     * Gives the organization a new data key and wraps its clients' keys under it.
     * Sealed content is untouched and stays readable. Answers the new key's id and
     * how many clients' keys were encrypted anew; dies on one that does not open.
     */
    readonly rotateOrganizationKey: Effect.Effect<
      { readonly keyId: string; readonly clientKeys: number },
      SqlError.SqlError,
      CurrentTenant
    >
    /** Wraps every data key of the organization under the current key-encryption key. Answers how many were not yet. */
    readonly rewrapUnderCurrentKek: Effect.Effect<number, SqlError.SqlError, CurrentTenant>
    /** Organizations that still hold a key under another key-encryption key than the current; when empty, the old one can go. */
    readonly organizationsBehind: Effect.Effect<ReadonlyArray<OrganizationId>, SqlError.SqlError>
    /** Overwrites the client's wrapped key. From the commit on nothing sealed for the client opens, in any process; there is no way back. */
    readonly destroyClientKey: (clientId: ClientId) => Effect.Effect<void, SqlError.SqlError, CurrentTenant>
  }
>()("@beep/vault/KeyCustody") {
  static readonly layerNoDeps: Layer.Layer<KeyCustody, never, KeyStore | SqlClient.SqlClient | KeyEncryption> = Layer.effect(
    KeyCustody,
    Effect.gen(function* () {
      const sql = yield* SqlClient.SqlClient
      const keks = yield* KeyEncryption
      const store = yield* KeyStore
      const { rows } = store

      const rotateOrganizationKey = Effect.gen(function* () {
        const { organizationId } = yield* CurrentTenant
        yield* rows.lockRotation(organizationId)
        const retired = yield* rows.retireOrganizationKey(organizationId, yield* instant)
        const by = yield* retired.length === 0 ? store.current(null) : store.makeOrganizationKey(organizationId)
        const clients = yield* Effect.catchTag(rows.livingClientKeys(organizationId), "SchemaError", Effect.die)
        // A key that does not open under its own row was tampered with: stop, and keep everything as it was.
        const rewrapped = yield* Effect.forEach(rows.present(clients), (row) =>
          row._tag === "Organization"
            ? Effect.die(new Error("a client's key without a client"))
            : Effect.gen(function* () {
                const bytes = yield* Effect.orDie(store.clientKeyBytes(organizationId, row.key))
                const wrapped = yield* store.wrapClientKey(
                  { organizationId, owner: row.key.clientId, keyId: row.key.id, purpose: by.id },
                  by.key,
                  bytes
                )
                return { id: row.key.id, wrapped: Base64.encode(wrapped) }
              })
        )
        if (rewrapped.length > 0) yield* rows.rewrapClientKeys(organizationId, by.id, rewrapped)
        return { keyId: by.id, clientKeys: rewrapped.length }
      }).pipe(Effect.withSpan("KeyCustody.rotateOrganizationKey"))

      const rewrapUnderCurrentKek = Effect.gen(function* () {
        const { organizationId } = yield* CurrentTenant
        const behind = yield* Effect.catchTag(
          rows.notUnder({ org: organizationId, kekId: keks.current }),
          "SchemaError",
          Effect.die
        )
        yield* Effect.forEach(
          behind,
          (row) =>
            Effect.gen(function* () {
              const bytes = yield* Effect.orDie(store.unwrapOrganizationKey(organizationId, row))
              yield* rows.rewrapOrganizationKey(organizationId, yield* store.wrapOrganizationKey(organizationId, row.id, bytes))
            }),
          { discard: true }
        )
        return behind.length
      }).pipe(Effect.withSpan("KeyCustody.rewrapUnderCurrentKek"))

      const organizationsBehind = Effect.suspend(() => listBehind(keks.current)).pipe(
        Effect.catchTag("SchemaError", Effect.die),
        Effect.map((found) => found.map(({ organizationId }) => organizationId)),
        Effect.withSpan("KeyCustody.organizationsBehind")
      )
      const listBehind = SqlSchema.findAll({
        Request: KekId,
        Result: Schema.Struct({ organizationId: OrganizationId }),
        execute: (kekId) => sql`select o as "organizationId" from vault.organizations_behind(${kekId}) as o`
      })

      const destroyClientKey = Effect.fn("KeyCustody.destroyClientKey")(function* (clientId: ClientId) {
        const { organizationId } = yield* CurrentTenant
        const held = yield* Effect.catchTag(rows.current({ org: organizationId, owner: clientId }), "SchemaError", Effect.die)
        yield* rows.destroyClientKey(organizationId, clientId, yield* store.newKeyId, yield* instant)
        yield* Effect.forEach(held, ({ id }) => store.drop(id), { discard: true })
      })

      return KeyCustody.of({ rotateOrganizationKey, rewrapUnderCurrentKek, organizationsBehind, destroyClientKey })
    })
  )

  static readonly layer: Layer.Layer<
    KeyCustody,
    never,
    SqlClient.SqlClient | KeyEncryption | Aead.Aead | SecureRandom.SecureRandom
  > = KeyCustody.layerNoDeps.pipe(Layer.provide(KeyStore.layer))
}

import { Audit } from "@beep/audit/server/Audit"
import type { CurrentActor } from "@beep/kernel/CurrentActor"
import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { Unavailable } from "@beep/kernel/errors"
import { ClientId, ConnectionId } from "@beep/kernel/ids"
import * as query from "@beep/sql/query"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import { NotSealedHere } from "@beep/vault/errors"
import { KeyCustody } from "@beep/vault/KeyCustody"
import { KekUnknown, type KeyEncryption } from "@beep/vault/KeyEncryption"
import { Vault } from "@beep/vault/Vault"
import { Context, Effect, Layer, Schema } from "effect"
import type { Aead, SecureRandom } from "effect/crypto"
import { SqlClient } from "effect/sql"
import { googlePurposes } from "./internal/GoogleCustody.ts"
import { realmPurpose, tokenPurpose } from "./internal/sealedPurposes.ts"

/** A key or a token does not open: it was changed, or its key-encryption key is not in the keyring. Nothing was rotated. */
export class RotationRefused extends Schema.TaggedError<RotationRefused>()("RotationRefused", {
  reason: Schema.Literals(["does_not_open", "key_missing"])
}) {}

export interface Rotated {
  readonly keyId: string
  /** Keys of the organization that were under an older key-encryption key. */
  readonly rewrapped: number
  readonly clientKeys: number
  /** Links whose company or account and tokens were opened under the new keys before anything was committed. */
  readonly linksOpened: number
  /** Links of clients whose key was destroyed: nothing of them can be read, and nothing was. */
  readonly linksErased: number
}

const Link = Schema.Struct({
  clientId: ClientId,
  realm: Schema.Uint8Array,
  access: Schema.NullOr(Schema.Uint8Array),
  refresh: Schema.NullOr(Schema.Uint8Array),
  previous: Schema.NullOr(Schema.Uint8Array)
})

const Account = Schema.Struct({
  id: ConnectionId,
  identity: Schema.Uint8Array,
  access: Schema.NullOr(Schema.Uint8Array),
  refresh: Schema.NullOr(Schema.Uint8Array)
})

const refusal = (defect: unknown): Effect.Effect<never, RotationRefused> => {
  if (defect instanceof NotSealedHere) return Effect.fail(new RotationRefused({ reason: "does_not_open" }))
  return defect instanceof KekUnknown ? Effect.fail(new RotationRefused({ reason: "key_missing" })) : Effect.die(defect)
}

/**
 * New keys for what protects the tokens of one organization, whole or not at all.
 *
 * @effect-expect-leaking CurrentTenant | CurrentActor
 */
export class KeyRotation extends Context.Service<
  KeyRotation,
  {
    /**
     * As owner or system, who see every client. Every stored token is opened under the new keys in the same transaction.
     */
    readonly rotate: Effect.Effect<Rotated, RotationRefused | Unavailable, CurrentTenant | CurrentActor>
  }
>()("@beep/connections/KeyRotation") {
  static readonly layer: Layer.Layer<
    KeyRotation,
    never,
    Audit | TenantTransaction | SqlClient.SqlClient | KeyEncryption | Aead.Aead | SecureRandom.SecureRandom
  > = Layer.effect(
    KeyRotation,
    Effect.gen(function* () {
      const audit = yield* Audit
      const custody = yield* KeyCustody
      const transaction = yield* TenantTransaction
      const sql = yield* SqlClient.SqlClient
      const services = yield* Effect.context<SqlClient.SqlClient | KeyEncryption | Aead.Aead | SecureRandom.SecureRandom>()

      const links = query.all({
        Request: Schema.String,
        Result: Link,
        execute: (organizationId) => sql`
          select client_id as "clientId", realm_sealed as realm, access_sealed as access, refresh_sealed as refresh,
            previous_refresh_sealed as previous
          from connections.connection where organization_id = ${organizationId}::uuid order by client_id`
      })

      const accounts = query.all({
        Request: Schema.String,
        Result: Account,
        execute: (organizationId) => sql`
          select id, identity_sealed as identity, access_sealed as access, refresh_sealed as refresh
          from connections.google_account where organization_id = ${organizationId}::uuid order by id`
      })

      /** Google's tokens are under the organization's own key. */
      const openAccount = ({ access, id, identity, refresh }: typeof Account.Type) =>
        Vault.use((vault) =>
          vault.openMany([
            { owner: null, purpose: googlePurposes.identity(id), sealed: identity },
            ...[access, refresh]
              .filter((sealed) => sealed !== null)
              .map((sealed) => ({ owner: null, purpose: googlePurposes.token(id), sealed }))
          ])
        ).pipe(Effect.as(true), Effect.catchTags({ KeyDestroyed: () => Effect.succeed(false), NotSealedHere: Effect.die }))

      /** One client at a time: a destroyed key must not hide what the other links say. */
      const open = ({ access, clientId, previous, realm, refresh }: typeof Link.Type) => {
        const tokens = [access, refresh, previous].filter((sealed) => sealed !== null)
        return Vault.use((vault) =>
          vault.openMany([
            { owner: clientId, purpose: realmPurpose, sealed: realm },
            ...tokens.map((sealed) => ({ owner: clientId, purpose: tokenPurpose, sealed }))
          ])
        ).pipe(Effect.as(true), Effect.catchTags({ KeyDestroyed: () => Effect.succeed(false), NotSealedHere: Effect.die }))
      }

      const all = Effect.gen(function* () {
        const { organizationId } = yield* CurrentTenant
        const rewrapped = yield* custody.rewrapUnderCurrentKek
        const { clientKeys, keyId } = yield* custody.rotateOrganizationKey
        // A vault of its own has no key in its cache: what it opens, it opens from the rows just written.
        const opened = yield* Effect.gen(function* () {
          const companies = yield* Effect.forEach(yield* links(organizationId), open)
          return [...companies, ...(yield* Effect.forEach(yield* accounts(organizationId), openAccount))]
        }).pipe(Effect.provide(Layer.fresh(Vault.layer).pipe(Layer.provide(Layer.succeedContext(services)))))
        const linksOpened = opened.filter((isOpen) => isOpen).length
        yield* audit.append({
          action: "key.rotated",
          entityType: "organization_key",
          entityId: keyId,
          clientId: null,
          result: "ok",
          after: { clientKeys, linksOpened }
        })
        return { keyId, rewrapped, clientKeys, linksOpened, linksErased: opened.length - linksOpened }
      })

      return KeyRotation.of({
        rotate: transaction.run(all).pipe(Effect.catchDefect(refusal), Effect.withSpan("KeyRotation.rotate"))
      })
    })
  ).pipe(Layer.provide(KeyCustody.layer))
}

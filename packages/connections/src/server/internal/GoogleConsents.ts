import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { ConnectionId, MemberId, OrganizationId } from "@beep/kernel/ids"
import * as query from "@beep/sql/query"
import { Vault } from "@beep/vault/Vault"
import { DateTime, Effect, Option, Redacted, Schema } from "effect"
import { Digest, SecureRandom } from "effect/crypto"
import { Base64Url } from "effect/encoding"
import { SqlClient } from "effect/sql"

const lifetime = { minutes: 10 } as const
/** Kept this long past their end, so that a late or repeated way back can be told from an invented one. */
const remembered = { hours: 24 } as const
const verifierPurpose = "google.verifier"

const state = { organizationId: OrganizationId, hash: Schema.Uint8Array, memberId: MemberId }
const Asked = Schema.Struct({ accountId: Schema.NullOr(ConnectionId), verifierSealed: Schema.Uint8Array })

/** A consent that came back: the account it was meant for, and the verifier of its challenge. */
export interface GoogleConsent {
  readonly accountId: ConnectionId | null
  readonly verifier: Redacted.Redacted
}

/**
 * The consents under way at Google: 256 random bits of which only the hash is kept, bound to the
 * member, used once, within ten minutes; beside them the PKCE verifier, sealed. In the caller's transaction.
 */
export const googleConsents = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  const vault = yield* Vault
  const digest = yield* Digest.Digest
  const random = yield* SecureRandom.SecureRandom
  const hashOf = (text: string) => digest.digest(Digest.sha256, new TextEncoder().encode(text))
  const secret = Effect.map(random.randomBytes(32), Base64Url.encode)

  const forget = query.none({
    Request: Schema.Struct({ organizationId: OrganizationId, before: Schema.Date }),
    execute: (r) =>
      sql`delete from connections.google_consent where organization_id = ${r.organizationId} and expires_at < ${r.before}`
  })
  const insert = query.none({
    Request: Schema.Struct({
      ...state,
      accountId: Schema.NullOr(ConnectionId),
      verifierSealed: Schema.Uint8Array,
      at: Schema.Date,
      until: Schema.Date
    }),
    execute: (r) =>
      sql`insert into connections.google_consent (organization_id, state_hash, member_id, account_id, verifier_sealed, created_at, expires_at)
        values (${r.organizationId}, ${r.hash}, ${r.memberId}, ${r.accountId}, ${r.verifierSealed}, ${r.at}, ${r.until})`
  })
  const use = query.option({
    Request: Schema.Struct({ ...state, at: Schema.Date }),
    Result: Asked,
    execute: (r) =>
      sql`update connections.google_consent set used_at = ${r.at}
        where organization_id = ${r.organizationId} and state_hash = ${r.hash} and member_id = ${r.memberId} and used_at is null
          and expires_at > ${r.at}
        returning account_id as "accountId", verifier_sealed as "verifierSealed"`
  })
  const spent = query.option({
    Request: Schema.Struct(state),
    Result: Schema.Struct({ used: Schema.Boolean }),
    execute: (r) =>
      sql`select used_at is not null as used from connections.google_consent
        where organization_id = ${r.organizationId} and state_hash = ${r.hash} and member_id = ${r.memberId}`
  })

  return {
    issue: Effect.fn("GoogleConsents.issue")(function* (memberId: MemberId, accountId: ConnectionId | null) {
      const { organizationId } = yield* CurrentTenant
      const now = yield* DateTime.now
      const text = yield* secret
      const verifier = yield* secret
      yield* forget({ organizationId, before: DateTime.toDateUtc(DateTime.subtract(now, remembered)) })
      yield* insert({
        organizationId,
        hash: yield* hashOf(text),
        memberId,
        accountId,
        verifierSealed: yield* vault.sealText(null, verifierPurpose, verifier),
        at: DateTime.toDateUtc(now),
        until: DateTime.toDateUtc(DateTime.add(now, lifetime))
      })
      return { state: text, verifier: Redacted.make(verifier, { label: "verifier" }) }
    }),
    /** Uses the state up. `unknown` also stands for a state of somebody else. */
    consume: Effect.fn("GoogleConsents.consume")(function* (text: string, memberId: MemberId) {
      const { organizationId } = yield* CurrentTenant
      const key = { organizationId, hash: yield* hashOf(text), memberId }
      const good = yield* use({ ...key, at: yield* DateTime.nowAsDate })
      if (Option.isNone(good)) {
        const known = yield* spent(key)
        return Option.match(known, {
          onNone: () => "unknown" as const,
          onSome: ({ used }) => (used ? ("used" as const) : ("late" as const))
        })
      }
      const { accountId, verifierSealed } = good.value
      const verifier = yield* Effect.orDie(vault.openText(null, verifierPurpose, verifierSealed))
      const consent: GoogleConsent = { accountId, verifier: Redacted.make(verifier, { label: "verifier" }) }
      return consent
    })
  }
})

import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { ClientId, type MemberId } from "@beep/kernel/ids"
import { Context, DateTime, Effect, Layer, Option, Schema } from "effect"
import { Digest, SecureRandom } from "effect/crypto"
import { Base64Url } from "effect/encoding"
import { SqlClient, type SqlError, SqlSchema } from "effect/sql"
import { AppPath } from "../AppPath.ts"

const stateBytes = 32
const lifetime = { minutes: 10 } as const
/** Kept this long past their end, so that a late or repeated way back can be told from an invented one. */
const remembered = { hours: 24 } as const

const Place = Schema.Struct({ client_id: ClientId, return_to: Schema.NullOr(AppPath) })
const Spent = Schema.Struct({ ...Place.fields, used: Schema.Boolean })

/** What a consent was asked for, and where it leads back to. */
export interface Consent {
  readonly clientId: ClientId
  /** Null: the client's own page. */
  readonly returnTo: AppPath | null
}

/** `Unknown` also stands for a state of somebody else. */
export type ConsumedState =
  | { readonly _tag: "Good"; readonly consent: Consent }
  | { readonly _tag: "Used" | "Late"; readonly consent: Consent }
  | { readonly _tag: "Unknown" }

const consentOf = (row: typeof Place.Type): Consent => ({ clientId: row.client_id, returnTo: row.return_to })

/**
 * The states of consents under way: 256 random bits, of which only the hash is kept;
 * each is bound to the member and the client it was made for and works once.
 *
 * @effect-expect-leaking CurrentTenant
 */
export class ConsentStates extends Context.Service<
  ConsentStates,
  {
    issue(consent: Consent, memberId: MemberId): Effect.Effect<string, SqlError.SqlError, CurrentTenant>
    /** Uses the state up; only a `Good` one lets anything follow. */
    consume(state: string, memberId: MemberId): Effect.Effect<ConsumedState, SqlError.SqlError, CurrentTenant>
  }
>()("@beep/connections/internal/ConsentStates") {
  static readonly layer = Layer.effect(
    ConsentStates,
    Effect.gen(function* () {
      const sql = yield* SqlClient.SqlClient
      const random = yield* SecureRandom.SecureRandom
      const digest = yield* Digest.Digest
      const hashOf = (state: string) => digest.digest(Digest.sha256, new TextEncoder().encode(state))

      const issue = Effect.fn("ConsentStates.issue")(function* ({ clientId, returnTo }: Consent, memberId: MemberId) {
        const { organizationId } = yield* CurrentTenant
        const state = Base64Url.encode(yield* random.randomBytes(stateBytes))
        const hash = yield* hashOf(state)
        const now = yield* DateTime.now
        const at = DateTime.toDateUtc(now)
        const forgotten = DateTime.toDateUtc(DateTime.subtract(now, remembered))
        yield* sql`delete from connections.oauth_state where organization_id = ${organizationId}::uuid and expires_at < ${forgotten}`
        yield* sql`
          insert into connections.oauth_state (organization_id, state_hash, client_id, member_id, provider, created_at, expires_at, return_to)
          values (${organizationId}::uuid, ${hash}, ${clientId}::uuid, ${memberId}::uuid, 'intuit', ${at},
            ${DateTime.toDateUtc(DateTime.add(now, lifetime))}, ${returnTo})`
        return state
      })

      const consume = Effect.fn("ConsentStates.consume")(function* (state: string, memberId: MemberId) {
        const { organizationId } = yield* CurrentTenant
        const hash = yield* hashOf(state)
        const at = yield* DateTime.nowAsDate
        const good = yield* SqlSchema.findOneOption({
          Request: Schema.Void,
          Result: Place,
          execute: () => sql`
            update connections.oauth_state set used_at = ${at}
            where organization_id = ${organizationId}::uuid and state_hash = ${hash} and member_id = ${memberId}::uuid
              and used_at is null and expires_at > ${at}
            returning client_id, return_to`
        })().pipe(Effect.catchTag("SchemaError", Effect.die))
        if (Option.isSome(good)) return { _tag: "Good", consent: consentOf(good.value) } satisfies ConsumedState
        const spent = yield* SqlSchema.findOneOption({
          Request: Schema.Void,
          Result: Spent,
          execute: () => sql`
            select client_id, return_to, used_at is not null as used from connections.oauth_state
            where organization_id = ${organizationId}::uuid and state_hash = ${hash} and member_id = ${memberId}::uuid`
        })().pipe(Effect.catchTag("SchemaError", Effect.die))
        return Option.match(spent, {
          onNone: (): ConsumedState => ({ _tag: "Unknown" }),
          onSome: (row): ConsumedState => ({ _tag: row.used ? "Used" : "Late", consent: consentOf(row) })
        })
      })

      return ConsentStates.of({ issue, consume })
    })
  )
}

import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { ClientId, type MemberId } from "@beep/kernel/ids"
import { Context, DateTime, Effect, Layer, Option, Schema } from "effect"
import { Digest, SecureRandom } from "effect/crypto"
import { Base64Url } from "effect/encoding"
import { SqlClient, type SqlError, SqlSchema } from "effect/sql"

const stateBytes = 32
const lifetime = { minutes: 10 } as const

/**
 * The states of consents under way: 256 random bits, of which only the hash is kept;
 * each is bound to the member and the client it was made for and works once.
 *
 * @effect-expect-leaking CurrentTenant
 */
export class ConsentStates extends Context.Service<
  ConsentStates,
  {
    issue(clientId: ClientId, memberId: MemberId): Effect.Effect<string, SqlError.SqlError, CurrentTenant>
    /** Uses the state up and answers its client; none when it is unknown, old, used, or somebody else's. */
    consume(state: string, memberId: MemberId): Effect.Effect<Option.Option<ClientId>, SqlError.SqlError, CurrentTenant>
  }
>()("@beep/connections/internal/ConsentStates") {
  static readonly layer = Layer.effect(
    ConsentStates,
    Effect.gen(function* () {
      const sql = yield* SqlClient.SqlClient
      const random = yield* SecureRandom.SecureRandom
      const digest = yield* Digest.Digest
      const hashOf = (state: string) => digest.digest(Digest.sha256, new TextEncoder().encode(state))

      const issue = Effect.fn("ConsentStates.issue")(function* (clientId: ClientId, memberId: MemberId) {
        const { organizationId } = yield* CurrentTenant
        const state = Base64Url.encode(yield* random.randomBytes(stateBytes))
        const hash = yield* hashOf(state)
        const now = yield* DateTime.now
        const at = DateTime.toDateUtc(now)
        yield* sql`delete from connections.oauth_state where organization_id = ${organizationId}::uuid and expires_at < ${at}`
        yield* sql`
          insert into connections.oauth_state (organization_id, state_hash, client_id, member_id, provider, created_at, expires_at)
          values (${organizationId}::uuid, ${hash}, ${clientId}::uuid, ${memberId}::uuid, 'intuit', ${at}, ${DateTime.toDateUtc(DateTime.add(now, lifetime))})`
        return state
      })

      const consume = Effect.fn("ConsentStates.consume")(function* (state: string, memberId: MemberId) {
        const { organizationId } = yield* CurrentTenant
        const hash = yield* hashOf(state)
        const at = yield* DateTime.nowAsDate
        const found = yield* SqlSchema.findOneOption({
          Request: Schema.Void,
          Result: Schema.Struct({ client_id: ClientId }),
          execute: () => sql`
            update connections.oauth_state set used_at = ${at}
            where organization_id = ${organizationId}::uuid and state_hash = ${hash} and member_id = ${memberId}::uuid
              and used_at is null and expires_at > ${at}
            returning client_id`
        })().pipe(Effect.catchTag("SchemaError", Effect.die))
        return Option.map(found, (row) => row.client_id)
      })

      return ConsentStates.of({ issue, consume })
    })
  )
}

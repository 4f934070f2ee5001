import { Audit } from "@beep/audit/server/Audit"
import type { AuditEvent } from "@beep/audit/contract/AuditEvent"
import { type Actor, CurrentActor } from "@beep/kernel/CurrentActor"
import { CurrentTenant, type Tenant } from "@beep/kernel/CurrentTenant"
import type { Unavailable } from "@beep/kernel/errors"
import { AuthSql } from "@beep/sql/Database"
import { beginFor, unavailableOrDie } from "@beep/sql/TenantTransaction"
import { Context, Effect, Layer } from "effect"
import type { SecureRandom } from "effect/crypto"
import { SqlClient, type SqlError } from "effect/sql"
import { VerifiedSessions } from "./VerifiedSessions.ts"

/**
 * A change of an account and its entry in the log, in one transaction of `beep_auth`, who
 * can add to the log of the bound organization and read nothing of it. Whatever it was, this
 * process has forgotten every verified session when it ends.
 */
export class IdentityTransaction extends Context.Service<
  IdentityTransaction,
  {
    readonly run: <A, E, R>(
      effect: Effect.Effect<A, E | SqlError.SqlError, R>
    ) => Effect.Effect<A, Exclude<E, SqlError.SqlError> | Unavailable, R | CurrentTenant>
    /** Inside `run`. */
    readonly append: (event: AuditEvent) => Effect.Effect<void, SqlError.SqlError, CurrentTenant | CurrentActor>
    /**
     * For a change of an account outside of any session: one transaction that can write the
     * same entry to the log of every organization of the person.
     */
    readonly runEverywhere: (
      places: ReadonlyArray<Tenant>,
      actor: Actor
    ) => <A, E>(
      body: (append: (event: AuditEvent) => Effect.Effect<void, SqlError.SqlError>) => Effect.Effect<A, E | SqlError.SqlError>
    ) => Effect.Effect<A, Exclude<E, SqlError.SqlError> | Unavailable>
    /** One entry that stays whatever becomes of the rest: for what was refused. */
    readonly record: (event: AuditEvent) => Effect.Effect<void, Unavailable, CurrentTenant | CurrentActor>
  }
>()("@beep/tenancy/IdentityTransaction") {
  static readonly layer: Layer.Layer<IdentityTransaction, never, AuthSql | VerifiedSessions | SecureRandom.SecureRandom> =
    Layer.effect(
      IdentityTransaction,
      Effect.gen(function* () {
        const sql = yield* AuthSql
        const { forgetAll } = yield* VerifiedSessions
        const audit = yield* Effect.provideService(Audit.make, SqlClient.SqlClient, sql)
        return IdentityTransaction.of({
          run: (effect) =>
            Effect.flatMap(CurrentTenant, (tenant) =>
              sql.withTransaction(effect).pipe(Effect.provideService(SqlClient.BeginTransaction, beginFor(tenant)))
            ).pipe(unavailableOrDie, Effect.ensuring(forgetAll)),
          append: audit.append,
          runEverywhere: (places, actor) => (body) =>
            sql
              .withTransaction(
                body((event) =>
                  Effect.forEach(
                    places,
                    (place) =>
                      Effect.andThen(
                        sql`select app.bind(${place.organizationId}, ${place.memberId}, ${place.role})`,
                        audit.append(event)
                      ).pipe(Effect.provideService(CurrentTenant, place), Effect.provideService(CurrentActor, actor)),
                    { discard: true }
                  )
                )
              )
              .pipe(unavailableOrDie, Effect.ensuring(forgetAll)),
          record: audit.record
        })
      })
    )
}

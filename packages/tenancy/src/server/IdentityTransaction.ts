import { Audit } from "@beep/audit/server/Audit"
import type { AuditEvent } from "@beep/audit/contract/AuditEvent"
import type { CurrentActor } from "@beep/kernel/CurrentActor"
import { CurrentTenant, type Tenant } from "@beep/kernel/CurrentTenant"
import type { Unavailable } from "@beep/kernel/errors"
import { AuthSql } from "@beep/sql/Database"
import { beginFor, unavailableOrDie } from "@beep/sql/TenantTransaction"
import { Context, Effect, Layer } from "effect"
import type { SecureRandom } from "effect/crypto"
import { SqlClient, type SqlError } from "effect/sql"

/**
 * A change of an account and its entry in the log, in one transaction of `beep_auth`, who
 * can add to the log of the bound organization and read nothing of it.
 */
export class IdentityTransaction extends Context.Service<
  IdentityTransaction,
  {
    readonly run: <A, E, R>(
      effect: Effect.Effect<A, E | SqlError.SqlError, R>
    ) => Effect.Effect<A, Exclude<E, SqlError.SqlError> | Unavailable, R | CurrentTenant>
    /** Inside `run`. */
    readonly append: (event: AuditEvent) => Effect.Effect<void, SqlError.SqlError, CurrentTenant | CurrentActor>
    /** Inside `run`: the rest of the transaction writes to the log of another organization of the same person. */
    readonly rebind: (tenant: Tenant) => Effect.Effect<void, SqlError.SqlError>
    /** One entry that stays whatever becomes of the rest: for what was refused. */
    readonly record: (event: AuditEvent) => Effect.Effect<void, Unavailable, CurrentTenant | CurrentActor>
  }
>()("@beep/tenancy/IdentityTransaction") {
  static readonly layer: Layer.Layer<IdentityTransaction, never, AuthSql | SecureRandom.SecureRandom> = Layer.effect(
    IdentityTransaction,
    Effect.gen(function* () {
      const sql = yield* AuthSql
      const audit = yield* Effect.provideService(Audit.make, SqlClient.SqlClient, sql)
      return IdentityTransaction.of({
        run: (effect) =>
          Effect.flatMap(CurrentTenant, (tenant) =>
            sql.withTransaction(effect).pipe(Effect.provideService(SqlClient.BeginTransaction, beginFor(tenant)))
          ).pipe(unavailableOrDie),
        append: audit.append,
        rebind: ({ memberId, organizationId, role }) =>
          Effect.asVoid(sql`select app.bind(${organizationId}, ${memberId}, ${role})`),
        record: audit.record
      })
    })
  )
}

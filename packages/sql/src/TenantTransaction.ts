import { CurrentTenant, type Tenant } from "@beep/kernel/CurrentTenant"
import { Unavailable } from "@beep/kernel/errors"
import { Cause, Context, Effect, Layer, Result, Schedule } from "effect"
import { SqlClient, SqlError } from "effect/sql"
import { isConflict, isUnavailable } from "./failures.ts"

/**
 * One message cycle: the transaction begins and knows its tenant after one round
 * trip (the driver's patch sends "BEGIN;" and the statement behind it together).
 * The values are decoded ids and a closed role, so they need no quoting.
 */
export const beginFor = (tenant: Tenant): string =>
  `BEGIN;SELECT set_config('app.current_org_id','${tenant.organizationId}',true),` +
  `set_config('app.current_member_id','${tenant.memberId ?? ""}',true),` +
  `set_config('app.current_role','${tenant.role}',true)`

/** The tenant whose transaction the current fiber is in. */
const OpenFor = Context.Reference<Tenant | undefined>("@beep/sql/TenantTransaction/OpenFor", { defaultValue: () => undefined })

const mustBeSame = (open: Tenant, tenant: Tenant) =>
  open.organizationId === tenant.organizationId && open.memberId === tenant.memberId
    ? Effect.void
    : Effect.die(new Error("a transaction of one tenant cannot hold a transaction of another"))

const retryConflicts = {
  schedule: Schedule.jittered(Schedule.exponential("10 millis")),
  times: 3,
  while: (error: unknown) => SqlError.isSqlError(error) && isConflict(error)
}

/**
 * Opens transactions bound to {@link CurrentTenant}; outside of one, row level
 * security shows no tenant row at all.
 *
 * Errors of the database inside `effect`: serialization and deadlock run it again
 * (up to three times), trouble with the connection or a time-out becomes
 * `Unavailable`, anything else is a defect of ours and dies.
 * Inside another transaction of the same tenant it nests as a savepoint.
 */
export class TenantTransaction extends Context.Service<
  TenantTransaction,
  {
    readonly run: <A, E, R>(
      effect: Effect.Effect<A, E | SqlError.SqlError, R>
    ) => Effect.Effect<A, Exclude<E, SqlError.SqlError> | Unavailable, R | CurrentTenant>
    /**
     * For one call of a function that binds its own tenant (`app.bind`): one trip and no transaction of ours. Within a
     * transaction it takes part in it, which must be of the same tenant: it would bind it to another.
     */
    readonly call: <A, E, R>(
      effect: (tenant: Tenant) => Effect.Effect<A, E | SqlError.SqlError, R>
    ) => Effect.Effect<A, Exclude<E, SqlError.SqlError> | Unavailable, R | CurrentTenant>
  }
>()("@beep/sql/TenantTransaction") {
  static readonly layer: Layer.Layer<TenantTransaction, never, SqlClient.SqlClient> = Layer.effect(
    TenantTransaction,
    Effect.gen(function* () {
      const sql = yield* SqlClient.SqlClient

      const begin = <A, E, R>(tenant: Tenant, effect: Effect.Effect<A, E | SqlError.SqlError, R>) =>
        sql
          .withTransaction(Effect.provideService(effect, OpenFor, tenant))
          .pipe(Effect.provideService(SqlClient.BeginTransaction, beginFor(tenant)), Effect.retry(retryConflicts))

      const run = <A, E, R>(effect: Effect.Effect<A, E | SqlError.SqlError, R>) =>
        Effect.gen(function* () {
          const tenant = yield* CurrentTenant
          const open = yield* OpenFor
          if (open === undefined) return yield* begin(tenant, effect)
          yield* mustBeSame(open, tenant)
          return yield* sql.withTransaction(effect)
        }).pipe(unavailableOrDie)

      const call = <A, E, R>(effect: (tenant: Tenant) => Effect.Effect<A, E | SqlError.SqlError, R>) =>
        Effect.gen(function* () {
          const tenant = yield* CurrentTenant
          const open = yield* OpenFor
          if (open !== undefined) yield* mustBeSame(open, tenant)
          return yield* effect(tenant)
        }).pipe(unavailableOrDie)

      return TenantTransaction.of({ run, call })
    })
  )
}

const toUnavailable = (error: SqlError.SqlError): Effect.Effect<never, Unavailable> =>
  isUnavailable(error) ? Effect.fail(new Unavailable({ what: "database" })) : Effect.die(error)

/** Leaves domain errors alone; see {@link TenantTransaction} for the rest. */
export const unavailableOrDie = <A, E, R>(
  effect: Effect.Effect<A, E | SqlError.SqlError, R>
): Effect.Effect<A, Exclude<E, SqlError.SqlError> | Unavailable, R> =>
  Effect.catchCause(effect, (cause): Effect.Effect<never, Exclude<E, SqlError.SqlError> | Unavailable> => {
    // A connection that dies inside a transaction also fails its ROLLBACK, which the client reports as a defect.
    const lost = cause.reasons.find(
      (reason) => reason._tag === "Die" && SqlError.isSqlError(reason.defect) && isUnavailable(reason.defect)
    )
    if (lost !== undefined) return Effect.fail(new Unavailable({ what: "database" }))
    const failure = Cause.findError(cause)
    if (Result.isFailure(failure)) return Effect.failCause(failure.failure)
    const error = failure.success
    if (SqlError.isSqlError(error)) return toUnavailable(error)
    return isDomain<E>(error) ? Effect.fail(error) : Effect.die(error)
  })

const isDomain = <E>(error: unknown): error is Exclude<E, SqlError.SqlError> => !SqlError.isSqlError(error)

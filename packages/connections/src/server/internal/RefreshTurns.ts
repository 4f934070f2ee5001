import type { CurrentActor } from "@beep/kernel/CurrentActor"
import type { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { Unavailable } from "@beep/kernel/errors"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import { Context, Effect, Layer, Option, Result, Semaphore } from "effect"
import type { SqlError } from "effect/sql"

/** Refreshes of one process at a time: each holds a database connection while the provider answers. */
const refreshesAtOnce = 4

type Caller = CurrentTenant | CurrentActor

/** How one link's tokens are renewed, whoever gave them. */
export interface Refreshing<Row extends { readonly version: number }, Lent, E> {
  /** Holds the row until the transaction ends. */
  readonly lock: Effect.Effect<Row, E | SqlError.SqlError, CurrentTenant>
  /** What the row lends without a renewal. */
  readonly usable: (row: Row) => Effect.Effect<Option.Option<Lent>, E | SqlError.SqlError, CurrentTenant>
  /** Asks the provider and stores what came of it; a failure is written too, so it must not fail the transaction. */
  readonly renew: (row: Row) => Effect.Effect<Result.Result<Lent, E>, E | SqlError.SqlError, Caller>
}

/**
 * One renewal at a time per link, in any process: the row is held while the
 * provider is asked, and who waited for it finds the new pair.
 */
export class RefreshTurns extends Context.Service<
  RefreshTurns,
  {
    /** Renews unless somebody already did since `seenVersion`. */
    readonly once: <Row extends { readonly version: number }, Lent, E>(
      seenVersion: number,
      of: Refreshing<Row, Lent, E>
    ) => Effect.Effect<Lent, E | Exclude<E, SqlError.SqlError> | Unavailable, Caller>
  }
>()("@beep/connections/internal/RefreshTurns") {
  static readonly layer = Layer.effect(
    RefreshTurns,
    Effect.gen(function* () {
      const transaction = yield* TenantTransaction
      const refreshing = yield* Semaphore.make(refreshesAtOnce)

      const locked = <Row extends { readonly version: number }, Lent, E>(seenVersion: number, of: Refreshing<Row, Lent, E>) =>
        Effect.gen(function* () {
          const row = yield* of.lock
          const present = yield* of.usable(row)
          if (row.version !== seenVersion && Option.isSome(present)) {
            const lent: Result.Result<Lent, E> = Result.succeed(present.value)
            return lent
          }
          return yield* of.renew(row)
        })

      return RefreshTurns.of({
        // Cut off between the provider's answer and the commit, the new refresh token would be lost.
        once: (seenVersion, of) =>
          refreshing
            .withPermits(1)(Effect.uninterruptible(transaction.run(locked(seenVersion, of))))
            .pipe(Effect.flatMap(Effect.fromResult))
      })
    })
  )
}

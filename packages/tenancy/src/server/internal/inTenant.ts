import type { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { Unavailable } from "@beep/kernel/errors"
import type { TenantTransaction } from "@beep/sql/TenantTransaction"
import type { Effect } from "effect"
import type { SqlError } from "effect/sql"

/** `run` for an effect whose only error is the database's: there TypeScript infers `E` as `SqlError` instead of `never`. */
export const inTenant =
  (transaction: TenantTransaction["Service"]) =>
  <A, R>(effect: Effect.Effect<A, SqlError.SqlError, R>): Effect.Effect<A, Unavailable, R | CurrentTenant> =>
    transaction.run<A, never, R>(effect)

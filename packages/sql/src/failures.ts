import { Effect, Predicate } from "effect"
import { SqlError } from "effect/sql"

/** Reasons after which the same transaction may succeed when run again from the start. */
export const isConflict = (error: SqlError.SqlError): boolean =>
  error.reason._tag === "SerializationError" || error.reason._tag === "DeadlockError"

/** SQLSTATE classes 08 connection, 53 insufficient resources, 57P operator intervention (shutdown, not yet up). */
const unavailableState = /^(08|53|57P)/

const sqlState = (cause: unknown): string =>
  Predicate.hasProperty(cause, "code") && typeof cause.code === "string" ? cause.code : ""

/** Reasons that say the database, not the statement, is the trouble. */
export const isUnavailable = (error: SqlError.SqlError): boolean =>
  unavailableState.test(sqlState(error.reason.cause)) ||
  error.reason._tag === "ConnectionError" ||
  error.reason._tag === "AuthenticationError" ||
  error.reason._tag === "LockTimeoutError" ||
  error.reason._tag === "StatementTimeoutError"

/**
 * Handles the violation of one named unique constraint; every other error passes.
 * Put the statement in a nested `sql.withTransaction`: a failed statement poisons
 * the transaction around it, which would then answer COMMIT with ROLLBACK.
 */
export const onUniqueViolation =
  <B, E2, R2>(constraint: string, orElse: Effect.Effect<B, E2, R2>) =>
  <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A | B, E | E2, R | R2> =>
    Effect.catchIf(
      effect,
      (error) => SqlError.isSqlError(error) && error.reason._tag === "UniqueViolation" && error.reason.constraint === constraint,
      () => orElse
    )

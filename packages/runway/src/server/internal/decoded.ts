import { Effect, Schema } from "effect"
import type { SqlError } from "effect/sql"

/** A row that does not decode is a defect of ours; trouble with the database stays the caller's. */
export const decoded = <A>(
  effect: Effect.Effect<A, SqlError.SqlError | Schema.SchemaError>
): Effect.Effect<A, SqlError.SqlError> =>
  Effect.catchIf(effect, Schema.isSchemaError, (error): Effect.Effect<never> => Effect.die(error))

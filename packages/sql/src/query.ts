import { Effect, type Option, Schema } from "effect"
import { type SqlError, SqlSchema } from "effect/sql"

interface Query<Req extends Schema.Constraint, Res extends Schema.Constraint> {
  readonly Request: Req
  readonly Result: Res
  readonly execute: (request: Req["Encoded"]) => Effect.Effect<ReadonlyArray<unknown>, SqlError.SqlError>
}

type Codec = Schema.Codec<unknown, unknown>

/** Leaves trouble with the database to the caller; a row that does not decode is a defect, never an answer. */
export const decoded = <A>(
  effect: Effect.Effect<A, SqlError.SqlError | Schema.SchemaError>
): Effect.Effect<A, SqlError.SqlError> => Effect.catchIf(effect, Schema.isSchemaError, Effect.die)

export const all = <Req extends Codec, Res extends Codec>(query: Query<Req, Res>) => {
  const find = SqlSchema.findAll(query)
  return (request: Req["Type"]): Effect.Effect<ReadonlyArray<Res["Type"]>, SqlError.SqlError> => decoded(find(request))
}

export const option = <Req extends Codec, Res extends Codec>(query: Query<Req, Res>) => {
  const find = SqlSchema.findOneOption(query)
  return (request: Req["Type"]): Effect.Effect<Option.Option<Res["Type"]>, SqlError.SqlError> => decoded(find(request))
}

/** For statements that always answer a row, as `insert ... returning`. */
export const one = <Req extends Codec, Res extends Codec>(query: Query<Req, Res>) => {
  const find = SqlSchema.findOne(query)
  return (request: Req["Type"]): Effect.Effect<Res["Type"], SqlError.SqlError> =>
    decoded(Effect.catchTag(find(request), "NoSuchElementError", Effect.die))
}

export const none = <Req extends Codec>(query: Omit<Query<Req, never>, "Result">) => {
  const run = SqlSchema.void(query)
  return (request: Req["Type"]): Effect.Effect<void, SqlError.SqlError> => decoded(run(request))
}

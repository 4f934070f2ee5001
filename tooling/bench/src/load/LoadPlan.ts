import { Schema } from "effect"

/** `path` as the address line has it, with its query; a body makes it a POST of JSON. */
export const LoadRequest = Schema.Struct({ path: Schema.String, body: Schema.NullOr(Schema.String) })
export type LoadRequest = typeof LoadRequest.Type

/** One cookie per user; connection n is user n. */
export const LoadPlan = Schema.Struct({
  url: Schema.String,
  connections: Schema.Int,
  seconds: Schema.Int,
  cookies: Schema.Array(Schema.String),
  /** Asked in turn at the origin of `url`, each connection beginning at another one; without them `url` is all that is asked. */
  requests: Schema.optionalKey(Schema.NonEmptyArray(LoadRequest))
})
export type LoadPlan = typeof LoadPlan.Type

/** `millis` holds every response's time. */
export const LoadResult = Schema.Struct({
  seconds: Schema.Finite,
  errors: Schema.Int,
  timeouts: Schema.Int,
  non2xx: Schema.Int,
  millis: Schema.Array(Schema.Finite)
})
export type LoadResult = typeof LoadResult.Type

import { Schema } from "effect"

/** One cookie per user; connection n is user n. */
export const LoadPlan = Schema.Struct({
  url: Schema.String,
  connections: Schema.Int,
  seconds: Schema.Int,
  cookies: Schema.Array(Schema.String)
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

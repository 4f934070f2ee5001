import { Schema } from "effect"
import { ordered } from "../script/Ordered.ts"

/**
 * What the next calls meet. `unauthorized`: 401. `rate_limited`: 429, with `seconds` as Retry-After. `server_error`: 500.
 * `refused`: 400 for the input. `wrong_count`: a vector too few. `wrong_dimensions`: every vector one number short.
 * `out_of_order`: the answer backwards, each vector with its index. `slow`: answered after `seconds`. `reset`: the connection ends.
 */
export const EmbeddingFault = Schema.Struct({
  fault: Schema.Literals([
    "unauthorized",
    "rate_limited",
    "server_error",
    "refused",
    "wrong_count",
    "wrong_dimensions",
    "out_of_order",
    "slow",
    "reset"
  ]),
  ...ordered,
  seconds: Schema.optionalKey(Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 600 })))
})
export type EmbeddingFault = typeof EmbeddingFault.Type

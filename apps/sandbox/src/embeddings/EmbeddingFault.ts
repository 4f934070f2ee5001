import { Schema } from "effect"
import { commonFaults } from "../openai/providerAnswers.ts"
import { ordered } from "../script/Ordered.ts"

/**
 * What the next calls meet. The common ones, and: `wrong_count`: a vector too few. `wrong_dimensions`: every vector one
 * number short. `out_of_order`: the answer backwards, each vector with its index.
 */
export const EmbeddingFault = Schema.Struct({
  fault: Schema.Literals([...commonFaults, "wrong_count", "wrong_dimensions", "out_of_order"]),
  ...ordered,
  seconds: Schema.optionalKey(Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 600 })))
})
export type EmbeddingFault = typeof EmbeddingFault.Type

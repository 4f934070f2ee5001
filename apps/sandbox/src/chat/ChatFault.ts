import { Schema } from "effect"
import { commonFaults } from "../openai/providerAnswers.ts"
import { ordered } from "../script/Ordered.ts"
import { SaidCall } from "./SaidCall.ts"

/**
 * What the next calls meet. The common ones, and: `cut_off`: the answer ends for its length. `no_choices`: an answer of
 * another wire. `broken_arguments`: calls whose arguments are no JSON. `says`: these `calls`, whatever was asked.
 */
export const ChatFault = Schema.Struct({
  fault: Schema.Literals([...commonFaults, "cut_off", "no_choices", "broken_arguments", "says"]),
  ...ordered,
  seconds: Schema.optionalKey(Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 600 }))),
  calls: Schema.optionalKey(Schema.Array(SaidCall))
})
export type ChatFault = typeof ChatFault.Type

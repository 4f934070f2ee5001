import { Schema } from "effect"
import { ordered } from "../script/Ordered.ts"

/**
 * What the next mails meet. `refuse`: 550 for the recipient. `defer`: 451 for the recipient. `slow`: the answer to the
 * message waits `seconds`. `drop`: the connection ends before the message is taken. `lose_answer`: the message is taken
 * and the connection ends before the sender is told.
 */
export const MailFault = Schema.Struct({
  fault: Schema.Literals(["refuse", "defer", "slow", "drop", "lose_answer"]),
  ...ordered,
  seconds: Schema.optionalKey(Schema.Finite.check(Schema.isBetween({ minimum: 0, maximum: 120 })))
})
export type MailFault = typeof MailFault.Type

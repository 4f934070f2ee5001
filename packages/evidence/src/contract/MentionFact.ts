import { Schema } from "effect"
import { LocalDate } from "@beep/kernel/LocalDate"
import { Money } from "@beep/kernel/Money"

/**
 * What a mention says, by kind. Every value was read from the mention's own
 * words and the date and participants of its message, by the rule the mention
 * names. A value that was not said is null; none is assumed.
 */
export const MentionFact = Schema.Union([
  Schema.Struct({
    kind: Schema.Literal("person"),
    /** The name as the participants of the message spell it. */
    name: Schema.String,
    /** The address that goes with the name, when the message or the client's contacts give one. */
    address: Schema.NullOr(Schema.String)
  }),
  Schema.Struct({ kind: Schema.Literal("email_address"), address: Schema.String }),
  Schema.Struct({ kind: Schema.Literal("phone"), e164: Schema.String }),
  Schema.Struct({ kind: Schema.Literal("money"), amount: Money }),
  Schema.Struct({
    kind: Schema.Literal("date"),
    date: LocalDate,
    /** `explicit`: day, month and year were written. `relative`: resolved against the date of the message. */
    resolution: Schema.Literals(["explicit", "relative"])
  }),
  Schema.Struct({
    kind: Schema.Literal("promise_to_pay"),
    /** Who promises: the sender's name or address. Null when the sender is unknown. */
    who: Schema.NullOr(Schema.String),
    due: Schema.NullOr(LocalDate),
    amount: Schema.NullOr(Money),
    /** Invoice numbers as written, without `#`. */
    invoices: Schema.Array(Schema.String)
  }),
  Schema.Struct({
    kind: Schema.Literal("promise_to_do"),
    who: Schema.NullOr(Schema.String),
    due: Schema.NullOr(LocalDate),
    /** The promised act in the sender's words: `send the worksheet`. */
    what: Schema.String
  })
])
export type MentionFact = typeof MentionFact.Type

export const MentionKind = Schema.Literals([
  "person",
  "email_address",
  "phone",
  "money",
  "date",
  "promise_to_pay",
  "promise_to_do"
])
export type MentionKind = typeof MentionKind.Type

/** 0 to 1, an estimate of how often the rule is right; a property of the rule, not of the mention, and not yet calibrated on mail the rules were not written with. */
export const Confidence = Schema.Finite.check(Schema.isBetween({ minimum: 0, maximum: 1 }))

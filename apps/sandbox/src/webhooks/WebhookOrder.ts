import { Schema } from "effect"

/** What can go wrong with what Intuit tells. Each but the last is known from public reports of Intuit's webhooks. */
export const WebhookFault = Schema.Literals([
  "wrong_signature",
  "duplicated",
  "late",
  "out_of_order",
  "lost",
  "unknown_realm",
  "unknown_entity",
  "legacy_shape"
])
export type WebhookFault = typeof WebhookFault.Type

/** The next `times` deliveries with events of the company are treated so; `seconds` is how long a late one waits, and one out of order at most. */
export const WebhookOrder = Schema.Struct({
  realmId: Schema.String,
  fault: WebhookFault,
  times: Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 1000 })),
  seconds: Schema.optionalKey(Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 86_400 })))
})
export type WebhookOrder = typeof WebhookOrder.Type

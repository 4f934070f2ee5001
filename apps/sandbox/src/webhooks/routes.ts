import { DateTime, Effect, Layer, Redacted, Schema } from "effect"
import { HttpRouter, HttpServerRequest, HttpServerResponse } from "effect/http"
import { byRealm, scriptRoutes } from "../script/scriptRoutes.ts"
import { WebhookFault, WebhookOrder } from "./WebhookOrder.ts"
import { Webhooks } from "./Webhooks.ts"

const Operation = Schema.Literals(["Create", "Update", "Delete", "Merge", "Void", "Emailed"])

/** Any event, true or not, without a change in the books. */
const SendNow = Schema.Struct({
  events: Schema.NonEmptyArray(
    Schema.Struct({
      realmId: Schema.String,
      entity: Schema.String,
      id: Schema.String,
      operation: Operation,
      deletedId: Schema.optionalKey(Schema.String)
    })
  ),
  fault: Schema.optionalKey(WebhookFault),
  seconds: Schema.optionalKey(Schema.Int)
})

const Direct = Schema.Struct({
  address: Schema.String,
  verifierToken: Schema.NonEmptyString,
  shape: Schema.optionalKey(Schema.Literals(["legacy", "cloudevents"]))
})

const accepted = HttpServerResponse.empty({ status: 202 })
const unreadable = Effect.succeed(HttpServerResponse.empty({ status: 400 }))

const sendNow = Effect.gen(function* () {
  const body = yield* HttpServerRequest.schemaBodyJson(SendNow)
  const webhooks = yield* Webhooks
  const at = yield* DateTime.now
  const told = body.events.map((event) => ({ ...event, deletedId: event.deletedId ?? null, at }))
  yield* webhooks.send(told, body.fault ?? null, body.seconds ?? null)
  return accepted
}).pipe(Effect.catchTag("SchemaError", () => unreadable))

const direct = Effect.gen(function* () {
  const body = yield* HttpServerRequest.schemaBodyJson(Direct)
  const receiver = { address: body.address, verifierToken: Redacted.make(body.verifierToken) }
  yield* (yield* Webhooks).direct(receiver, body.shape)
  return HttpServerResponse.empty({ status: 204 })
}).pipe(Effect.catchTag("SchemaError", () => unreadable))

const told = Effect.gen(function* () {
  const webhooks = yield* Webhooks
  const [orders, gathering] = yield* Effect.all([webhooks.orders.waiting, webhooks.gathering])
  return HttpServerResponse.jsonUnsafe({ orders, gathering, deliveries: yield* webhooks.deliveries })
})

/** Events to send and to spoil; how deliveries fared. */
export const webhookRoutes = Layer.mergeAll(
  HttpRouter.add("GET", "/_sandbox/webhooks", told),
  HttpRouter.add("POST", "/_sandbox/webhooks", sendNow),
  scriptRoutes(
    "/_sandbox/webhooks/orders",
    WebhookOrder,
    Effect.map(Webhooks, ({ orders }) => orders),
    byRealm
  ),
  HttpRouter.add("PUT", "/_sandbox/webhooks/receiver", direct)
)

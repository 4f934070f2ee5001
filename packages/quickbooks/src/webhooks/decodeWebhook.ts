import { Effect, Schema } from "effect"
import { UnreadableWebhook, type WebhookEvent } from "./WebhookEvent.ts"

const Legacy = Schema.Struct({
  eventNotifications: Schema.Array(
    Schema.Struct({
      realmId: Schema.String,
      dataChangeEvent: Schema.Struct({
        entities: Schema.Array(
          Schema.Struct({
            name: Schema.String,
            id: Schema.String,
            operation: Schema.String,
            lastUpdated: Schema.String,
            deletedId: Schema.optionalKey(Schema.String)
          })
        )
      })
    })
  )
})

const CloudEvents = Schema.Array(
  Schema.Struct({
    id: Schema.String,
    type: Schema.String,
    time: Schema.String,
    intuitentityid: Schema.String,
    intuitaccountid: Schema.String
  })
)

/** Both shapes' words: `Create` and `created`. */
const operations: Readonly<Record<string, WebhookEvent["operation"]>> = {
  create: "create",
  created: "create",
  update: "update",
  updated: "update",
  delete: "delete",
  deleted: "delete",
  merge: "merge",
  merged: "merge",
  void: "void",
  voided: "void",
  emailed: "emailed"
}

const operationOf = (word: string): WebhookEvent["operation"] => operations[word.toLowerCase()] ?? "unknown"

const fromLegacy = (body: typeof Legacy.Type): ReadonlyArray<WebhookEvent> =>
  body.eventNotifications.flatMap(({ realmId, dataChangeEvent }) =>
    dataChangeEvent.entities.map((change) => ({
      shape: "legacy" as const,
      eventId: null,
      realmId,
      entity: change.name,
      entityId: change.id,
      operation: operationOf(change.operation),
      occurredAt: change.lastUpdated,
      deletedId: change.deletedId ?? null
    }))
  )

/** `type` is `qbo.<entity>.<operation>.v1`. */
const fromCloudEvents = (events: typeof CloudEvents.Type): ReadonlyArray<WebhookEvent> =>
  events.map((event) => {
    const [, entity = "", operation = ""] = event.type.split(".")
    return {
      shape: "cloudevents" as const,
      eventId: event.id,
      realmId: event.intuitaccountid,
      entity,
      entityId: event.intuitentityid,
      operation: operationOf(operation),
      occurredAt: event.time,
      deletedId: null
    }
  })

const decodeBody = Schema.decodeUnknownEffect(Schema.fromJsonString(Schema.Union([CloudEvents, Legacy])))

const isEvents = (body: typeof CloudEvents.Type | typeof Legacy.Type): body is typeof CloudEvents.Type => Array.isArray(body)

/** Reads a verified body of either shape; one delivery may mix realms. */
export const decodeWebhook = (rawBody: string): Effect.Effect<ReadonlyArray<WebhookEvent>, UnreadableWebhook> =>
  decodeBody(rawBody).pipe(
    Effect.map((body) => (isEvents(body) ? fromCloudEvents(body) : fromLegacy(body))),
    Effect.mapError(() => new UnreadableWebhook())
  )

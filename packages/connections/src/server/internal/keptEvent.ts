import type { EntityName } from "@beep/quickbooks/contract/entities/entityTypes"
import { instantOf } from "@beep/quickbooks/webhooks/instantOf"
import { mirroredEntity } from "@beep/quickbooks/webhooks/mirroredEntity"
import type { WebhookEvent } from "@beep/quickbooks/webhooks/WebhookEvent"
import { DateTime } from "effect"

/** What of an event is kept. `identity` is what tells it from others of its client; its hash is the key. */
export interface KeptEvent {
  readonly identity: string
  readonly shape: WebhookEvent["shape"]
  readonly entity: EntityName
  readonly entityId: string
  readonly operation: WebhookEvent["operation"]
  readonly deletedId: string | null
  readonly occurredAt: string | null
}

const isRecordId = (text: string): boolean => /^[\w.:-]{1,64}$/.test(text)

/** The client is part of the key already, so the company is not: a hash of it could be guessed. */
const identityOf = (event: WebhookEvent): string =>
  JSON.stringify(
    event.eventId === null
      ? [event.shape, event.entity, event.entityId, event.operation, event.occurredAt, event.deletedId]
      : [event.shape, event.eventId]
  )

/** Null for an entity type we do not mirror, and for ids that no record has. */
export const keptEvent = (event: WebhookEvent): KeptEvent | null => {
  const entity = mirroredEntity(event.entity)
  if (entity === null || !isRecordId(event.entityId)) return null
  if (event.deletedId !== null && !isRecordId(event.deletedId)) return null
  const occurred = instantOf(event.occurredAt)
  return {
    identity: identityOf(event),
    shape: event.shape,
    entity,
    entityId: event.entityId,
    operation: event.operation,
    deletedId: event.deletedId,
    occurredAt: occurred === null ? null : DateTime.formatIso(occurred)
  }
}

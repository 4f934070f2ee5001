import { Schema } from "effect"

/**
 * One change Intuit tells us about. It carries no data: it says what to fetch.
 * `eventId` exists in the CloudEvents shape only; the legacy shape is
 * told apart by realm, entity, id, operation and time.
 */
export interface WebhookEvent {
  readonly shape: "legacy" | "cloudevents"
  readonly eventId: string | null
  readonly realmId: string
  /** As in queries: `Customer`; lower case where only the CloudEvents shape names it. */
  readonly entity: string
  readonly entityId: string
  readonly operation: "create" | "update" | "delete" | "merge" | "void" | "emailed" | "unknown"
  readonly occurredAt: string
  /** On a merge: the id that is no more. */
  readonly deletedId: string | null
}

/** The body is signed by Intuit but is not one of the two shapes. */
export class UnreadableWebhook extends Schema.TaggedError<UnreadableWebhook>()("UnreadableWebhook", {}) {}

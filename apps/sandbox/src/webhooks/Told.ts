import type { DateTime } from "effect"

/** One change as a webhook tells it. Words, not names of ours: it may also tell of what nobody knows. */
export interface Told {
  readonly realmId: string
  readonly entity: string
  readonly id: string
  readonly operation: "Create" | "Update" | "Delete" | "Merge" | "Void" | "Emailed"
  readonly at: DateTime.Utc
  /** On a merge: the id that is no more. */
  readonly deletedId: string | null
}

/** Until 2026-07-31 Intuit sent the legacy shape, since then CloudEvents 1.0 (runway.md 6.8). */
export type WebhookShape = "legacy" | "cloudevents"

import type { WebhookShape } from "./Told.ts"
import type { WebhookFault } from "./WebhookOrder.ts"

/** How one body fared. */
export interface Delivery {
  readonly id: number
  readonly realmIds: ReadonlyArray<string>
  readonly events: number
  readonly shape: WebhookShape
  readonly fault: WebhookFault | null
  readonly attempts: number
  /** Of the last attempt; null before the first and when nothing answered. */
  readonly status: number | null
  readonly state: "waiting" | "delivered" | "lost" | "no_address"
}

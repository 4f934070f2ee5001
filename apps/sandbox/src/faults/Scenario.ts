import type { Told } from "../webhooks/Told.ts"
import type { WebhookOrder } from "../webhooks/WebhookOrder.ts"
import type { FaultOrder } from "./FaultOrder.ts"

type OfAnyCompany<Order> = Omit<Order, "realmId">

export type ScenarioGroup = "Consent and tokens" | "Limits" | "Reading" | "Writing" | "The wire" | "Events"

/** One named failure known from public reports of QuickBooks, and what it takes to see it on a company. */
export interface Scenario {
  readonly id: string
  readonly group: ScenarioGroup
  /** One sentence: what is seen on the wire. */
  readonly about: string
  readonly faults?: ReadonlyArray<OfAnyCompany<FaultOrder>>
  readonly events?: ReadonlyArray<OfAnyCompany<WebhookOrder>>
  /** Told at once in one body, of the company or of every company. */
  readonly tells?: { readonly of: "company" | "every_company"; readonly change: Pick<Told, "entity" | "id" | "operation"> }
  /** The company's grants end, as when a person disconnects the app in QuickBooks. */
  readonly disconnects?: true
}

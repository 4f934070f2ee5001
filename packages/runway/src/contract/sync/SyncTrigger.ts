import { Schema } from "effect"

/** Why a sync ran: somebody asked, QuickBooks told of a change, its time had come, the nightly comparison, a company just linked. */
export const SyncTrigger = Schema.Literals(["person", "webhook", "schedule", "nightly", "onboarding"])
export type SyncTrigger = typeof SyncTrigger.Type

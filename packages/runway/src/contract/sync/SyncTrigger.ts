import { Schema } from "effect"

/**
 * Why a sync ran: somebody asked, QuickBooks told of a change, its time had come, the night's comparison with the reports,
 * a company just linked, a certificate of the night that named somebody new.
 */
export const SyncTrigger = Schema.Literals(["person", "webhook", "schedule", "nightly", "onboarding", "comparison"])
export type SyncTrigger = typeof SyncTrigger.Type

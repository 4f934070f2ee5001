import type { ConnectionStatus } from "@beep/connections/contract/Connection"
import { Schema } from "effect"
import type { OnboardingStep } from "./Onboarding.ts"

/** How far a member has confirmed: `connect` until the first sync was. */
export const ConfirmedStep = Schema.Literals(["connect", "cash", "digest", "done"])
export type ConfirmedStep = typeof ConfirmedStep.Type

export const isLinked = (status: ConnectionStatus): boolean => status === "connected" || status === "expiring"

/** What is asked for now. Whether the link stands is asked of the link, never remembered. */
export const stepOf = (confirmed: ConfirmedStep, connection: ConnectionStatus): OnboardingStep => {
  if (confirmed === "done") return "done"
  if (!isLinked(connection)) return "connect"
  return confirmed === "connect" ? "sync" : confirmed
}

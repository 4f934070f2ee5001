import type { Role } from "@beep/kernel/Role"
import type { SessionProof } from "@beep/kernel/Scope"
import { DateTime, Schema } from "effect"
import { holds } from "./policy.ts"

/**
 * `password`: the password alone was proved. `full`: a second factor too, or the word of an
 * issuer that asks for its own. `demo`: a demonstration, where no second factor is asked for.
 */
export const SessionStrength = Schema.Literals(["password", "full", "demo"])
export type SessionStrength = typeof SessionStrength.Type

/** What a session must still do before it may do anything else. */
export const SessionLack = Schema.Literals(["enrolment", "proof"])
export type SessionLack = typeof SessionLack.Type

/** What a person proves again: the second factor where there is one, else the password. */
export const StepUpBy = Schema.Literals(["code", "password"])
export type StepUpBy = typeof StepUpBy.Type

/** How long a proof of a factor counts for what needs step-up. */
export const stepUpMinutes = 10

/** Owners, and every role that may record payments (runway.md 7.8). */
export const mustHaveSecondFactor = (role: Role): boolean => role === "owner" || holds(role, "payments.record")

export interface Proved {
  readonly strength: SessionStrength
  readonly hasSecondFactor: boolean
  readonly role: Role
}

/** Whoever has a second factor must prove it; a demonstration counts only until there is one. */
export const lackOf = ({ hasSecondFactor, role, strength }: Proved): SessionLack | null => {
  if (strength === "full") return null
  if (hasSecondFactor) return "proof"
  return strength === "password" && mustHaveSecondFactor(role) ? "enrolment" : null
}

export const stepUpBy = (proved: Pick<Proved, "hasSecondFactor">): StepUpBy => (proved.hasSecondFactor ? "code" : "password")

/** Until when the last proof counts; null when it no longer does. */
export const steppedUpUntil = (steppedUpAt: DateTime.Utc | null, now: DateTime.Utc): DateTime.Utc | null => {
  if (steppedUpAt === null) return null
  const until = DateTime.add(steppedUpAt, { minutes: stepUpMinutes })
  return DateTime.isGreaterThan(until, now) ? until : null
}

/** Whether a session that lacks this much may reach an endpoint that asks for this proof. */
export const opens = (lack: SessionLack | null, proof: SessionProof): boolean =>
  lack === null || proof === "unproven" || (lack === "enrolment" && proof === "enrolling")

export const needsStepUp = (proof: SessionProof): boolean => proof === "stepped_up" || proof === "enrolling"

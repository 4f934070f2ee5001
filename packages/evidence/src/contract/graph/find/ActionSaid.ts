import type { LocalDate } from "@beep/kernel/LocalDate"
import type { Money } from "@beep/kernel/Money"
import type { TextRange } from "../../EvidenceSpan.ts"

export type Origin = "promise" | "request" | "task" | "deadline" | "completion"

export interface ActionSaid extends TextRange {
  readonly what: string
  readonly origin: Origin
  /** Who is to do it: an index of `People`; null when the words do not say. */
  readonly owner: number | null
  /** Where the owner is named, pronouns included; null when the message's header alone says it. */
  readonly ownerAt: TextRange | null
  readonly due: (TextRange & { readonly date: LocalDate }) | null
  readonly amount: (TextRange & { readonly money: Money }) | null
  readonly ruleId: string
  readonly confidence: number
}

/** Who is to do it, and where the words say so; as `ActionSaid.owner` and `ownerAt`. */
export interface Owner {
  readonly person: number | null
  readonly at: TextRange | null
}

export const nobody: Owner = { person: null, at: null }

/** How an act was recognised. */
export type How = Pick<ActionSaid, "origin" | "ruleId" | "confidence">

import type { LocalDate } from "@beep/kernel/LocalDate"
import type { Money } from "@beep/kernel/Money"
import type { TextRange } from "../EvidenceSpan.ts"
import type { EntityType, LinkPredicate, ValuePredicate } from "../ontology/Ontology.ts"

/** Words of one version and the rule that took them for evidence. */
export interface FoundSpan extends TextRange {
  readonly ruleId: string
  readonly confidence: number
}

/** `date` is a calendar date; `code` a word of the ontology's closed lists. */
export type LiteralValue =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "code"; readonly code: string }
  | { readonly type: "date"; readonly date: LocalDate }
  | { readonly type: "money"; readonly money: Money }

/**
 * How a thing is recognised again in other mail of the same client: `kind` names
 * the rule that may compare it, `value` is folded for comparison.
 */
export interface MatchKey {
  readonly kind:
    | "address"
    | "full_name"
    | "given_name"
    | "surname"
    | "last_four"
    | "account_kind"
    | "event"
    | "act"
    | "date"
    | "phrase"
  readonly value: string
}

/** One thing a message speaks of, with every place it does. */
export interface FoundEntity {
  readonly type: EntityType
  readonly label: string
  readonly keys: ReadonlyArray<MatchKey>
  readonly spans: readonly [FoundSpan, ...ReadonlyArray<FoundSpan>]
  /** Says something of a thing told earlier ("I have sent the form"): without that thing it is dropped. */
  readonly onlyIfKnown: boolean
}

/** `subject` and `object` index the entities of the same graph. */
export interface FoundLink {
  readonly subject: number
  readonly predicate: LinkPredicate
  readonly object: number
  readonly evidence: readonly [FoundSpan, ...ReadonlyArray<FoundSpan>]
}

export interface FoundValue {
  readonly subject: number
  readonly predicate: ValuePredicate
  readonly value: LiteralValue
  readonly evidence: readonly [FoundSpan, ...ReadonlyArray<FoundSpan>]
}

/** What one message says, before it is joined with what other messages said. */
export interface FoundGraph {
  readonly entities: ReadonlyArray<FoundEntity>
  readonly links: ReadonlyArray<FoundLink>
  readonly values: ReadonlyArray<FoundValue>
}

import type { TextRange } from "../EvidenceSpan.ts"

export type PiiType = "email" | "phone" | "card" | "iban" | "ssn" | "account_number" | "person" | "address"

/** Personal data at a place of a text; ranges of one detection never overlap. */
export interface PiiFound extends TextRange {
  readonly type: PiiType
}

/** Types whose shape proves them; the others are read from words around them, and reported with what they reach. */
export const strictTypes: ReadonlyArray<PiiType> = ["email", "phone", "card", "iban", "ssn"]

import type { TextRange } from "../EvidenceSpan.ts"

export type PiiType = "email" | "phone" | "card" | "iban" | "ssn" | "account_number" | "person" | "address"

/** Personal data at a place of a text; ranges of one detection never overlap. */
export interface PiiFound extends TextRange {
  readonly type: PiiType
}

import type { DigestFacts } from "../contract/digest/digestOf.ts"
import { readAt } from "./books.ts"

/** What a digest says beside its figures of a client of whom nothing else is known. */
export const bareFacts: DigestFacts = {
  knownAt: readAt,
  payroll: null,
  change: null,
  tieOut: null,
  nextSync: null,
  activity: []
}

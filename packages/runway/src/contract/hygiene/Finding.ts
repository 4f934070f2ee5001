import type { LocalDate } from "@beep/kernel/LocalDate"
import type { LedgerEntityType, QboId } from "../ledger/QboId.ts"
import type { BookDocument, HygieneBooks } from "./HygieneBooks.ts"
import { overdueDays } from "./HygieneBooks.ts"
import type { IssueFacts } from "./HygieneIssue.ts"
import type { RuleId } from "./Rule.ts"
import type { Severity } from "./Severity.ts"

export interface RecordRef {
  readonly entityType: LedgerEntityType
  readonly qboId: QboId
}

/** What one rule says of some records, as a pure function of the books. */
export interface Finding {
  readonly ruleId: RuleId
  readonly severity: Severity
  /** Names what it is about, the same at every scan: the dedupe key together with the rule. */
  readonly key: string
  /** Its subject first. */
  readonly records: ReadonlyArray<RecordRef>
  /** In home currency. */
  readonly amountMinor: bigint | null
  readonly date: LocalDate | null
  readonly facts: IssueFacts
  /** What the rule looked at: while this is the same, a review stands. */
  readonly evidence: string
}

export type HygieneRule = (books: HygieneBooks) => ReadonlyArray<Finding>

export const refKey = ({ entityType, qboId }: RecordRef): string => `${entityType}/${qboId}`

export const refOf = ({ entityType, qboId }: RecordRef): RecordRef => ({ entityType, qboId })

const byKey = (a: RecordRef, b: RecordRef): number => (refKey(a) < refKey(b) ? -1 : 1)

/** The key of an issue about several records of equal standing, whatever order they were met in. */
export const groupKey = (records: ReadonlyArray<RecordRef>): string => records.toSorted(byKey).map(refKey).join("|")

/** A text in which two different lists never look alike. */
export const evidenceOf = (seen: ReadonlyArray<string | number | bigint | boolean | null>): string =>
  JSON.stringify(seen.map((one) => (typeof one === "bigint" ? `${one}n` : one)))

/** What a document looks like to the rules. */
export const documentEvidence = (document: BookDocument): string =>
  evidenceOf([
    document.qboId,
    document.docNumber,
    document.partyId,
    document.txnDate,
    document.dueDate,
    document.hasTerms,
    document.currency,
    document.totalMinor,
    document.openMinor
  ])

/** What is at stake with a document: what is left of it while it is open, else all of it. */
export const stakeOf = ({ homeOpenMinor, homeTotalMinor, openMinor }: BookDocument): bigint | null =>
  openMinor !== null && openMinor !== 0n ? homeOpenMinor : homeTotalMinor

/** A finding about one document. */
export const onDocument = (
  books: HygieneBooks,
  document: BookDocument,
  ruleId: RuleId,
  severity: Severity,
  facts: IssueFacts = {}
): Finding => {
  const overdue = overdueDays(books, document)
  return {
    ruleId,
    severity,
    key: refKey(document),
    records: [refOf(document)],
    amountMinor: stakeOf(document),
    date: document.due ?? document.txnDate,
    facts: { ...facts, ...(overdue === null ? {} : { overdue }) },
    evidence: documentEvidence(document)
  }
}

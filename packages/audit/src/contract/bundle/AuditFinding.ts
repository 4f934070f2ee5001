import { Schema } from "effect"
import { AuditEntryId } from "../AuditEntry.ts"

/** One reason to refuse a log; `size` and `leaf` count from 0, `line` from 1. */
export const AuditFinding = Schema.TaggedUnion({
  /** Not a line of such a file, or a header of another log. */
  BadLine: { line: Schema.Int },
  /** An entry was removed, inserted, repeated or moved. */
  WrongOrder: { expectedLeaf: Schema.Int, foundLeaf: Schema.Int },
  /** What the database holds for a leaf is not what was hashed into it. */
  EntryChanged: { leaf: Schema.Int, id: AuditEntryId },
  /** A leaf whose entry is gone. */
  EntryMissing: { leaf: Schema.Int, id: AuditEntryId },
  /** An entry that has neither a leaf nor a place in the queue for one. */
  EntryOutsideLog: { id: AuditEntryId },
  /** The entries from `since` up to `size` are not those the signed root stands for. */
  RootMismatch: { since: Schema.Int, size: Schema.Int },
  /** No given key signed this tree head, or it names another log. */
  NotSigned: { size: Schema.Int },
  /** The log ends before a tree head that is known to have been signed. */
  CutTail: { size: Schema.Int, signedSize: Schema.Int },
  /** Entries behind the last tree head: nothing vouches for them. */
  Unsigned: { since: Schema.Int, size: Schema.Int },
  /** Two signed tree heads of one size and different roots: somebody was shown another log. */
  SplitView: { size: Schema.Int }
})
export type AuditFinding = typeof AuditFinding.Type

export interface AuditReport {
  readonly entries: number
  /** Size of the newest tree head that holds. */
  readonly signedSize: number
  /** Committed entries without a number yet; always 0 for a bundle. */
  readonly pending: number
  readonly findings: ReadonlyArray<AuditFinding>
}

/** Nothing was found. */
export const holds = (report: AuditReport): boolean => report.findings.length === 0

import { Schema } from "effect"
import { LedgerEntityType, QboId } from "../ledger/QboId.ts"

/** The types of records an issue can stand on; those after the ledger's have no row in it to open. */
export const IssueEntity = Schema.Literals([
  ...LedgerEntityType.literals,
  "Term",
  "CompanyInfo",
  "Preferences",
  "GeneralLedgerAccount",
  "GeneralLedgerLine",
  "BalanceSheetLine"
])
export type IssueEntity = typeof IssueEntity.Type

/** `unknown_word`: a field holds a word we do not know. `rejected_amount`: an amount cannot be kept, and nothing counts the record. */
export const IssueKind = Schema.Literals(["unknown_word", "rejected_amount"])
export type IssueKind = typeof IssueKind.Type

/** Issues one answer lists, the oldest first; `total` counts all. */
export const listedIssues = 100

/**
 * What of a mirrored record could not be understood or kept. Where an unknown word decides, it decides nothing; `field` is
 * QuickBooks' own name (`AccountType`, `Line.DetailType`). A rejected amount leaves what it belongs to without a figure;
 * `field` says which amount. `title` is the number of a document or the name of a master record; null where it has none, or
 * where the client was erased.
 */
export const DataIssue = Schema.Struct({
  entityType: IssueEntity,
  qboId: QboId,
  kind: IssueKind,
  title: Schema.NullOr(Schema.String),
  field: Schema.String,
  firstSeenAt: Schema.DateTimeUtcFromString
})
export type DataIssue = typeof DataIssue.Type

export const DataIssueList = Schema.Struct({ total: Schema.Int, issues: Schema.Array(DataIssue) })
export type DataIssueList = typeof DataIssueList.Type

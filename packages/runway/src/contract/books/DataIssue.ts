import { Schema } from "effect"
import { LedgerEntityType, QboId } from "../ledger/QboId.ts"

/** The types of records an issue can stand on; the last three have no row in the ledger to open. */
export const IssueEntity = Schema.Literals([...LedgerEntityType.literals, "Term", "CompanyInfo", "Preferences"])
export type IssueEntity = typeof IssueEntity.Type

/** Issues one answer lists, the oldest first; `total` counts all. */
export const listedIssues = 100

/**
 * A field of a record that holds a word nobody here knows: the record is mirrored, and where that word decides, it
 * decides nothing. `field` is QuickBooks' own name (`AccountType`, `Line.DetailType`). `title` is the number of a
 * document or the name of a master record; null where it has none, or where the client was erased.
 */
export const DataIssue = Schema.Struct({
  entityType: IssueEntity,
  qboId: QboId,
  title: Schema.NullOr(Schema.String),
  field: Schema.String,
  firstSeenAt: Schema.DateTimeUtcFromString
})
export type DataIssue = typeof DataIssue.Type

export const DataIssueList = Schema.Struct({ total: Schema.Int, issues: Schema.Array(DataIssue) })
export type DataIssueList = typeof DataIssueList.Type

import { MemberId } from "@beep/kernel/ids"
import { LocalDate } from "@beep/kernel/LocalDate"
import { Schema } from "effect"
import { IssueId } from "../hygiene/HygieneIssue.ts"
import { QuickFix, QuickFixKind } from "../hygiene/QuickFix.ts"
import { bulkMax } from "../hygiene/TrayCommand.ts"
import { QboId } from "../ledger/QboId.ts"
import { FieldValues, WrittenEntity } from "./FieldValues.ts"
import { WriteReason, WriteState } from "./WriteState.ts"

export const WriteId = Schema.String.check(Schema.isUUID()).pipe(Schema.brand("WriteId"))
export type WriteId = typeof WriteId.Type

export const UndoKind = Schema.Literals(["cancel", "inverse", "none"])

/**
 * One field write to QuickBooks, from a member's word to its proof. `title` is the number of a document or the name of a
 * master record, null where it has none or the client was erased. `before` is what the member saw, `after` what they
 * ordered, `now` what QuickBooks held instead where it came to a conflict. `terms` names the terms these speak of. `detail`
 * is QuickBooks' own sentence where it refused for a rule of its own. `nextAttemptAt`: when a waiting one goes out again.
 */
export const WriteBack = Schema.Struct({
  writeId: WriteId,
  issueId: Schema.NullOr(IssueId),
  entityType: WrittenEntity,
  qboId: QboId,
  title: Schema.NullOr(Schema.String),
  kind: QuickFixKind,
  before: FieldValues,
  after: FieldValues,
  now: Schema.NullOr(FieldValues),
  terms: Schema.Record(Schema.String, Schema.String),
  state: WriteState,
  reason: Schema.NullOr(WriteReason),
  detail: Schema.NullOr(Schema.String),
  attempts: Schema.Int,
  stagedAt: Schema.DateTimeUtcFromString,
  stagedBy: Schema.NullOr(MemberId),
  nextAttemptAt: Schema.NullOr(Schema.DateTimeUtcFromString),
  recordedAt: Schema.NullOr(Schema.DateTimeUtcFromString),
  confirmedAt: Schema.NullOr(Schema.DateTimeUtcFromString),
  endedAt: Schema.NullOr(Schema.DateTimeUtcFromString),
  undo: UndoKind,
  undoUntil: Schema.NullOr(Schema.DateTimeUtcFromString),
  /** The write this one takes back. */
  undoes: Schema.NullOr(WriteId)
})
export type WriteBack = typeof WriteBack.Type

/** How many one answer lists: all that are under way, then the latest that ended. */
export const listedWrites = 200

/** `enabled` false: writing to QuickBooks is switched off for the firm; what is staged waits. */
export const WriteBackList = Schema.Struct({ enabled: Schema.Boolean, writes: Schema.Array(WriteBack) })
export type WriteBackList = typeof WriteBackList.Type

/**
 * Terms of the company, active ones by name. `dueDate` is what they give the record the form is for; null for a vendor or a
 * customer, and where the terms say no day.
 */
export const TermChoice = Schema.Struct({
  termId: QboId,
  name: Schema.NullOr(Schema.String),
  dueDate: Schema.NullOr(LocalDate)
})
export type TermChoice = typeof TermChoice.Type

/**
 * What a member needs to see before a write: the record as it is mirrored, at `recordVersion`. `usualTermId` are the terms of
 * the vendor or customer a document is with. `undoable`: whether a written value can be put back afterwards.
 */
export const FixForm = Schema.Struct({
  issueId: IssueId,
  entityType: WrittenEntity,
  qboId: QboId,
  title: Schema.NullOr(Schema.String),
  companyName: Schema.String,
  recordVersion: Schema.String,
  txnDate: Schema.NullOr(LocalDate),
  current: FieldValues,
  terms: Schema.Array(TermChoice),
  usualTermId: Schema.NullOr(QboId),
  undoable: Schema.Boolean,
  enabled: Schema.Boolean
})
export type FixForm = typeof FixForm.Type

/** `version` is the issue's as the member saw it; `recordVersion` the record's, where a form showed one. */
export const OrderedFix = Schema.Struct({
  issueId: IssueId,
  version: Schema.Int,
  recordVersion: Schema.optionalKey(Schema.String),
  fix: QuickFix
})
export type OrderedFix = typeof OrderedFix.Type

const once = Schema.makeFilter(
  (items: ReadonlyArray<OrderedFix>) => new Set(items.map(({ issueId }) => issueId)).size === items.length,
  { expected: "each issue once" }
)

export const FixOrder = Schema.Struct({ fixes: Schema.Array(OrderedFix).check(Schema.isBetweenLength(1, bulkMax), once) })
export type FixOrder = typeof FixOrder.Type

/**
 * What became of one fix at the door. `staged`: kept, nothing sent yet. `under_way`: the same was ordered before, and `write`
 * is that one. `busy`: another write of this record is under way. `stale`: the issue or its record changed since it was seen.
 * `not_possible`: this issue has no such fix now. `not_valid`: the value does not fit the record, as a due date before its
 * date. `not_found`: this client has no such issue, and nobody says whether another has. Only `staged` changed anything.
 */
export const FixOutcome = Schema.Literals(["staged", "under_way", "busy", "stale", "not_possible", "not_valid", "not_found"])
export type FixOutcome = typeof FixOutcome.Type

export const FixResult = Schema.Struct({ issueId: IssueId, outcome: FixOutcome, write: Schema.NullOr(WriteBack) })
export type FixResult = typeof FixResult.Type

/** In the order of the request. */
export const FixResults = Schema.Struct({ results: Schema.Array(FixResult) })
export type FixResults = typeof FixResults.Type

/**
 * `cancelled`: it was not sent and never will be. `staged`: the inverse write is kept, and `write` is it. `too_late`: there is
 * nothing to take back any more; `write` is how it stands.
 */
export const UndoResult = Schema.Struct({ outcome: Schema.Literals(["cancelled", "staged", "too_late"]), write: WriteBack })
export type UndoResult = typeof UndoResult.Type

import { LocalDate } from "@beep/kernel/LocalDate"
import { Money } from "@beep/kernel/Money"
import { Schema } from "effect"
import { LedgerEntityType, QboId } from "../ledger/QboId.ts"
import { IssueStatus, ReviewReason } from "./IssueStatus.ts"
import { QuickFixKind } from "./QuickFix.ts"
import { IssueEffect, IssuePlace, RuleId } from "./Rule.ts"
import { Severity } from "./Severity.ts"

export const IssueId = Schema.String.check(Schema.isUUID()).pipe(Schema.brand("IssueId"))
export type IssueId = typeof IssueId.Type

/**
 * A record an issue is about. `title` is the number of a document or the name of a master record, `partyName` whom a document
 * is with: null where it has none, or where the client was erased. `amount` is the total of a document, `open` what is left
 * of it; null where it cannot be told. `deepLink` opens it in QuickBooks for a person signed in to that company.
 */
export const IssueRecord = Schema.Struct({
  entityType: LedgerEntityType,
  qboId: QboId,
  title: Schema.NullOr(Schema.String),
  partyName: Schema.NullOr(Schema.String),
  date: Schema.NullOr(LocalDate),
  dueDate: Schema.NullOr(LocalDate),
  amount: Schema.NullOr(Money),
  open: Schema.NullOr(Money),
  deepLink: Schema.NullOr(Schema.String)
})
export type IssueRecord = typeof IssueRecord.Type

/** What the sentence of an issue says beside its records; each rule fills what it needs. Amounts are in minor units of the home currency. */
export const IssueFacts = Schema.Struct({
  /** Records, items, issues of its kind. */
  count: Schema.optionalKey(Schema.Int),
  /** Days the rule is about: since, late, to come. */
  days: Schema.optionalKey(Schema.Int),
  /** Days past due of the document, negative before it. */
  overdue: Schema.optionalKey(Schema.Int),
  hours: Schema.optionalKey(Schema.Int),
  /** What it was compared with: a median, a report. */
  comparedMinor: Schema.optionalKey(Schema.BigIntFromString),
  /** Which of several conditions of one rule holds. */
  cause: Schema.optionalKey(Schema.String.check(Schema.isPattern(/^[a-z_]{1,40}$/)))
})
export type IssueFacts = typeof IssueFacts.Type

/**
 * What the smart order rests on; absent unless the priority calculator ran. `runwayDays`: the amount in days of average daily
 * outflow, in tenths (`"3.5"`), null where either is not known. An estimate.
 */
export const IssuePriority = Schema.Struct({
  score: Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 100 })),
  band: Schema.Literals(["urgent", "high", "medium", "low"]),
  runwayDays: Schema.NullOr(Schema.String)
})
export type IssuePriority = typeof IssuePriority.Type

/**
 * One line of the Hygiene tab (runway.md 1.8). `amount` is in the client's home currency. `version` is named by every
 * command; `undoUntil` says until when the last command of a person can be taken back, null where there is none.
 */
export const HygieneIssue = Schema.Struct({
  issueId: IssueId,
  version: Schema.Int,
  ruleId: RuleId,
  severity: Severity,
  status: IssueStatus,
  cashRelevant: Schema.Boolean,
  effect: IssueEffect,
  place: Schema.NullOr(IssuePlace),
  facts: IssueFacts,
  records: Schema.Array(IssueRecord),
  recordCount: Schema.Int,
  amount: Schema.NullOr(Money),
  date: Schema.NullOr(LocalDate),
  firstSeenAt: Schema.DateTimeUtcFromString,
  lastSeenAt: Schema.DateTimeUtcFromString,
  resolvedAt: Schema.NullOr(Schema.DateTimeUtcFromString),
  reviewReason: Schema.NullOr(ReviewReason),
  snoozedUntil: Schema.NullOr(LocalDate),
  undoUntil: Schema.NullOr(Schema.DateTimeUtcFromString),
  fixes: Schema.Array(QuickFixKind),
  priority: Schema.optionalKey(IssuePriority)
})
export type HygieneIssue = typeof HygieneIssue.Type

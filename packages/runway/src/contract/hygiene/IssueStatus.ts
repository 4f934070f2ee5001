import { Schema } from "effect"

/**
 * Where an issue stands (runway.md 4.4). `fixing`: somebody said or ordered that it is put right, and QuickBooks has not
 * shown it yet. `fixed`: the next reading proved it. `auto_resolved`: it went without a word of ours. `reviewed`: accepted
 * with a reason. `snoozed`: not to be seen before a day. `reopened`: it was away and is back.
 */
export const IssueStatus = Schema.Literals(["open", "reopened", "fixing", "reviewed", "snoozed", "fixed", "auto_resolved"])
export type IssueStatus = typeof IssueStatus.Type

/** Those a member sees in the list; also what the counts count. */
export const standing = ["open", "reopened", "fixing"] as const satisfies ReadonlyArray<IssueStatus>

export const isStanding = (status: IssueStatus): boolean => standing.some((one) => one === status)

/** Why somebody accepts what a rule found. */
export const ReviewReason = Schema.Literals([
  "as_intended",
  "not_duplicate",
  "distinct_parties",
  "amount_confirmed",
  "in_dispute",
  "settled_elsewhere",
  "not_expected",
  "not_worth_fixing"
])
export type ReviewReason = typeof ReviewReason.Type

import { LocalDate } from "@beep/kernel/LocalDate"
import { Schema } from "effect"
import { HygieneIssue, IssueId } from "./HygieneIssue.ts"
import { ReviewReason } from "./IssueStatus.ts"
import { HygieneScore } from "./HygieneScore.ts"
import { TrayProgress } from "./Tray.ts"
import { OpenCounts } from "./Severity.ts"

/** Issues in one command (runway.md 10.1), and how long one can be taken back. */
export const bulkMax = 100
export const undoHours = 24

/** An issue as the member saw it. */
export const SeenIssue = Schema.Struct({ issueId: IssueId, version: Schema.Int })
export type SeenIssue = typeof SeenIssue.Type

const seenOnce = Schema.makeFilter(
  (issues: ReadonlyArray<SeenIssue>) => new Set(issues.map(({ issueId }) => issueId)).size === issues.length,
  { expected: "each issue once" }
)

const issues = Schema.Array(SeenIssue).check(Schema.isBetweenLength(1, bulkMax), seenOnce)

/**
 * What a member does with issues of one rule: `review` accepts them with a reason, `snooze` hides them until a day to come,
 * `mark_fixed` says that they were put right in QuickBooks (the next sync proves it), `undo` takes the last command of a
 * person back within 24 hours.
 */
export const TrayCommand = Schema.Union([
  Schema.Struct({ action: Schema.Literal("review"), reason: ReviewReason, issues }),
  Schema.Struct({ action: Schema.Literal("snooze"), until: LocalDate, issues }),
  Schema.Struct({ action: Schema.Literal("mark_fixed"), issues }),
  Schema.Struct({ action: Schema.Literal("undo"), issues })
])
export type TrayCommand = typeof TrayCommand.Type

/**
 * What became of one issue. `stale`: it changed since it was seen, and `issue` is how it is now. `not_possible`: its status
 * has no such step, or its time is over. `not_found`: this client has no such issue, and nobody says whether another has.
 * Only `done` changed anything.
 */
export const ItemOutcome = Schema.Literals(["done", "stale", "not_possible", "not_found"])
export type ItemOutcome = typeof ItemOutcome.Type

export const TrayItemResult = Schema.Struct({
  issueId: IssueId,
  outcome: ItemOutcome,
  issue: Schema.NullOr(HygieneIssue)
})
export type TrayItemResult = typeof TrayItemResult.Type

/** In the order of the command, with what the tab's head shows afterwards. */
export const TrayResult = Schema.Struct({
  results: Schema.Array(TrayItemResult),
  counts: OpenCounts,
  progress: TrayProgress,
  score: Schema.NullOr(HygieneScore)
})
export type TrayResult = typeof TrayResult.Type

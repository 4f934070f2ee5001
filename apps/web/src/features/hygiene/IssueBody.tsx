import type { HygieneIssue } from "@beep/runway/contract/hygiene/HygieneIssue"
import { SeverityMark } from "@beep/ui/SeverityMark"
import { hygiene as words } from "../../messages/hygiene.ts"
import { writes } from "../../messages/writes.ts"
import { calendarDay, shortDay } from "../../shell/times.ts"
import { FixForm } from "./FixForm.tsx"
import { reasonText } from "./issueWords.ts"
import type { IssueDesk } from "./IssueDesk.ts"
import { ReviewForm } from "./ReviewForm.tsx"
import { WriteMark } from "./WriteMark.tsx"

/** The name of an issue; where the keys of the list begin. */
export const IssueName = ({ desk, issue }: { readonly desk: IssueDesk; readonly issue: HygieneIssue }) => (
  <span className="inline-flex min-w-0 items-center gap-2">
    <SeverityMark severity={issue.severity} label={words.severity[issue.severity]} />
    <button
      type="button"
      data-issue={issue.issueId}
      onClick={() => desk.open(issue.issueId, issue.fixes.length > 0 ? "fix" : "review")}
      className="min-h-6 min-w-0 rounded-chip text-left font-medium hover:underline hover:underline-offset-3"
    >
      {words.issueTitle(issue)}
    </button>
  </span>
)

/** What the rule found, under the records it found it on. */
export const IssueReason = ({ desk, issue }: { readonly desk: IssueDesk; readonly issue: HygieneIssue }) => {
  const reason = reasonText(issue, desk.currency)
  return reason === null ? null : <span className="block text-12">{reason}</span>
}

/** Since when, how an answered issue was answered, and how far its write has come. */
export const IssueStanding = ({ desk, issue }: { readonly desk: IssueDesk; readonly issue: HygieneIssue }) => {
  const write = desk.writeOf(issue)
  const answered =
    issue.reviewReason !== null
      ? words.reviewedBy(issue.reviewReason)
      : issue.snoozedUntil !== null
        ? words.snoozedUntil(calendarDay(issue.snoozedUntil, desk.today))
        : issue.status === "open"
          ? null
          : words.status[issue.status]
  return (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-1 text-12 text-muted">
      {write === undefined ? (
        answered
      ) : (
        <>
          <WriteMark write={write} /> <span>{writes.says(write.state, write.reason)}</span>
        </>
      )}
    </span>
  )
}

export const sinceText = (issue: HygieneIssue, desk: IssueDesk): string => shortDay(issue.firstSeenAt, desk.now, desk.timezone)

/** The form that is open on an issue, if any. */
export const OpenedForm = ({ desk, issue }: { readonly desk: IssueDesk; readonly issue: HygieneIssue }) => {
  if (desk.opened?.issueId !== issue.issueId || !desk.mayFix) return null
  return desk.opened.form === "fix" && issue.fixes.length > 0 ? (
    <FixForm clientId={desk.clientId} issue={issue} today={desk.today} onClose={desk.close} />
  ) : (
    <ReviewForm
      label={`${words.review}: ${words.issueTitle(issue)}`}
      busy={desk.busy}
      onReview={(reason) => desk.act({ action: "review", reason, issues: [{ issueId: issue.issueId, version: issue.version }] })}
      onClose={desk.close}
    />
  )
}

export const IssueCheck = ({ desk, issue }: { readonly desk: IssueDesk; readonly issue: HygieneIssue }) =>
  desk.mayFix ? (
    <input
      type="checkbox"
      checked={desk.selected.has(issue.issueId)}
      onChange={() => desk.select(issue.issueId)}
      aria-label={words.select(words.issueTitle(issue))}
      className="m-1 size-4 shrink-0 accent-brand"
    />
  ) : null

import type { HygieneIssue, IssueId } from "@beep/runway/contract/hygiene/HygieneIssue"
import type { LocalDate } from "@beep/kernel/LocalDate"
import { SeverityMark } from "@beep/ui/SeverityMark"
import { hygiene as words } from "../../messages/hygiene.ts"
import { moneyText } from "../runway/amounts.ts"
import { recordsText } from "./issueWords.ts"

/** The three to begin with; each leads to its line below. */
export const TopThree = ({
  issues,
  today,
  onIssue
}: {
  readonly issues: ReadonlyArray<HygieneIssue>
  readonly today: LocalDate
  readonly onIssue: (issueId: IssueId) => void
}) =>
  issues.length === 0 ? null : (
    <section aria-label={words.topTitle}>
      <h2 className="sr-only">{words.topTitle}</h2>
      <ol className="grid gap-3 md:grid-cols-3">
        {issues.map((issue) => (
          <li key={issue.issueId} className="min-w-0">
            <button
              type="button"
              data-top-issue={issue.issueId}
              onClick={() => onIssue(issue.issueId)}
              className="grid h-full w-full min-w-0 content-start gap-0.5 rounded-surface border border-line bg-surface px-4 py-2.5 text-left text-13 hover:bg-hover"
            >
              <span className="flex min-w-0 items-center gap-2">
                <SeverityMark severity={issue.severity} label={words.severity[issue.severity]} />
                <b className="min-w-0 truncate font-medium">{words.issueTitle(issue)}</b>
                {issue.amount === null ? null : (
                  <span className="ml-auto pl-2 whitespace-nowrap tabular-nums">{moneyText(issue.amount)}</span>
                )}
              </span>
              <span className="truncate text-muted">{recordsText(issue, today)}</span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  )

import type { HygieneIssue } from "@beep/runway/contract/hygiene/HygieneIssue"
import { hygiene as words } from "../../messages/hygiene.ts"
import { moneyText } from "../runway/amounts.ts"
import { IssueActions } from "./IssueActions.tsx"
import { IssueCheck, IssueName, IssueReason, IssueStanding, OpenedForm, sinceText } from "./IssueBody.tsx"
import type { IssueDesk } from "./IssueDesk.ts"
import { issueGroups } from "./issueGroups.ts"
import { recordsText } from "./issueWords.ts"

const IssueCard = ({ desk, issue }: { readonly desk: IssueDesk; readonly issue: HygieneIssue }) => {
  const form = OpenedForm({ desk, issue })
  return (
    <li className="grid gap-1 border-t border-line px-4 py-3 text-13">
      <div className="flex items-start gap-3">
        <IssueCheck desk={desk} issue={issue} />
        <div className="min-w-0 flex-1">
          <h4>
            <IssueName desk={desk} issue={issue} />
          </h4>
          <p className="text-muted">
            {recordsText(issue, desk.today)}
            <IssueReason desk={desk} issue={issue} />
          </p>
        </div>
        {issue.amount === null ? null : <b className="font-medium whitespace-nowrap tabular-nums">{moneyText(issue.amount)}</b>}
      </div>
      <IssueStanding desk={desk} issue={issue} />
      <p className="text-12 text-muted">
        {words.effect[issue.effect]}, {words.since(sinceText(issue, desk))}
        {issue.priority?.runwayDays === undefined || issue.priority.runwayDays === null
          ? ""
          : `, ${words.runwayDays(issue.priority.runwayDays)}`}
      </p>
      <IssueActions desk={desk} issue={issue} />
      {form}
    </li>
  )
}

/** The same issues, figures and actions as the table, as headings and cards. */
export const IssueCards = ({ desk, issues }: { readonly desk: IssueDesk; readonly issues: ReadonlyArray<HygieneIssue> }) => (
  <div role="region" aria-label={words.list}>
    {issueGroups(issues).map(({ severity, issues: group }) => (
      <section key={`${severity}-${group[0]?.issueId ?? ""}`}>
        <h3 className="border-t border-line bg-sunken px-4 py-1 text-12 font-medium text-fg-2">
          {words.severity[severity]} <span className="font-normal text-muted tabular-nums">{group.length}</span>
        </h3>
        <ul>
          {group.map((issue) => (
            <IssueCard key={issue.issueId} desk={desk} issue={issue} />
          ))}
        </ul>
      </section>
    ))}
  </div>
)

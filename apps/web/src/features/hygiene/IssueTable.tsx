import type { HygieneIssue } from "@beep/runway/contract/hygiene/HygieneIssue"
import { Cell, DataTable, GroupRow, HeadCell } from "@beep/ui/DataTable"
import { Fragment } from "react"
import { hygiene as words } from "../../messages/hygiene.ts"
import { amountText } from "../runway/amounts.ts"
import { IssueActions } from "./IssueActions.tsx"
import { IssueCheck, IssueName, IssueReason, IssueStanding, OpenedForm, sinceText } from "./IssueBody.tsx"
import type { IssueDesk } from "./IssueDesk.ts"
import { issueGroups } from "./issueGroups.ts"
import { recordsText } from "./issueWords.ts"

const columns = 7

const IssueRow = ({ desk, issue }: { readonly desk: IssueDesk; readonly issue: HygieneIssue }) => {
  const form = OpenedForm({ desk, issue })
  return (
    <>
      <tr className="hover:bg-sunken has-[[data-issue]:focus-visible]:bg-brand-tint">
        <Cell className="w-10">
          <IssueCheck desk={desk} issue={issue} />
        </Cell>
        <Cell className="py-1">
          <IssueName desk={desk} issue={issue} />
          <IssueStanding desk={desk} issue={issue} />
        </Cell>
        <Cell className="py-1 text-muted">
          {recordsText(issue, desk.today)}
          <IssueReason desk={desk} issue={issue} />
        </Cell>
        <Cell className="whitespace-nowrap">
          {words.effect[issue.effect]}
          {issue.priority?.runwayDays === undefined || issue.priority.runwayDays === null ? null : (
            <span className="block text-12 text-muted">{words.runwayDays(issue.priority.runwayDays)}</span>
          )}
        </Cell>
        <Cell numeric className="text-muted">
          {sinceText(issue, desk)}
        </Cell>
        <Cell numeric>{issue.amount === null ? "" : amountText(issue.amount)}</Cell>
        <Cell className="py-1 [&>span]:flex-nowrap">
          <IssueActions desk={desk} issue={issue} />
        </Cell>
      </tr>
      {form === null ? null : (
        <tr>
          <td colSpan={columns} className="border-b border-line px-4 py-2">
            {form}
          </td>
        </tr>
      )}
    </>
  )
}

export const IssueTable = ({ desk, issues }: { readonly desk: IssueDesk; readonly issues: ReadonlyArray<HygieneIssue> }) => (
  <DataTable label={words.list} className="min-w-240">
    <thead>
      <tr>
        <HeadCell>
          <span className="sr-only">{words.columns.select}</span>
        </HeadCell>
        <HeadCell>{words.columns.issue}</HeadCell>
        <HeadCell>{words.columns.record}</HeadCell>
        <HeadCell>{words.columns.effect}</HeadCell>
        <HeadCell numeric>{words.columns.since}</HeadCell>
        <HeadCell numeric>{desk.currency}</HeadCell>
        <HeadCell>
          <span className="sr-only">{words.columns.actions}</span>
        </HeadCell>
      </tr>
    </thead>
    <tbody>
      {issueGroups(issues).map(({ severity, issues: group }) => (
        <Fragment key={`${severity}-${group[0]?.issueId ?? ""}`}>
          <GroupRow name={words.severity[severity]} count={group.length} columns={columns} />
          {group.map((issue) => (
            <IssueRow key={issue.issueId} desk={desk} issue={issue} />
          ))}
        </Fragment>
      ))}
    </tbody>
  </DataTable>
)

import type { HygieneIssue } from "@beep/runway/contract/hygiene/HygieneIssue"
import type { Severity } from "@beep/runway/contract/hygiene/Severity"

export interface IssueGroup {
  readonly severity: Severity
  readonly issues: ReadonlyArray<HygieneIssue>
}

/** Runs of one severity, in the order of the list: a smart order may come back to one. */
export const issueGroups = (issues: ReadonlyArray<HygieneIssue>): ReadonlyArray<IssueGroup> => {
  const groups: Array<{ severity: Severity; issues: Array<HygieneIssue> }> = []
  for (const issue of issues) {
    const last = groups.at(-1)
    if (last?.severity === issue.severity) last.issues.push(issue)
    else groups.push({ severity: issue.severity, issues: [issue] })
  }
  return groups
}

import type { ClientId } from "@beep/kernel/ids"
import type { HygieneIssue } from "@beep/runway/contract/hygiene/HygieneIssue"
import { isStanding } from "@beep/runway/contract/hygiene/IssueStatus"
import type { IssuePlace } from "@beep/runway/contract/hygiene/Rule"
import { Button } from "@beep/ui/Button"
import { Link } from "@tanstack/react-router"
import { ExternalLink } from "lucide-react"
import { hygiene as words, quickFix } from "../../messages/hygiene.ts"
import type { IssueDesk } from "./IssueDesk.ts"

const Elsewhere = ({ clientId, place }: { readonly clientId: ClientId; readonly place: IssuePlace }) => (
  <Button size="small" asChild>
    {place === "cash_settings" || place === "payroll_settings" ? (
      <Link to="/clients/$clientId/cash" params={{ clientId }}>
        {words.goTo[place]}
      </Link>
    ) : (
      <Link to="/clients/$clientId/digest" params={{ clientId }}>
        {words.goTo[place]}
      </Link>
    )}
  </Button>
)

/** What can be done about an issue; the same in both modes. */
export const IssueActions = ({ desk, issue }: { readonly desk: IssueDesk; readonly issue: HygieneIssue }) => {
  const title = words.issueTitle(issue)
  const [fix] = issue.fixes
  const link = issue.records[0]?.deepLink ?? null
  const stands = isStanding(issue.status)
  const open = issue.status === "open" || issue.status === "reopened"
  const undoable = issue.undoUntil !== null
  return (
    <span className="flex flex-wrap items-center justify-end gap-1.5">
      {desk.mayFix && open && fix !== undefined ? (
        <Button
          size="small"
          aria-expanded={desk.opened?.issueId === issue.issueId && desk.opened.form === "fix"}
          aria-label={`${quickFix.kinds[fix].open}: ${title}`}
          onClick={() => desk.open(issue.issueId, "fix")}
        >
          {quickFix.kinds[fix].open}
        </Button>
      ) : null}
      {issue.place === null || !stands ? null : <Elsewhere clientId={desk.clientId} place={issue.place} />}
      {desk.mayFix && stands ? (
        <Button
          size="small"
          variant="quiet"
          aria-expanded={desk.opened?.issueId === issue.issueId && desk.opened.form === "review"}
          aria-label={`${words.review}: ${title}`}
          onClick={() => desk.open(issue.issueId, "review")}
        >
          {words.review}
        </Button>
      ) : null}
      {desk.mayFix && undoable ? (
        <Button
          size="small"
          aria-label={`${words.undo}: ${title}`}
          onClick={() => desk.act({ action: "undo", issues: [{ issueId: issue.issueId, version: issue.version }] })}
        >
          {words.undo}
        </Button>
      ) : null}
      {link === null ? null : (
        <Button size="small" variant="quiet" asChild>
          <a
            href={link}
            target="_blank"
            rel="noreferrer"
            data-deep-link=""
            title={words.openInOf(desk.companyName)}
            aria-label={`${words.openIn}: ${title}. ${words.openInOf(desk.companyName)}`}
          >
            {words.openIn}
            <ExternalLink aria-hidden="true" strokeWidth={1.5} />
          </a>
        </Button>
      )}
    </span>
  )
}

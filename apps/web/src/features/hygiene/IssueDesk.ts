import type { ClientId } from "@beep/kernel/ids"
import type { LocalDate } from "@beep/kernel/LocalDate"
import type { Currency } from "@beep/kernel/Money"
import type { HygieneIssue, IssueId } from "@beep/runway/contract/hygiene/HygieneIssue"
import type { TrayCommand } from "@beep/runway/contract/hygiene/TrayCommand"
import type { WriteBack } from "@beep/runway/contract/writeback/WriteBack"
import type { DateTime } from "effect"

export type IssueForm = "fix" | "review"

/** What every row of the list works with. */
export interface IssueDesk {
  readonly clientId: ClientId
  readonly companyName: string
  readonly currency: Currency
  readonly today: LocalDate
  readonly timezone: string
  readonly now: DateTime.Utc
  readonly mayFix: boolean
  readonly busy: boolean
  readonly selected: ReadonlySet<IssueId>
  readonly opened: { readonly issueId: IssueId; readonly form: IssueForm } | undefined
  /** The latest write of an issue that says something: one under way, or one that was not written. */
  readonly writeOf: (issue: HygieneIssue) => WriteBack | undefined
  readonly select: (issueId: IssueId) => void
  /** Opens a form of an issue, or closes it when it is open. */
  readonly open: (issueId: IssueId, form: IssueForm) => void
  readonly close: () => void
  readonly act: (command: TrayCommand) => void
}

import { IssueId } from "@beep/runway/contract/hygiene/HygieneIssue"
import { Option, Schema } from "effect"
import type { KeyboardEvent } from "react"
import { isKeyOf } from "../../shell/commands.ts"
import { useShortcutsOn } from "../../shell/shortcuts.ts"
import type { IssueForm } from "./IssueDesk.ts"

const decodeId = Schema.decodeUnknownOption(IssueId)

interface Acts {
  readonly select: (issueId: IssueId) => void
  readonly open: (issueId: IssueId, form: IssueForm) => void
}

/**
 * Keys of the list, to the issue in focus: `j` and `k` (or arrows) walk, `x` selects, `e` opens the fix, `r` the review,
 * `o` the record in QuickBooks. With nothing in focus, `j` begins at the first.
 */
export const useIssueKeys = ({ open, select }: Acts) => {
  const on = useShortcutsOn()
  return (event: KeyboardEvent<HTMLElement>) => {
    if (!on || event.defaultPrevented) return
    const focused = document.activeElement
    if (!(focused instanceof HTMLElement) || focused.closest("form") !== null || focused instanceof HTMLInputElement) return
    const names = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-issue]")]
    const at = names.indexOf(focused)
    const key = event.nativeEvent
    const step = isKeyOf(key, "issueDown") ? 1 : isKeyOf(key, "issueUp") ? -1 : 0
    if (step !== 0) {
      event.preventDefault()
      names[at < 0 ? 0 : Math.min(Math.max(at + step, 0), names.length - 1)]?.focus()
      return
    }
    const issue = decodeId(focused.dataset["issue"])
    if (Option.isNone(issue)) return
    if (isKeyOf(key, "issueSelect")) {
      event.preventDefault()
      select(issue.value)
      return
    }
    if (isKeyOf(key, "issueOpen")) {
      event.preventDefault()
      focused.closest("tr, li")?.querySelector<HTMLElement>("[data-deep-link]")?.click()
      return
    }
    const form: IssueForm | undefined = isKeyOf(key, "issueFix") ? "fix" : isKeyOf(key, "issueReview") ? "review" : undefined
    if (form === undefined) return
    event.preventDefault()
    open(issue.value, form)
  }
}

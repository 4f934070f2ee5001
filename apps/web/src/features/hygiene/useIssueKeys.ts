import { IssueId } from "@beep/runway/contract/hygiene/HygieneIssue"
import { Option, Schema } from "effect"
import { useEffect, useEffectEvent } from "react"
import { isKeyOf } from "../../shell/commands.ts"
import { isTaken, useShortcutsOn } from "../../shell/shortcuts.ts"
import type { IssueForm } from "./IssueDesk.ts"

const decodeId = Schema.decodeUnknownOption(IssueId)

interface Acts {
  readonly select: (issueId: IssueId) => void
  readonly open: (issueId: IssueId, form: IssueForm) => void
}

/**
 * Keys of the list: `j` and `k` walk it from wherever the focus is on the page, beginning at the first issue; arrows walk on from
 * an issue, and scroll everywhere else. To the issue in focus, `x` selects, `e` opens the fix, `r` the review, `o` the record in
 * QuickBooks.
 */
export const useIssueKeys = ({ open, select }: Acts): void => {
  const on = useShortcutsOn()
  const act = useEffectEvent((event: KeyboardEvent) => {
    const { activeElement } = document
    if (isTaken(event, true) || (activeElement?.closest("form") ?? null) !== null) return
    const names = [...document.querySelectorAll<HTMLElement>("[data-issue]")]
    const focused = names.find((name) => name === activeElement)
    const step = isKeyOf(event, "issueDown") ? 1 : isKeyOf(event, "issueUp") ? -1 : 0
    if (step !== 0) {
      if (focused === undefined && event.key.startsWith("Arrow")) return
      event.preventDefault()
      const at = focused === undefined ? 0 : names.indexOf(focused) + step
      names[Math.min(Math.max(at, 0), names.length - 1)]?.focus()
      return
    }
    const issue = decodeId(focused?.dataset["issue"])
    if (focused === undefined || Option.isNone(issue)) return
    if (isKeyOf(event, "issueSelect")) {
      event.preventDefault()
      select(issue.value)
      return
    }
    if (isKeyOf(event, "issueOpen")) {
      event.preventDefault()
      focused.closest("tr, li")?.querySelector<HTMLElement>("[data-deep-link]")?.click()
      return
    }
    const form: IssueForm | undefined = isKeyOf(event, "issueFix") ? "fix" : isKeyOf(event, "issueReview") ? "review" : undefined
    if (form === undefined) return
    event.preventDefault()
    open(issue.value, form)
  })
  useEffect(() => {
    if (!on) return undefined
    const listen = (event: KeyboardEvent) => act(event)
    // Before the client's own keys: `r` means the issue in focus.
    document.addEventListener("keydown", listen, { capture: true })
    return () => document.removeEventListener("keydown", listen, { capture: true })
  }, [on])
}

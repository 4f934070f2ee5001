import { IssueId } from "@beep/runway/contract/hygiene/HygieneIssue"
import { Severity } from "@beep/runway/contract/hygiene/Severity"
import { TrayView } from "@beep/runway/contract/hygiene/Tray"
import { Schema } from "effect"

/** What the address of the Hygiene tab says: which issues, how far the band looks, and the issue whose fix is open. */
export const HygieneSearch = Schema.Struct({
  view: Schema.optionalKey(TrayView),
  severity: Schema.optionalKey(Severity),
  weeks: Schema.optionalKey(Schema.Literals([2, 3])),
  issue: Schema.optionalKey(IssueId)
})
export type HygieneSearch = typeof HygieneSearch.Type

import { QuickFix, type QuickFixKind } from "@beep/runway/contract/hygiene/QuickFix"
import { Option, Schema } from "effect"

const decode = Schema.decodeUnknownOption(QuickFix)

/** What was typed as a fix; undefined while it is none. */
export const fixOf = (kind: QuickFixKind, text: string): QuickFix | undefined => {
  const entry = text.trim()
  switch (kind) {
    case "set_due_date":
      return Option.getOrUndefined(decode({ kind, dueDate: entry }))
    case "set_terms":
      return Option.getOrUndefined(decode({ kind, termId: entry }))
    case "add_email":
      return Option.getOrUndefined(decode({ kind, email: entry }))
  }
}

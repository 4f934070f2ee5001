import { LocalDate } from "@beep/kernel/LocalDate"
import { Schema } from "effect"
import { QboId } from "../ledger/QboId.ts"

/** What can be put right from here and is written back to QuickBooks (runway.md 4.2). */
export const QuickFixKind = Schema.Literals(["set_due_date", "set_terms", "add_email"])
export type QuickFixKind = typeof QuickFixKind.Type

/**
 * A value for the one record an issue is about. `set_terms` on a bill gives it the due date its terms say; on a vendor it
 * gives the terms of every later bill.
 */
export const QuickFix = Schema.Union([
  Schema.Struct({ kind: Schema.Literal("set_due_date"), dueDate: LocalDate }),
  Schema.Struct({ kind: Schema.Literal("set_terms"), termId: QboId }),
  Schema.Struct({
    kind: Schema.Literal("add_email"),
    email: Schema.String.check(Schema.isMaxLength(100), Schema.isPattern(/^[^\s@,;]+@[^\s@,;]+\.[^\s@,;]+$/))
  })
])
export type QuickFix = typeof QuickFix.Type

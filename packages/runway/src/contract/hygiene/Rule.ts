import { Schema } from "effect"
import type { QuickFixKind } from "./QuickFix.ts"

/** The rules of runway.md 4.2, by their numbers there. */
export const RuleId = Schema.Literals([
  "HYG-01",
  "HYG-02",
  "HYG-03",
  "HYG-04",
  "HYG-05",
  "HYG-06",
  "HYG-07",
  "HYG-08",
  "HYG-09",
  "HYG-10",
  "HYG-11",
  "HYG-12",
  "HYG-13",
  "HYG-14",
  "HYG-15",
  "HYG-16",
  "HYG-17",
  "HYG-18",
  "HYG-19",
  "HYG-20",
  "HYG-21",
  "HYG-22",
  "HYG-23",
  "HYG-24",
  "HYG-25",
  "HYG-26",
  "HYG-27"
])
export type RuleId = typeof RuleId.Type

/** What an issue can make wrong: the cash figures, the days they are for, or the books alone. */
export const IssueEffect = Schema.Literals(["cash", "dates", "bookkeeping"])
export type IssueEffect = typeof IssueEffect.Type

/** Where else in the product an issue is settled; the screen knows the way. */
export const IssuePlace = Schema.Literals(["cash_settings", "connection", "sync", "payroll_settings"])
export type IssuePlace = typeof IssuePlace.Type

export interface Rule {
  readonly cashRelevant: boolean
  readonly effect: IssueEffect
  readonly fixes: ReadonlyArray<QuickFixKind>
  readonly place: IssuePlace | null
}

const rule = (effect: IssueEffect, cashRelevant: boolean, more: Partial<Rule> = {}): Rule => ({
  cashRelevant,
  effect,
  fixes: [],
  place: null,
  ...more
})

/** What stands the same for every issue of a rule. "Partly" and "blocks reminders" of runway.md 4.2 are not cash relevant here. */
export const rules: Readonly<Record<RuleId, Rule>> = {
  "HYG-01": rule("dates", true, { fixes: ["set_due_date", "set_terms"] }),
  "HYG-02": rule("cash", true),
  "HYG-03": rule("cash", true),
  "HYG-04": rule("cash", true),
  "HYG-05": rule("cash", true),
  "HYG-06": rule("dates", true, { fixes: ["set_due_date"] }),
  "HYG-07": rule("bookkeeping", false),
  "HYG-08": rule("cash", true),
  "HYG-09": rule("dates", true, { fixes: ["set_due_date"] }),
  "HYG-10": rule("cash", true),
  "HYG-11": rule("cash", true),
  "HYG-12": rule("cash", true),
  "HYG-13": rule("cash", true),
  "HYG-14": rule("bookkeeping", false),
  "HYG-15": rule("dates", false, { fixes: ["set_terms"] }),
  "HYG-16": rule("bookkeeping", false, { fixes: ["add_email"] }),
  "HYG-17": rule("cash", true),
  "HYG-18": rule("bookkeeping", false),
  "HYG-19": rule("cash", true, { place: "sync" }),
  "HYG-20": rule("cash", true),
  "HYG-21": rule("cash", true, { place: "cash_settings" }),
  "HYG-22": rule("cash", true),
  "HYG-23": rule("cash", true, { place: "payroll_settings" }),
  "HYG-24": rule("cash", true, { place: "connection" }),
  "HYG-25": rule("cash", true),
  "HYG-26": rule("cash", true),
  "HYG-27": rule("bookkeeping", false)
}
